import type { EavesdropMode } from '../../api/types/calls.js';
import type { Msg } from './localize.js';

/** What a supervisor does on a call, as a button. */
export function modeWord(mode: EavesdropMode, msg: Msg): string {
  switch (mode) {
    case 'listen':
      return msg('Listen', { id: 'mode-listen' });
    case 'whisper':
      return msg('Whisper', { id: 'mode-whisper' });
    case 'barge':
      return msg('Join', { id: 'mode-barge' });
  }
}
