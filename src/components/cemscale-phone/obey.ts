import type { Softphone } from '../../softphone/softphone.js';
import type { PhoneRequest } from '../internal/request.js';
import type { Sounds } from '../internal/sounds.js';
import type { CemscalePhone } from './cemscale-phone.js';

/** The requests that are about calls or their sounds, not about the look of the element. */
export type CallRequest = Exclude<PhoneRequest, { type: 'prepare' | 'show' | 'hide' } | WindowRequest>;

/** The requests that are about windows and tabs. */
export type WindowRequest = Extract<
  PhoneRequest,
  { type: 'keep-in-view' | 'allow-notifications' | 'list-shortcuts' }
>;

/** The element, as far as its views may use it. */
export type CallOwner = Pick<
  CemscalePhone,
  | 'connect'
  | 'call'
  | 'answer'
  | 'hangup'
  | 'switchTo'
  | 'mute'
  | 'hold'
  | 'sendDtmf'
  | 'transfer'
  | 'consult'
  | 'completeTransfer'
  | 'cancelTransfer'
  | 'park'
  | 'snapshot'
>;

/** Does what a view asks for, by the public methods where there is one: what the keypad calls, the page may cancel too. */
export function obey(
  phone: CallOwner,
  core: Softphone | undefined,
  sounds: Sounds,
  request: CallRequest,
): Promise<unknown> | undefined {
  switch (request.type) {
    case 'key-tone':
      return void sounds.key(request.key);
    case 'unblock-ringtone':
      return void sounds.unblock();
    case 'connect':
      return phone.connect();
    case 'call':
      return phone.call(request.number, request.source ?? 'keypad');
    case 'answer':
      return phone.answer(request.callId, request.others);
    case 'hangup':
      return phone.hangup(request.callId);
    case 'switch':
      return phone.switchTo(request.callId);
    case 'transfer':
      return phone.transfer(request.number);
    case 'consult':
      return phone.consult(request.number);
    case 'complete-transfer':
      return phone.completeTransfer();
    case 'cancel-transfer':
      return phone.cancelTransfer();
    case 'park':
      return phone.park();
    case 'mute':
      return phone.mute(request.on);
    case 'hold':
      return phone.hold(request.on);
    case 'dtmf':
      return phone.sendDtmf(request.digits);
    case 'take-here':
      return core?.takeHere();
    case 'resume-audio':
      return core?.resumeAudio();
    case 'restore-media':
      return core?.engine?.liveCall().restoreMedia();
    case 'renew-microphone':
      return core?.engine?.changeMicrophone();
    case 'request-microphone':
      return core?.requestMicrophone();
    case 'warm-up':
      return void core?.warmUp();
    case 'dismiss':
      return void (phone.snapshot.currentCall && core?.dismiss(phone.snapshot.currentCall.id));
  }
}
