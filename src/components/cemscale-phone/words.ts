import { str } from '@lit/localize/internal/str-tag.js';
import type { EndReason } from '../../phone/call-state.js';
import type {
  ApiErrorReason,
  CallErrorReason,
  MediaErrorReason,
  RegistrationErrorReason,
} from '../../shared/errors.js';
import { ApiError, CallError, MediaError, RegistrationError } from '../../shared/errors.js';
import type { SoftphoneError } from '../../shared/errors.js';
import type { Msg } from '../internal/localize.js';

/** What happened, and what a person can do about it (empty when nothing). */
export interface Words {
  readonly title: string;
  readonly text: string;
}

type Table<Reason extends string> = Record<Reason, (msg: Msg) => Words>;

const callEnds: Table<EndReason> = {
  hangup: (msg) => ({ title: msg('Call ended', { id: 'end-hangup' }), text: '' }),
  canceled: (msg) => ({ title: msg('Call canceled', { id: 'end-canceled' }), text: '' }),
  declined: (msg) => ({ title: msg('Call declined', { id: 'end-declined' }), text: '' }),
  'remote-hangup': (msg) => ({ title: msg('They hung up', { id: 'end-remote-hangup' }), text: '' }),
  busy: (msg) => ({
    title: msg('Busy', { id: 'end-busy' }),
    text: msg('They are on another call. Try again in a little while.', { id: 'end-busy-text' }),
  }),
  rejected: (msg) => ({
    title: msg('Call declined', { id: 'end-rejected' }),
    text: msg('They did not take the call.', { id: 'end-rejected-text' }),
  }),
  'no-answer': (msg) => ({ title: msg('No answer', { id: 'end-no-answer' }), text: '' }),
  missed: (msg) => ({ title: msg('Missed call', { id: 'end-missed' }), text: '' }),
  'answered-elsewhere': (msg) => ({
    title: msg('Answered elsewhere', { id: 'end-answered-elsewhere' }),
    text: msg('The call was taken on another phone.', { id: 'end-answered-elsewhere-text' }),
  }),
  transferred: (msg) => ({ title: msg('Call transferred', { id: 'end-transferred' }), text: '' }),
  parked: (msg) => ({ title: msg('Call parked', { id: 'end-parked' }), text: '' }),
  'not-found': (msg) => ({
    title: msg('Number not in service', { id: 'end-not-found' }),
    text: msg('Nobody can be reached at this number. Check the digits.', { id: 'end-not-found-text' }),
  }),
  unavailable: (msg) => ({
    title: msg('Not available', { id: 'end-unavailable' }),
    text: msg('Their phone is off or out of reach.', { id: 'end-unavailable-text' }),
  }),
  forbidden: (msg) => ({
    title: msg('Call not allowed', { id: 'end-forbidden' }),
    text: msg('Your account may not call this number. Ask your administrator if you need it.', {
      id: 'end-forbidden-text',
    }),
  }),
  redirected: (msg) => ({
    title: msg('Calls are forwarded', { id: 'end-redirected' }),
    text: msg('This number sends calls elsewhere. For your safety the new number was not dialled.', {
      id: 'end-redirected-text',
    }),
  }),
  microphone: (msg) => ({
    title: msg('No microphone', { id: 'end-microphone' }),
    text: msg('The call needs a microphone and could not get one.', { id: 'end-microphone-text' }),
  }),
  'media-failed': (msg) => ({
    title: msg('No sound connection', { id: 'end-media-failed' }),
    text: msg('Sound could not get through this network. Try another network, or turn off the VPN.', {
      id: 'end-media-failed-text',
    }),
  }),
  'taken-over': (msg) => ({
    title: msg('Taken over', { id: 'end-taken-over' }),
    text: msg('The call goes on in another window.', { id: 'end-taken-over-text' }),
  }),
  'ended-meanwhile': (msg) => ({
    title: msg('Call ended', { id: 'end-meanwhile' }),
    text: msg('The call ended while the page was loading.', { id: 'end-meanwhile-text' }),
  }),
  'connection-lost': (msg) => ({
    title: msg('Connection lost', { id: 'end-connection-lost' }),
    text: msg('The network broke off and the call could not be saved.', { id: 'end-connection-lost-text' }),
  }),
  failed: (msg) => ({
    title: msg('Call failed', { id: 'end-failed' }),
    text: msg('The phone system could not complete the call.', { id: 'end-failed-text' }),
  }),
};

