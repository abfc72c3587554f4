import type { Unsubscribe } from '../shared/emitter.js';
import type { MicrophonePermission } from './snapshot.js';

const load = () => import('../phone/media/microphone.js');

/** Asks for the microphone and lets it go at once. Rejects with `MediaError`. */
export async function tryMicrophone(): Promise<void> {
  const { openMicrophone } = await load();
  (await openMicrophone()).stop();
}

/** Tells whether the browser allows the microphone, until the returned function is called. */
export async function watchMicrophone(
  onPermission: (microphone: MicrophonePermission) => void,
): Promise<Unsubscribe> {
  return (await load()).watchMicrophonePermission(onPermission);
}
