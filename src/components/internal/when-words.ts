import type { Locale } from './localize.js';

/** The reader's own kind of a language, which decides between 2:02 PM and 14:02. */
export function readersTag(locale: Locale): string {
  return navigator.languages.find((one) => one.startsWith(locale)) ?? locale;
}

/** A moment in few words: the time of today, the day and time of this year, else with the year. */
export function whenWords(moment: number, locale: Locale, now: number = Date.now()): string {
  const date = new Date(moment);
  const today = new Date(now);
  const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const isToday = date.toDateString() === today.toDateString();
  const day: Intl.DateTimeFormatOptions = isToday ? {} : { day: 'numeric', month: 'short' };
  const year: Intl.DateTimeFormatOptions = date.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(readersTag(locale), { ...time, ...day, ...year }).format(date);
}

/** `0:07`, `12:40`, `1:02:03`. */
export function lengthWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
