import type { AiCall as ShownCall } from '../../../src/api/types/ai.js';
import { decimal, flag, listOf, nullable, oneOf, pattern, text, usually, whole, type Values } from './fields.js';
import { httpUrl, slug } from './values.js';

/** The prebuilt voices, by name. */
export const voiceNames = [
  'Achernar',
  'Achird',
  'Algenib',
  'Algieba',
  'Alnilam',
  'Aoede',
  'Autonoe',
  'Callirrhoe',
  'Charon',
  'Despina',
  'Enceladus',
  'Erinome',
  'Fenrir',
  'Gacrux',
  'Iapetus',
  'Kore',
  'Laomedeia',
  'Leda',
  'Orus',
  'Puck',
  'Pulcherrima',
  'Rasalgethi',
  'Sadachbia',
  'Sadaltager',
  'Schedar',
  'Sulafat',
  'Umbriel',
  'Vindemiatrix',
  'Zephyr',
  'Zubenelgenubi',
] as const;
export type VoiceName = (typeof voiceNames)[number];

/** Everything of an agent that can change. `company` is the display name as long as nobody says otherwise. */
export const aiAgentChangesShape = {
  display_name: text(),
  company: nullable(text()),
  role: usually(text(), 'AI Assistant'),
  language: usually(text(10, 2), 'en'),
  voice: usually(oneOf(...voiceNames), 'Kore'),
  system_prompt: usually(text(50_000, 0), ''),
  speak_first: usually(flag, true),
  temperature: usually(decimal(0, 2), 0.7),
  thinking_level: usually(oneOf('minimal', 'medium', 'high'), 'minimal'),
  tools: usually(listOf(pattern(/^[a-z][a-z\d_]{0,63}$/, 'must be the name of a tool'), 50), []),
  tools_webhook_url: nullable(httpUrl),
  greeting: nullable(text(1000)),
  farewell: nullable(text(1000)),
  max_duration_s: usually(whole(10, 7200), 600),
  idle_timeout_s: usually(whole(5, 600), 30),
  enable_transcription: usually(flag, false),
};

export const aiAgentShape = { agent_id: slug, ...aiAgentChangesShape };
export type AiAgent = Values<typeof aiAgentShape>;

/** A call that an agent handled. */
export type AiCall = ShownCall;
