import type { Softphone } from '../../softphone/softphone.js';
import type { PhoneRequest } from '../internal/request.js';
import type { Sounds } from '../internal/sounds.js';
import type { CemscalePhone } from './cemscale-phone.js';

/** The requests that are about calls or their sounds, not about the look of the element. */
export type CallRequest = Exclude<PhoneRequest, { type: 'prepare' | 'show' | 'hide' }>;

/** The element, as far as its views may use it. */
export type CallOwner = Pick<
  CemscalePhone,
  'connect' | 'call' | 'answer' | 'hangup' | 'mute' | 'hold' | 'sendDtmf' | 'snapshot'
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
      return phone.answer();
    case 'hangup':
      return phone.hangup();
    case 'mute':
      return phone.mute(request.on);
    case 'hold':
      return phone.hold(request.on);
    case 'dtmf':
      return phone.sendDtmf(request.digits);
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
