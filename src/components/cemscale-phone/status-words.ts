import { str } from '@lit/localize/internal/str-tag.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { ConnectionStatus, SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Msg } from '../internal/localize.js';

/** The word beside the status mark. */
export function connectionWord(status: ConnectionStatus, msg: Msg): string {
  switch (status) {
    case 'offline':
      return msg('Offline', { id: 'status-offline' });
    case 'connecting':
      return msg('Connecting', { id: 'status-connecting' });
    case 'online':
      return msg('Online', { id: 'status-online' });
    case 'reconnecting':
      return msg('Reconnecting', { id: 'status-reconnecting' });
    case 'failed':
      return msg('Failed', { id: 'status-failed' });
  }
}

/** What the call at hand is doing; empty when there is none, or it is over. */
export function callWord(call: CallSnapshot | null, msg: Msg): string {
  const state = call?.state;
  switch (state?.phase) {
    case 'preparing':
    case 'dialing':
    case 'ringing':
      return msg('Calling', { id: 'call-calling' });
    case 'incoming':
    case 'answering':
      return msg('Incoming call', { id: 'call-incoming' });
    case 'resuming':
      return msg('Coming back to the call', { id: 'call-resuming' });
    case 'active':
      return state.held || state.heldByRemote
        ? msg('On hold', { id: 'held' })
        : msg('On a call', { id: 'call-active' });
    case 'ended':
    case undefined:
      return '';
  }
}

/** The word of the closed launcher: a missed call before the state of the registration. */
export function launcherWord({ status, currentCall }: SoftphoneSnapshot, msg: Msg): string {
  const state = currentCall?.state;
  const missed = state?.phase === 'ended' && state.reason === 'missed';
  return missed && status === 'online' ? msg('Missed call', { id: 'end-missed' }) : connectionWord(status, msg);
}

/** `Alice · 1001`: whose phone this is, else what the page calls it. */
export function ownerOf({ extension }: SoftphoneSnapshot, label: string, msg: Msg): string {
  if (!extension) return label;
  const { displayName, number } = extension;
  return displayName ? msg(str`${displayName} · ${number}`, { id: 'owner' }) : number;
}
