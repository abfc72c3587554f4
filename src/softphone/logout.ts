import { openPreferences, wipeAllPreferences } from './preferences.js';
import { recentsOf } from './recents/recents.js';
import type { Softphone } from './softphone.js';

/**
 * Signs the person out in all tabs: ends every call, removes the registration, and forgets what this browser keeps of their
 * extension, or of every extension where the phone does not know any more whose it was. Never rejects.
 */
export async function logout(softphone: Softphone): Promise<void> {
  const { extension } = softphone.snapshot;
  await softphone.disconnect('everywhere');
  if (extension) await (await openPreferences(extension.id)).wipe();
  else await wipeAllPreferences();
  await recentsOf(softphone).wipe();
}
