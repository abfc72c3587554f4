import { str } from '@lit/localize/internal/str-tag.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { TransferEnd } from '../../phone/transfer/transfers.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Msg } from '../internal/localize.js';
import { nameOfParty } from './party.js';

/** What became of the last transfer, or where the call waits that was parked; empty when the view says it. */
export function transferNews({ transferEnd, parked, currentCall }: SoftphoneSnapshot, msg: Msg): string {
  if (transferEnd) return endWords(transferEnd, msg);
  const isShown = currentCall?.state.phase === 'ended' && currentCall.state.reason === 'parked';
  if (!parked || isShown) return '';
  const [name, slot] = [nameOfParty(parked.caller, msg), parked.slot];
  return msg(str`${name} waits in slot ${slot}.`, { id: 'parked-news' });
}

function endWords({ reason, caller, target }: TransferEnd, msg: Msg): string {
  const first = nameOfParty(caller, msg);
  const second = nameOfParty(target, msg);
  switch (reason) {
    case 'completed':
      return msg(str`${first} and ${second} talk with each other now.`, { id: 'transfer-completed' });
    case 'canceled':
      return '';
    case 'caller-left':
      return msg(str`${first} hung up before the transfer.`, { id: 'transfer-caller-left' });
    case 'target-left':
      return msg(str`${second} hung up. ${first} still waits.`, { id: 'transfer-target-left' });
    case 'busy':
      return msg(str`${second} is busy. ${first} is back with you.`, { id: 'transfer-busy' });
    case 'no-answer':
    case 'timeout':
      return msg(str`${second} did not answer. ${first} is back with you.`, { id: 'transfer-no-answer' });
    case 'rejected':
      return msg(str`${second} declined. ${first} is back with you.`, { id: 'transfer-rejected' });
    case 'unavailable':
      return msg(str`${second} cannot be reached. ${first} is back with you.`, { id: 'transfer-unavailable' });
    case 'not-found':
      return msg(str`${second} is not in service. ${first} is back with you.`, { id: 'transfer-not-found' });
    case 'forbidden':
      return msg(str`${second} may not be called from here. ${first} is back with you.`, {
        id: 'transfer-forbidden',
      });
    case 'failed':
      return msg(str`The transfer did not work. ${first} is back with you.`, { id: 'transfer-failed' });
  }
}

/** Who hears whom while a transfer is under way. Empty when one of the two is gone. */
export function handoverWords({ transfer, calls }: SoftphoneSnapshot, msg: Msg): string {
  const from = calls.find(({ id }) => id === transfer?.from);
  if (!transfer || !from) return '';
  const first = nameOfParty(from.remote, msg);
  const second = nameOfParty(transfer.target, msg);
  if (transfer.state === 'transferring')
    return msg(str`Handing ${first} over to ${second}…`, { id: 'transfer-under-way' });
  const to = calls.find(({ id }) => id === transfer.to);
  if (to && to.state.phase !== 'active')
    return msg(str`Calling ${second}. ${first} hears music.`, { id: 'consult-calling' });
  if (talks(to)) return msg(str`You speak with ${second}. ${first} hears music.`, { id: 'consult-talking' });
  if (talks(from)) return msg(str`You speak with ${first}. ${second} hears music.`, { id: 'consult-back' });
  return msg(str`${first} and ${second} hear music.`, { id: 'consult-held' });
}

function talks(call: CallSnapshot | undefined): boolean {
  return call?.state.phase === 'active' && !call.state.held;
}