const apiErrors: Table<ApiErrorReason> = {
  unreachable: (msg) => ({
    title: msg('No connection to the phone service', { id: 'api-unreachable' }),
    text: msg('Check the network.', { id: 'api-unreachable-text' }),
  }),
  timeout: (msg) => ({
    title: msg('The phone service is slow to answer', { id: 'api-timeout' }),
    text: msg('Check the network.', { id: 'api-timeout-text' }),
  }),
  aborted: (msg) => ({ title: msg('Stopped', { id: 'api-aborted' }), text: '' }),
  unauthorized: (msg) => ({
    title: msg('You are signed out', { id: 'api-unauthorized' }),
    text: msg('Sign in to this site again, then try again.', { id: 'api-unauthorized-text' }),
  }),
  forbidden: (msg) => ({
    title: msg('No phone for this account', { id: 'api-forbidden' }),
    text: msg('Ask your administrator for access to the phone.', { id: 'api-forbidden-text' }),
  }),
  'not-found': (msg) => ({
    title: msg('The phone is not set up', { id: 'api-not-found' }),
    text: msg('This site gives no valid address for its phone service. Tell whoever runs the site.', {
      id: 'api-not-found-text',
    }),
  }),
  'rate-limited': (msg) => ({
    title: msg('Too many tries', { id: 'api-rate-limited' }),
    text: msg('Wait a minute, then try again.', { id: 'api-rate-limited-text' }),
  }),
  server: (msg) => ({
    title: msg('The phone service has a fault', { id: 'api-server' }),
    text: msg('It is not your doing. Try again in a moment.', { id: 'api-server-text' }),
  }),
  rejected: (msg) => ({
    title: msg('The phone service refused', { id: 'api-rejected' }),
    text: msg('Tell whoever runs this site if it lasts.', { id: 'api-rejected-text' }),
  }),
  'invalid-response': (msg) => ({
    title: msg('The phone is not set up correctly', { id: 'api-invalid-response' }),
    text: msg('The site answered with something that is not a phone sign-in. Tell whoever runs the site.', {
      id: 'api-invalid-response-text',
    }),
  }),
};

const registrationErrors: Table<RegistrationErrorReason> = {
  unreachable: (msg) => ({
    title: msg('The phone system cannot be reached', { id: 'registration-unreachable' }),
    text: msg('Check the network. The phone keeps trying.', { id: 'registration-unreachable-text' }),
  }),
  'wrong-credentials': (msg) => ({
    title: msg('The phone system refused the sign-in', { id: 'registration-wrong-credentials' }),
    text: msg('Your extension and its password do not match. Tell your administrator.', {
      id: 'registration-wrong-credentials-text',
    }),
  }),
  refused: (msg) => ({
    title: msg('The phone system refused this phone', { id: 'registration-refused' }),
    text: msg('The phone keeps trying. Tell your administrator if it lasts.', { id: 'registration-refused-text' }),
  }),
  timeout: (msg) => ({
    title: msg('The phone system does not answer', { id: 'registration-timeout' }),
    text: msg('Check the network. The phone keeps trying.', { id: 'registration-timeout-text' }),
  }),
  'interval-too-brief': (msg) => ({
    title: msg('The phone system refused this phone', { id: 'registration-interval' }),
    text: msg('Its settings do not suit a web phone. Tell your administrator.', {
      id: 'registration-interval-text',
    }),
  }),
  'engine-failed': (msg) => ({
    title: msg('The phone could not be loaded', { id: 'registration-engine' }),
    text: msg('Check the network and reload the page. Tell whoever runs this site if it lasts.', {
      id: 'registration-engine-text',
    }),
  }),
  'other-build': (msg) => ({
    title: msg('The phone works in another tab, of an older or newer page', { id: 'registration-other-build' }),
    text: msg('Close or reload that tab: the phone works here then.', { id: 'registration-other-build-text' }),
  }),
};

const mediaErrors: Table<MediaErrorReason> = {
  'microphone-denied': (msg) => ({
    title: msg('Microphone blocked', { id: 'media-denied' }),
    text: msg('Your browser blocks the microphone for this site: allow it in the address bar.', {
      id: 'media-denied-text',
    }),
  }),
  'microphone-blocked-by-page': (msg) => ({
    title: msg('Microphone blocked by the page', { id: 'media-blocked-by-page' }),
    text: msg(
      'This phone sits in a frame that may not use the microphone. Open it in a tab of its own, or tell whoever runs the site.',
      { id: 'media-blocked-by-page-text' },
    ),
  }),
  'microphone-missing': (msg) => ({
    title: msg('No microphone found', { id: 'media-missing' }),
    text: msg('Plug in a headset or a microphone, then try again.', { id: 'media-missing-text' }),
  }),
  'microphone-busy': (msg) => ({
    title: msg('Microphone in use', { id: 'media-busy' }),
    text: msg('Another program holds the microphone. Close it there, then try again.', { id: 'media-busy-text' }),
  }),
  'insecure-page': (msg) => ({
    title: msg('This page is not secure', { id: 'media-insecure' }),
    text: msg('Browsers give the microphone to https pages only. Open the site with https.', {
      id: 'media-insecure-text',
    }),
  }),
  unsupported: (msg) => ({
    title: msg('This browser cannot make calls', { id: 'media-unsupported' }),
    text: msg('Use a current Chrome, Edge, Firefox or Safari.', { id: 'media-unsupported-text' }),
  }),
  'autoplay-blocked': (msg) => ({
    title: msg('Sound is held back', { id: 'media-autoplay' }),
    text: msg('The browser plays the call once you touch the page.', { id: 'media-autoplay-text' }),
  }),
  'connection-failed': (msg) => ({
    title: msg('No sound connection', { id: 'media-connection' }),
    text: msg('Sound could not get through this network. Try another network, or turn off the VPN.', {
      id: 'media-connection-text',
    }),
  }),
};

