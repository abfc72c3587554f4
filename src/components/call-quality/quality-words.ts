import type { QualityWarning } from '../../phone/media/quality/quality.js';
import type { Msg } from '../internal/localize.js';

/** The request that may repair it. */
export type Repair = 'restore-media' | 'renew-microphone';

/** A warning for people. */
export interface WarningWords {
  readonly title: string;
  /** What can be done about it. */
  readonly text: string;
  /** What the phone offers to try: another way for the sound, or opening the microphone anew. */
  readonly repair?: Repair;
  /** Worth knowing, not worth interrupting for. */
  readonly mild?: true;
}

const table: Record<QualityWarning, (msg: Msg) => WarningWords> = {
  'no-sound': (msg) => ({
    title: msg('No sound gets through', { id: 'sound-none' }),
    text: msg('You cannot hear each other. The network holds the sound back.', { id: 'sound-none-text' }),
    repair: 'restore-media',
  }),
  'not-hearing': (msg) => ({
    title: msg('No sound comes from them', { id: 'sound-not-hearing' }),
    text: msg('They may still hear you.', { id: 'sound-not-hearing-text' }),
    repair: 'restore-media',
  }),
  'not-heard': (msg) => ({
    title: msg('They cannot hear you', { id: 'sound-not-heard' }),
    text: msg('Your sound does not get through to them.', { id: 'sound-not-heard-text' }),
    repair: 'restore-media',
  }),
  'microphone-gone': (msg) => ({
    title: msg('Your microphone is gone', { id: 'sound-mic-gone' }),
    text: msg('Plug it in again, or choose another one.', { id: 'sound-mic-gone-text' }),
    repair: 'renew-microphone',
  }),
  'microphone-muted': (msg) => ({
    title: msg('Your microphone is muted outside this phone', { id: 'sound-mic-muted' }),
    text: msg('Unmute it on the headset, or in the sound settings of the computer.', {
      id: 'sound-mic-muted-text',
    }),
  }),
  'microphone-silent': (msg) => ({
    title: msg('No sound comes from your microphone', { id: 'sound-mic-silent' }),
    text: msg('Look for a mute switch on the headset, or choose another microphone.', {
      id: 'sound-mic-silent-text',
    }),
    repair: 'renew-microphone',
  }),
  'mos-in': (msg) => ({
    title: msg('Their voice breaks up', { id: 'sound-breaks-in' }),
    text: networkAdvice(msg),
    repair: 'restore-media',
  }),
  'mos-out': (msg) => ({
    title: msg('Your voice breaks up for them', { id: 'sound-breaks-out' }),
    text: networkAdvice(msg),
    repair: 'restore-media',
  }),
  'loss-in': (msg) => mild(msg('Bits of what they say get lost.', { id: 'sound-loss-in' })),
  'loss-out': (msg) => mild(msg('Bits of what you say get lost.', { id: 'sound-loss-out' })),
  'jitter-in': (msg) => mild(msg('Their sound comes unevenly.', { id: 'sound-jitter-in' })),
  'jitter-out': (msg) => mild(msg('Your sound reaches them unevenly.', { id: 'sound-jitter-out' })),
  'round-trip': (msg) => mild(msg('You hear each other late.', { id: 'sound-late' })),
};

/** What a warning means, and what to do about it. */
export function warningWords(warning: QualityWarning, msg: Msg): WarningWords {
  return table[warning](msg);
}

function mild(title: string): WarningWords {
  return { title, text: '', mild: true };
}

function networkAdvice(msg: Msg): string {
  return msg('The network is weak. Move closer to the router, or stop downloads and videos.', {
    id: 'sound-breaks-text',
  });
}
