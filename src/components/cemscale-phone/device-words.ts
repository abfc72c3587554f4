import { str } from '@lit/localize/internal/str-tag.js';
import type { DeviceNotice } from '../../softphone/audio/device-changes.js';
import type { Msg } from '../internal/localize.js';
import type { Words } from './words.js';

/** What became of a sound device, and what is used from now on. */
export function wordsForDevice(msg: Msg, { kind, lost, next }: DeviceNotice): Words {
  const title =
    lost === null
      ? msg(str`${next ?? ''} is back`, { id: 'device-back' })
      : lost === ''
        ? msg('A sound device is gone', { id: 'device-gone' })
        : msg(str`${lost} is gone`, { id: 'device-lost' });
  return { title, text: useWords(msg, kind, next) };
}

function useWords(msg: Msg, kind: DeviceNotice['kind'], next: string | null): string {
  if (kind === 'microphone') {
    if (next === null) return msg('Nobody hears you: connect a microphone.', { id: 'device-no-microphone' });
    if (next === '') return msg('You speak through another microphone.', { id: 'device-other-microphone' });
    return msg(str`You speak through ${next}.`, { id: 'device-microphone' });
  }
  if (next === null) return msg('You hear nothing: connect a speaker or headset.', { id: 'device-no-speaker' });
  if (kind === 'ringer') {
    if (next === '') return msg('Calls ring on another device.', { id: 'device-other-ringer' });
    return msg(str`Calls ring on ${next}.`, { id: 'device-ringer' });
  }
  if (next === '') return msg('You hear through another device.', { id: 'device-other-speaker' });
  return msg(str`You hear through ${next}.`, { id: 'device-speaker' });
}