const callErrors: Table<CallErrorReason> = {
  'invalid-number': (msg) => ({
    title: msg('This cannot be dialled', { id: 'call-invalid-number' }),
    text: msg('Use digits, with + in front for other countries.', { id: 'call-invalid-number-text' }),
  }),
  'not-online': (msg) => ({
    title: msg('The phone is not online', { id: 'call-not-online' }),
    text: msg('You can call as soon as it is.', { id: 'call-not-online-text' }),
  }),
  'no-such-call': (msg) => ({ title: msg('That call is over', { id: 'call-no-such-call' }), text: '' }),
  'wrong-state': (msg) => ({
    title: msg('Not possible right now', { id: 'call-wrong-state' }),
    text: msg('Try again in a moment.', { id: 'call-wrong-state-text' }),
  }),
  'too-many-calls': (msg) => ({
    title: msg('Too many calls at once', { id: 'call-too-many' }),
    text: msg('End one of them first.', { id: 'call-too-many-text' }),
  }),
  'not-transferred': (msg) => ({
    title: msg('Not transferred', { id: 'call-not-transferred' }),
    text: msg('The call goes on as it was.', { id: 'call-refused-text' }),
  }),
  'not-parked': (msg) => ({
    title: msg('Not parked', { id: 'call-not-parked' }),
    text: msg('The call goes on as it was. Try again, or another slot.', { id: 'call-not-parked-text' }),
  }),
  refused: (msg) => ({
    title: msg('The other side refused', { id: 'call-refused' }),
    text: msg('The call goes on as it was.', { id: 'call-refused-text' }),
  }),
  'not-allowed': (msg) => ({
    title: msg('You may not make calls', { id: 'call-not-allowed' }),
    text: msg('Ask your administrator for the permission.', { id: 'call-not-allowed-text' }),
  }),
  forbidden: (msg) => callEnds.forbidden(msg),
  'canceled-by-page': (msg) => ({
    title: msg('This site stopped the call', { id: 'call-canceled-by-page' }),
    text: '',
  }),
  'not-checked': (msg) => ({
    title: msg('This call was not made', { id: 'call-not-checked' }),
    text: msg('This site did not say in time whether the number may be called.', { id: 'call-not-checked-text' }),
  }),
  elsewhere: (msg) => ({
    title: msg('The phone works in another tab', { id: 'call-elsewhere' }),
    text: msg('Take the call here first, or go on there.', { id: 'call-elsewhere-text' }),
  }),
};

/** Words for the end of a call. Where a media error is behind it, its words say more. */
export function wordsForEnd(msg: Msg, reason: EndReason, error?: MediaError): Words {
  return error ? mediaErrors[error.reason](msg) : callEnds[reason](msg);
}

/** Words for any error of this package; never its developer message. */
export function wordsForError(msg: Msg, error: SoftphoneError): Words {
  if (error instanceof ApiError) return apiErrors[error.reason](msg);
  if (error instanceof RegistrationError) return registrationErrors[error.reason](msg);
  if (error instanceof MediaError) return mediaErrors[error.reason](msg);
  if (error instanceof CallError) {
    const words = callErrors[error.reason](msg);
    return error.words ? { ...words, text: error.words } : words;
  }
  return callEnds.failed(msg);
}

/** Words for what keeps a microphone or the sound away. */
export function wordsForMedia(msg: Msg, reason: MediaErrorReason): Words {
  return mediaErrors[reason](msg);
}

/** Words for the microphone that the browser refuses before any call was tried. */
export function wordsForDeniedMicrophone(msg: Msg): Words {
  return mediaErrors['microphone-denied'](msg);
}

/** `Lasted 04:05`. */
export function wordsForDuration(msg: Msg, duration: string): string {
  return msg(str`Lasted ${duration}`, { id: 'end-duration' });
}
