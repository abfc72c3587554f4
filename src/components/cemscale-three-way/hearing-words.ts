import { str } from '@lit/localize/internal/str-tag.js';
import type { ThreeWaySession } from '../../phone/three-way/session.js';
import type { Locale, Msg } from '../internal/localize.js';
import type { Person } from './model.js';

/** Who hears whom, in sentences: the truth of the moment, never a wish. */
export function hearingWords(
  people: readonly Person[],
  { pending }: Pick<ThreeWaySession, 'pending'>,
  { msg, locale }: { readonly msg: Msg; readonly locale: Locale },
): string {
  const others = people.filter(({ isSelf, isCalled }) => !isSelf && !isCalled);
  const talking = others.filter(({ isHeld }) => !isHeld).map(({ name }) => name);
  const waiting = others.filter(({ isHeld }) => isHeld).map(({ name }) => name);
  const called = people.find(({ isCalled }) => isCalled);
  const isUnsure = others.some((one) => one.isUnsure);
  if (called && isUnsure) return callingWords(called.name, pending === 'cancel', msg);
  return [
    called ? callingWords(called.name, pending === 'cancel', msg) : '',
    talkWords(talking, { isAlone: !called && others.length > 0, msg, locale }),
    musicWords(waiting, { msg, locale }),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function callingWords(name: string, isCanceling: boolean, msg: Msg): string {
  return isCanceling
    ? msg(str`No longer calling ${name}…`, { id: 'three-canceling' })
    : msg(str`Calling ${name}…`, { id: 'three-calling' });
}

interface Language {
  readonly msg: Msg;
  readonly locale: Locale;
}

function talkWords(talking: readonly string[], { isAlone, msg, locale }: Language & { isAlone: boolean }): string {
  const [name] = talking;
  if (name === undefined) return isAlone ? msg('Nobody hears you.', { id: 'three-alone' }) : '';
  if (talking.length === 1) return msg(str`You and ${name} hear each other.`, { id: 'three-pair' });
  const names = list(talking, locale);
  return msg(str`You, ${names} all hear each other.`, { id: 'three-all' });
}

function musicWords(waiting: readonly string[], { msg, locale }: Language): string {
  const [name] = waiting;
  if (name === undefined) return '';
  if (waiting.length === 1) return msg(str`${name} hears music.`, { id: 'three-music' });
  const names = list(waiting, locale);
  return msg(str`${names} hear music.`, { id: 'three-music-several' });
}

/** `Ana and Ben`, `Ana, Ben and Eva`. */
function list(names: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}
