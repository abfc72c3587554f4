import { VoIPClient } from '@cemscale-voip/softphone';
import { settings } from './settings.js';

const voip = new VoIPClient({ apiUrl: settings.apiUrl, apiKey: settings.apiKey });

/** Click-to-call, and the controls of that call. */
export async function clickToCall(): Promise<string> {
  const { callUuid } = await voip.originate({ fromExtension: '1001', toNumber: '+15551234567' });
  return callUuid;
}

export async function control(callUuid: string): Promise<void> {
  await voip.holdCall(callUuid);
  await voip.holdCall(callUuid, false);
  await voip.transfer(callUuid, { targetExtension: '1002', type: 'blind' });
}

export async function hangUp(callUuid: string): Promise<void> {
  await voip.hangup(callUuid);
}

/** A third person without the hook: the conference is looked at until they have come. */
export async function threeWay(fsUuid: string): Promise<readonly string[]> {
  const result = await voip.addCallParticipant(fsUuid, { toNumber: '+15552010102' });
  await new Promise<void>((resolve) => {
    const pollInterval = setInterval(async () => {
      const { conference } = await voip.getConferenceMembers(result.conferenceName);
      const activeCount = conference.members.filter((m) => !m.muted || !m.deaf).length;
      if (activeCount < 2) return;
      clearInterval(pollInterval);
      resolve();
    }, 200);
  });
  await voip.swapCallParticipant({
    conferenceName: result.conferenceName,
    keepUuid: result.heldMemberUuid,
    holdUuid: result.newCallUuid,
  });
  await voip.mergeThreeWay({ conferenceName: result.conferenceName });
  const { conference } = await voip.getConferenceMembers(result.conferenceName);
  await voip.kickParticipant({ conferenceName: result.conferenceName, memberUuid: result.newCallUuid });
  return conference.members.map(({ callerIdNumber, muted, deaf }) => `${callerIdNumber} ${muted} ${deaf}`);
}

/** The third person does not answer. */
export async function threeWayCanceled(fsUuid: string): Promise<void> {
  const result = await voip.addCallParticipant(fsUuid, { toNumber: '+15552010106' });
  await voip.cancelAddParticipant({
    conferenceName: result.conferenceName,
    newCallUuid: result.newCallUuid,
    heldMemberUuid: result.heldMemberUuid,
  });
}

/** A contact page knows its own user, not the extension. */
export async function crmMapping(extensionId: string): Promise<string> {
  await voip.updateCrmMapping(extensionId, { crmUserId: 'crm-user-123', crmMetadata: { department: 'Sales' } });
  const { extension } = await voip.getExtensionByCrmUser('crm-user-123');
  return extension.extension;
}

/** Everything that happens, as it happens. */
export function follow(log: (line: string) => void): void {
  voip.connectWebSocket();
  voip.onWsEvent('call_start', (event) => log(`call_start ${event.data.caller}`));
  voip.onWsEvent('presence_change', (event) => log(`${event.data.extension} ${event.data.status}`));
  voip.onWsEvent('call_end', (event) => log(`call_end ${event.data.hangupCause}`));
}

/** The history with its forwarded calls. */
export async function forwarded(): Promise<readonly string[]> {
  const { calls } = await voip.listCalls({ forwarded: 'true' });
  const { calls: others } = await voip.listCalls({ forwardedTo: '+1305' });
  const lines = calls.map(
    (call) => `${call.caller_id_number} -> ext ${call.destination} -> FWD ${call.forwarded_to}`,
  );
  return [...lines, `${others.length} to +1305`];
}

/** Voicemail of an extension. */
export async function voicemail(): Promise<readonly string[]> {
  const { messages, unread } = await voip.listVoicemails({ extension: '1001', unreadOnly: false, limit: 20 });
  for (const msg of messages.slice(0, 1)) await voip.markVoicemailRead(msg.id);
  const { total, unread: unreadBadge } = await voip.getVoicemailCount('1001');
  return messages
    .map((msg) => `${msg.caller_name} (${msg.caller_id}) ${msg.duration_seconds}s ${msg.call?.status}`)
    .concat(`Unread: ${unread} ${unreadBadge} / ${total}`);
}

/** Presence of everybody, and setting one's own. */
export async function presence(extensionId: string): Promise<readonly (string | undefined)[]> {
  const seen: (string | undefined)[] = [];
  for (const status of ['busy', 'offline', 'available'] as const) {
    await voip.setPresence(extensionId, status);
    seen.push((await voip.getPresence()).presence['1006']);
  }
  return seen;
}

/** The address of a recording, with the key in it: the one example that a page with a key is refused. */
export function recordingUrl(id: string): string {
  return voip.getRecordingAudioUrl(id);
}
