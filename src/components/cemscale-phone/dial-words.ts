import { str } from '@lit/localize/internal/str-tag.js';
import { dialledPart } from '../internal/dial-string.js';
import type { DialString } from '../internal/dial-string.js';
import type { Msg } from '../internal/localize.js';

/** What was changed or refused in a typed or pasted number, in words; empty when nothing was. */
export function dialWords({ problem, detail }: DialString, msg: Msg): string {
  const part = detail.length > 24 ? `${detail.slice(0, 23)}…` : detail;
  switch (problem) {
    case null:
      return '';
    case 'no-number':
      return msg(str`“${part}” is not a number.`, { id: 'dial-no-number' });
    case 'address':
      return msg('That is an address. Enter a number or an extension.', { id: 'dial-address' });
    case 'letters':
      return msg(str`“${part}” became the digits of its keys.`, { id: 'dial-letters' });
    case 'extension':
      return msg(str`Extension ${part} left out: press it on the keypad once they answer.`, {
        id: 'dial-extension',
      });
    case 'characters':
      return msg(str`Left out, cannot be dialled: ${part}`, { id: 'dial-characters' });
    case 'too-long':
      return msg('Too long for a number: the rest was left out.', { id: 'dial-too-long' });
  }
}

/** The number that Call dials, where it is not the one that was typed. */
export function willCallWords(number: string, msg: Msg): string {
  const shown = `\u2066${number}\u2069`;
  return msg(str`Calls ${shown}`, { id: 'dial-will-call' });
}

/** Why nothing is called yet. */
export function notReadyWords(msg: Msg): string {
  return msg('The phone is not online yet.', { id: 'not-ready' });
}

/** What to do with a number of the page, and what is pressed for the person afterwards. */
export function offerWords(tones: string, msg: Msg): string {
  const keys = tones.replace(/,+/g, ' ').trim();
  return keys === ''
    ? msg('Press Call to call this number.', { id: 'offer' })
    : msg(str`Press Call to call this number. Once they answer, ${keys} is sent.`, { id: 'offer-tones' });
}

/** A number of the page came while there is a call. */
export function inTheWayWords(number: string, msg: Msg): string {
  // In an order of its own within a sentence of either direction.
  const shown = `\u2066${dialledPart(number) || number}\u2069`;
  return msg(str`You already have a call. ${shown} was not called.`, { id: 'call-in-the-way' });
}
