import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { PlaygroundEndReason } from '../../../src/api/playground/protocol.js';
import type { Clock } from '../../../src/shared/clock.js';
import type { Logger } from '../../../src/shared/logger.js';
import { findAgent } from '../rest/ai.js';
import { HttpError } from '../rest/http.js';
import type { AiCall } from '../store/ai-agent-shape.js';
import type { Store } from '../store/store.js';
import type { WebhookDispatcher } from '../webhooks/dispatcher.js';
import { PlaygroundSession } from './playground-session.js';

export interface PlaygroundOptions {
  readonly store: Store;
  readonly webhooks: WebhookDispatcher;
  readonly clock: Clock;
  readonly authenticateMs: number;
  /** Bearer that the webhooks of tools get. */
  readonly toolsWebhookKey: string;
  readonly logger: Logger;
}

const pathShape = /^\/api\/ai\/playground\/([^/]+)$/;
const maxMessageBytes = 65_536;

/** WebSockets to AI agents. The first message authenticates; then sound goes both ways until one side ends it. */
export class PlaygroundServer {
  readonly #options: PlaygroundOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  readonly #sessions = new Set<PlaygroundSession>();

  constructor(options: PlaygroundOptions) {
    this.#options = options;
  }

  /** Conversations that run now. */
  get activeSessions(): number {
    return this.#sessions.size;
  }

  /** Whether a path, relative to the platform's base, is one of ours. */
  handles(path: string): boolean {
    return pathShape.test(path);
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, path: string): void {
    const agentId = decode(pathShape.exec(path)?.[1] ?? '');
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#accept(ws, agentId));
  }

  close(): void {
    for (const session of this.#sessions) session.end('connection_lost');
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #accept(client: WebSocket, agentId: string): void {
    const { clock, authenticateMs } = this.#options;
    const refuse = clock.after(authenticateMs, () => client.close(4401, 'Not authenticated'));
    client.on('error', () => undefined);
    client.on('close', refuse);
    client.once('message', (data) => {
      refuse();
      try {
        this.#begin(client, agentId, String(data));
      } catch (error) {
        const { status, message } =
          error instanceof HttpError ? error : new HttpError(500, 'internal', 'It failed.');
        if (!(error instanceof HttpError))
          this.#options.logger.log('error', `A playground failed: ${String(error)}`);
        client.send(JSON.stringify({ type: 'error', message }));
        client.close(4000 + status, message);
      }
    });
  }

  #begin(client: WebSocket, agentId: string, text: string): void {
    const { store, clock, toolsWebhookKey, webhooks } = this.#options;
    const key = store.apiKeys.identify(tokenIn(text));
    if (key === null) throw new HttpError(401, 'unauthorized', 'Not authenticated');
    // A readonly key must not run tools: they write into somebody's CRM.
    if (key.role === 'readonly') throw HttpError.forbidden('This API key may only read.');
    const agent = findAgent(store, { params: { agentId }, key });
    const session = new PlaygroundSession({
      agent,
      clock,
      toolsWebhookKey,
      send: (message) => client.send(JSON.stringify(message)),
      sendSound: (frame) => client.send(frame),
      onEnd: (ended, reason) => {
        this.#finish(ended, reason);
        client.close(1000);
      },
    });
    this.#sessions.add(session);
    client.on('close', () => session.end('connection_lost'));
    client.on('message', (data: Buffer, isBinary) => {
      if (isBinary) session.hear(data);
      else if (isEnd(String(data))) session.end('user_disconnect');
    });
    webhooks.publish(agent.tenantId, 'call.start', {
      ...factsOf(session),
      caller_id: 'playground',
      inbound_did: '',
    });
    session.start();
  }

  #finish(session: PlaygroundSession, reason: PlaygroundEndReason): void {
    const { store, clock, webhooks } = this.#options;
    this.#sessions.delete(session);
    const { tenantId } = session.agent;
    const facts = factsOf(session);
    const call: AiCall = {
      call_uuid: facts.call_uuid,
      agent_id: facts.agent_id,
      caller_id: 'playground',
      inbound_did: null,
      duration_s: Math.round((clock.now() - session.startedAt) / 1000),
      // As a speech model counts: 32 tokens a second of sound in; a token is about four letters.
      tokens_input: Math.round((session.heardMs / 1000) * 32),
      tokens_output: Math.ceil(session.saidLetters / 4),
      end_reason: reason === 'transferred' || reason === 'error' ? reason : 'completed',
      started_at: new Date(session.startedAt).toISOString(),
    };
    store.aiCalls.add(call, { tenantId });
    if (reason === 'transferred') {
      const why = {
        reason: 'The caller wants to speak to a person.',
        summary: 'A conversation in the playground.',
      };
      webhooks.publish(tenantId, 'call.transfer', { ...facts, ...why });
    }
    const { duration_s, end_reason } = call;
    webhooks.publish(tenantId, 'call.end', { ...facts, duration_s, end_reason });
  }
}

function factsOf({ callId, agent }: PlaygroundSession) {
  return { call_uuid: callId, agent_id: agent.agent_id, tenant_id: agent.tenantId };
}

function tokenIn(text: string): string {
  const { type, token } = parse(text);
  return type === 'auth' && typeof token === 'string' ? token : '';
}

function isEnd(text: string): boolean {
  return parse(text).type === 'end';
}

function parse(text: string): { readonly type?: unknown; readonly token?: unknown } {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null ? message : {};
  } catch {
    return {};
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
