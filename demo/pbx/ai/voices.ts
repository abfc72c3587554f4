import type { Voice } from '../../../src/api/types/routing.js';
import { voiceNames, type VoiceName } from '../store/ai-agent-shape.js';

const female: ReadonlySet<VoiceName> = new Set<VoiceName>([
  'Achernar',
  'Aoede',
  'Autonoe',
  'Callirrhoe',
  'Despina',
  'Erinome',
  'Gacrux',
  'Kore',
  'Laomedeia',
  'Leda',
  'Pulcherrima',
  'Sulafat',
  'Vindemiatrix',
  'Zephyr',
]);

/** The voices of agents and of spoken menus. Here all of them are tones, see `tone-speech.ts`. */
export const voices: readonly Voice[] = voiceNames.map((name) => ({
  name,
  language: 'en',
  gender: female.has(name) ? 'female' : 'male',
  description: 'Chirp 3 HD',
}));
