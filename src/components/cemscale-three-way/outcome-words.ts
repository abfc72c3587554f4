import { str } from '@lit/localize/internal/str-tag.js';
import type { ThreeWayErrorReason } from '../../phone/three-way/errors.js';
import { ThreeWayError } from '../../phone/three-way/errors.js';
import type { ThreeWayEnd } from '../../phone/three-way/three-way.js';
import { ApiError, type SoftphoneError } from '../../shared/errors.js';
import { wordsForError } from '../cemscale-phone/words.js';
import type { Msg } from '../internal/localize.js';

/** What became of a three-way call whose call goes on, in one or two sentences; empty when we ended it ourselves. */
export function outcomeWords(end: ThreeWayEnd, talkingTo: string, msg: Msg): string {
  const { reason, who } = end.outcome;
  const name = who?.name || who?.number || '';
  const what = name === '' ? '' : reasonWords(reason, name, msg);
  if (what === '') return '';
  return `${what} ${msg(str`You and ${talkingTo} are talking.`, { id: 'three-talking' })}`;
}

function reasonWords(reason: ThreeWayEnd['outcome']['reason'], name: string, msg: Msg): string {
  switch (reason) {
    case 'busy':
      return msg(str`${name} is busy.`, { id: 'three-busy' });
    case 'no-answer':
      return msg(str`${name} did not answer.`, { id: 'three-no-answer' });
    case 'rejected':
      return msg(str`${name} declined.`, { id: 'three-rejected' });
    case 'not-found':
      return msg(str`${name} is not in service.`, { id: 'three-not-found' });
    case 'unavailable':
      return msg(str`${name} cannot be reached right now.`, { id: 'three-unavailable' });
    case 'forbidden':
      return msg(str`${name} may not be called from here.`, { id: 'three-forbidden' });
    case 'failed':
      return msg(str`${name} could not be called.`, { id: 'three-failed' });
    case 'canceled':
      return msg(str`${name} is no longer called.`, { id: 'three-canceled' });
    case 'dropped':
      return msg(str`You dropped ${name} from the call.`, { id: 'three-dropped' });
    case 'left':
      return msg(str`${name} hung up.`, { id: 'three-left' });
    case 'hangup':
    case 'handed-over':
    case 'call-ended':
      return '';
  }
}

const problems: Record<ThreeWayErrorReason, (msg: Msg) => string> = {
  'no-active-call': (msg) => msg('There is no call to add anybody to.', { id: 'three-no-call' }),
  'uuid-unknown': (msg) => msg('The call is still connecting. Try again in a moment.', { id: 'three-connecting' }),
  'not-a-person': (msg) => msg('This is a feature code. Add a number or an extension.', { id: 'three-code' }),
  'already-in-call': (msg) => msg('They are in this call already.', { id: 'three-already' }),
  'too-many': (msg) => msg('No more people fit into this call. Drop somebody first.', { id: 'three-full' }),
  'wrong-state': (msg) => msg('Not possible right now. Try again in a moment.', { id: 'three-state' }),
  'no-such-participant': (msg) => msg('They are no longer in the call.', { id: 'three-gone' }),
  'not-allowed': (msg) =>
    msg('You may not add people to calls. Ask your administrator.', { id: 'three-permission' }),
  'destination-refused': (msg) => msg('This number may not be called from here.', { id: 'three-destination' }),
  refused: (msg) => msg('The phone system could not do it. The call goes on as it was.', { id: 'three-refused' }),
  'not-reached': (msg) =>
    msg('The phone system did not answer. The call goes on as it was; check the network.', {
      id: 'three-unanswered',
    }),
};

/** Why a wish was not fulfilled, in one or two sentences. */
export function problemWords(error: SoftphoneError, msg: Msg): string {
  if (error instanceof ThreeWayError) {
    const { cause } = error;
    const isTooOften = cause instanceof ApiError && cause.reason === 'rate-limited';
    if (!isTooOften) return problems[error.reason](msg);
    return sentences(wordsForError(msg, cause));
  }
  return sentences(wordsForError(msg, error));
}

function sentences({ title, text }: { readonly title: string; readonly text: string }): string {
  return text === '' ? `${title}.` : `${title}. ${text}`;
}
