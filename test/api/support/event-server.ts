import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { CallRecord } from '../../../src/api/index.js';
import { json } from './recording-server.js';

interface Event {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A small platform on real sockets: calls happen, events are sent to who is connected, REST knows the rest. */
export class EventServer {
  /** First messages of clients, as text. */
  readonly authentications: string[] = [];
  /** Everything that happened, in order, whether anybody was connected or not. */
  readonly happened: Event[] = [];
  /** The code that each new connection is closed with instead of being served. */
  refuseWith: number | null = null;
  answersPings = true;
  /** Status that REST answers with; null when it works. */
  restFails: number | null = null;
  /** What REST answers to everything; undefined when it tells the truth. */
  restAnswers: unknown = undefined;
  #now = Date.UTC(2026, 5, 1);
  readonly #active = new Map<string, CallRecord>();
  readonly #ended: CallRecord[] = [];
  readonly #presence = new Map<string, string>();
  readonly #served = new Set<WebSocket>();
  readonly #http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (this.restFails !== null) return json(response, this.restFails, {});
    if (this.restAnswers !== undefined) return json(response, 200, this.restAnswers as object);
    if (url.pathname === '/api/calls/active') return json(response, 200, { calls: this.#activeCalls() });
    if (url.pathname === '/api/calls') return json(response, 200, this.#history(url.searchParams));
    if (url.pathname === '/api/extensions') return json(response, 200, { extensions: [] });
    const record = this.#ended.find(({ id }) => url.pathname === `/api/calls/${id}`);
    json(response, record ? 200 : 404, record ? { call: record } : {});
  });
  readonly #sockets = new WebSocketServer({ server: this.#http, path: '/ws' });

  async open(): Promise<this> {
    this.#sockets.on('connection', (socket) => this.#accept(socket));
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Clients that authenticated and are still there. */
  get connected(): number {
    return this.#served.size;
  }

  start(callUuid: string): void {
    const started_at = this.#tick();
    this.#active.set(callUuid, { ...emptyRecord, id: callUuid, started_at });
    const data = { callUuid, caller: '1001', destination: '1002', direction: 'internal' };
    this.#happen('call_start', data);
  }

  answer(callUuid: string): void {
    const call = this.#active.get(callUuid);
    if (!call) throw new Error(`There is no call ${callUuid}.`);
    this.#active.set(callUuid, { ...call, answered_at: this.#tick() });
    this.#happen('call_answer', { callUuid });
  }

  end(callUuid: string): void {
    const call = this.#active.get(callUuid);
    if (!call) throw new Error(`There is no call ${callUuid}.`);
    this.#active.delete(callUuid);
    this.#ended.push({ ...call, ended_at: this.#tick() });
    this.#happen('call_end', { callUuid, duration: call.billsec, hangupCause: call.hangup_cause });
  }

  setPresence(extension: string, status: string): void {
    this.#tick();
    this.#presence.set(extension, status);
    this.#happen('presence_change', { extension, status, callUuid: null });
  }

  /** Sends the last event once more, as a server that is not sure does. */
  repeatLast(): void {
    for (const socket of this.#served) socket.send(JSON.stringify(this.happened.at(-1)));
  }

  /** Sends this to who is connected, whatever it is. */
  say(text: string): void {
    for (const socket of this.#served) socket.send(text);
  }

  /** Cuts every connection without a close handshake. */
  cut(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#served.clear();
  }

  async close(): Promise<void> {
    this.cut();
    this.#sockets.close();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #accept(socket: WebSocket): void {
    socket.on('close', () => this.#served.delete(socket));
    socket.once('message', (data) => {
      this.authentications.push(String(data));
      if (this.refuseWith !== null) return socket.close(this.refuseWith);
      const data_ = { presence: Object.fromEntries(this.#presence) };
      socket.send(JSON.stringify({ type: 'presence_snapshot', timestamp: this.#tick(), data: data_ }));
      this.#served.add(socket);
      socket.on('message', () => this.answersPings && socket.send('{"type":"pong"}'));
    });
  }

  #happen(type: string, data: Readonly<Record<string, unknown>>): void {
    const event = { type, timestamp: new Date(this.#now).toISOString(), data };
    this.happened.push(event);
    for (const socket of this.#served) socket.send(JSON.stringify(event));
  }

  #tick(): string {
    this.#now += 40;
    return new Date(this.#now).toISOString();
  }

  #activeCalls(): object[] {
    return [...this.#active.values()].map(({ id, started_at, answered_at, direction, destination }) => ({
      ...{ callUuid: id, peerUuid: null, direction, callerIdNumber: '1001', callerIdName: '', destination },
      ...{ destinationName: '', status: answered_at ? 'answered' : 'ringing', duration: 0 },
      ...{ startedAt: started_at, answeredAt: answered_at },
    }));
  }

  #history(query: URLSearchParams): object {
    const [page, limit] = [Number(query.get('page') ?? 1), 3];
    const found = this.#ended.filter(({ started_at }) => started_at >= (query.get('dateFrom') ?? '')).toReversed();
    const pagination = { page, limit, total: found.length, totalPages: Math.ceil(found.length / limit) };
    return { calls: found.slice((page - 1) * limit, page * limit), pagination };
  }
}

const emptyRecord: CallRecord = {
  ...{ id: '', direction: 'internal', status: 'completed', caller_id_number: '1001', caller_id_name: null },
  ...{ destination: '1002', destination_name: null, extension: '1001', forwarded_to: null, started_at: '' },
  ...{ answered_at: null, ended_at: '', duration: 0, billsec: 7, hangup_cause: 'NORMAL_CLEARING' },
  ...{ was_voicemail: false, audio_url: null },
};
