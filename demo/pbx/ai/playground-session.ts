import { randomUUID } from 'node:crypto';
import {
  DOWNSTREAM_RATE,
  type PlaygroundEndReason,
  type PlaygroundServerMessage,
} from '../../../src/api/playground/protocol.js';
import type { CancelTimer, Clock } from '../../../src/shared/clock.js';
import type { AiAgent } from '../store/ai-agent-shape.js';
import type { Stored } from '../store/collection.js';
import { speak } from './tone-speech.js';
import { argumentsFor, runTool } from './tools.js';
import { TurnDetector } from './turn-detector.js';
import { VoiceStream } from './voice-stream.js';

export interface SessionOptions {
  readonly agent: AiAgent & Stored;
  readonly clock: Clock;
  readonly toolsWebhookKey: string;
  readonly send: (message: PlaygroundServerMessage) => void;
  readonly sendSound: (frame: Buffer) => void;
  /** Comes once. */
  readonly onEnd: (session: PlaygroundSession, reason: PlaygroundEndReason) => void;
}

/**
 * One conversation with a scripted agent. There is no language model: the agent greets, answers every turn of the
 * person with the next of its tools and the tool's message, and at last says goodbye (`end_call`, or
 * `transfer_to_human` when it may only do that). Who breaks in is let speak.
 */
export class PlaygroundSession {
  readonly callId = randomUUID();
  readonly startedAt: number;
  readonly agent: AiAgent & Stored;
  /** Letters that the agent has said; stands in for the tokens of a model. */
  saidLetters = 0;
  heardMs = 0;
  readonly #options: SessionOptions;
  readonly #voice: VoiceStream;
  readonly #turns = new TurnDetector();
  readonly #closing = new AbortController();
  readonly #script: string[];
  #idle: CancelTimer = () => undefined;
  #limit: CancelTimer = () => undefined;
  #busy = false;
  #over = false;

  constructor(options: SessionOptions) {
    const { agent, clock } = options;
    this.#options = options;
    this.agent = agent;
    this.startedAt = clock.now();
    this.#voice = new VoiceStream(clock, options.sendSound);
    const ending = agent.tools.includes('end_call') || !agent.tools.includes('transfer_to_human');
    const asked = agent.tools.filter((tool) => tool !== 'end_call' && tool !== 'transfer_to_human');
    this.#script = [...asked, ending ? 'end_call' : 'transfer_to_human'];
  }

  start(): void {
    const { agent, clock, send } = this.#options;
    this.#limit = clock.after(agent.max_duration_s * 1000, () => this.end('max_duration'));
    send({ type: 'ready' });
    if (agent.speak_first) void this.#greet();
    else this.#wait();
  }

  /** Sound of the person: little-endian PCM. */
  hear(bytes: Buffer): void {
    if (this.#over) return;
    this.heardMs += bytes.length / 32;
    const sign = this.#turns.hear(bytes);
    if (sign === 'began') this.#breakIn();
    if (sign === 'ended' && !this.#busy) void this.#answer();
  }

  end(reason: PlaygroundEndReason): void {
    if (this.#over) return;
    this.#over = true;
    this.#idle();
    this.#limit();
    this.#voice.stop();
    this.#closing.abort();
    this.#options.send({ type: 'end', reason });
    this.#options.onEnd(this, reason);
  }

  async #greet(): Promise<void> {
    const { greeting, display_name: name, company } = this.agent;
    await this.#say(greeting ?? `Hello, this is ${name} of ${company ?? name}. How can I help you?`);
    this.#wait();
  }

  #breakIn(): void {
    this.#idle();
    if (!this.#voice.isSpeaking) return;
    this.#voice.stop();
    this.#options.send({ type: 'interrupted' });
  }

  async #answer(): Promise<void> {
    const tool = this.#script.shift() ?? 'end_call';
    this.#busy = true;
    if (tool === 'end_call') await this.#sayGoodbye();
    else await this.#use(tool);
    this.#busy = false;
    if (!this.#over) this.#wait();
  }

  async #sayGoodbye(): Promise<void> {
    if (this.agent.tools.includes('end_call')) await this.#call('end_call');
    await this.#say(this.agent.farewell ?? 'Thank you for calling. Goodbye.');
    this.end('completed');
  }

  async #use(tool: string): Promise<void> {
    const { message } = await this.#call(tool);
    await this.#say(message);
    if (tool === 'transfer_to_human') this.end('transferred');
  }

  async #call(tool: string): Promise<{ readonly message: string }> {
    const { send, toolsWebhookKey } = this.#options;
    const { agent, callId } = this;
    const args = argumentsFor(tool);
    send({ type: 'tool_call', function: tool, args });
    const result = await runTool({
      tool,
      args,
      webhookUrl: agent.tools_webhook_url,
      webhookKey: toolsWebhookKey,
      callId,
      tenantId: agent.tenantId,
      signal: this.#closing.signal,
    });
    if (!this.#over) send({ type: 'tool_result', ...result });
    return result;
  }

  async #say(text: string): Promise<void> {
    if (this.#over) return;
    this.saidLetters += text.length;
    this.#options.send({ type: 'transcript', role: 'assistant', text });
    await this.#voice.speak(speak(text, this.agent.voice, DOWNSTREAM_RATE));
  }

  #wait(): void {
    this.#idle();
    if (this.#over) return;
    this.#idle = this.#options.clock.after(this.agent.idle_timeout_s * 1000, () => this.end('idle_timeout'));
  }
}
