import { systemClock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import type { Authorization, TokenProvider } from './authorization.js';
import { readCredentials, type VoIPClientOptions } from './client-options.js';
import { endpoints } from './endpoints.js';
import { documentedPolicy } from './event-socket-options.js';
import { EventSocket, type WsEvents } from './event-socket.js';
import { HttpClient } from './http.js';
import { withMethods } from './methods.js';
import { itemsIn, pagedLists, pagesOf, type PagedName } from './paging.js';
import { expandPath, toQuery } from './path.js';
import { PlaygroundSession } from './playground/session.js';
import type { Api, RequestOptions } from './requests.js';
import * as functions from './resources/index.js';
import { findWebSocket, mediaTicket, socketAccess } from './sockets.js';
import { TokenSource } from './token-source.js';

const resources = { ...functions };

type Resources = typeof resources;

/** Name of a method that makes an address of an audio or a download. */
export type MediaName = {
  [Name in keyof Resources]: ReturnType<Resources[Name]> extends string ? Name : never;
}[keyof Resources];

/** Name of a method whose answer is a file or a text. */
export type DownloadName = {
  [Name in keyof Resources]: ReturnType<Resources[Name]> extends Promise<Blob | string> ? Name : never;
}[keyof Resources];

type ArgumentsOf<Name extends keyof Resources> = Resources[Name] extends (api: Api, ...args: infer Args) => unknown
  ? Args
  : never;
type AnswerOf<Name extends keyof Resources> = Awaited<ReturnType<Resources[Name]>>;
type ItemsField<Name extends PagedName> = (typeof pagedLists)[Name]['items'] & keyof AnswerOf<Name>;

/** One item of a paged list. */
export type ItemOf<Name extends PagedName> = AnswerOf<Name>[ItemsField<Name>] extends readonly (infer Item)[]
  ? Item
  : never;

/**
 * The whole platform: one method for each of its endpoints, the event socket and the AI playground. Every method
 * takes `RequestOptions` last and rejects with `ApiError`. The same on servers (API key) and in browsers (tokens).
 */
export class VoIPClient extends withMethods(resources) {
  readonly #api: HttpClient;
  readonly #authorization: Authorization;
  readonly #tokens: TokenProvider | null;
  readonly #socket: EventSocket;
  readonly #options: VoIPClientOptions;
  readonly #listeners = new Map<keyof WsEvents, Map<unknown, Unsubscribe>>();
  #stopTokens: Unsubscribe | null = null;
  /** Sockets that the token is kept fresh for. */
  #followers = 0;
  /** Whether the page has asked for the event socket, and how many others need it. */
  #isConnected = false;
  #eventFollowers = 0;

  constructor(options: VoIPClientOptions) {
    const { authorization, tokens } = readCredentials(options);
    const api = new HttpClient(authorization, options);
    super(api);
    this.#api = api;
    this.#authorization = authorization;
    this.#tokens = tokens;
    this.#options = options;
    this.#socket = new EventSocket({
      api,
      access: () => socketAccess(authorization, api, endpoints.connectWebSocket.path),
      renew: async () => (await authorization.renew(await authorization.current())) !== null,
      policy: { ...documentedPolicy, ...options.reconnect },
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      WebSocket: () => findWebSocket(options.WebSocket),
    });
  }

  /** Whether events arrive as they happen; poll, or say so to people, while it is false. */
  get isRealtime(): boolean {
    return this.#socket.isRealtime;
  }

  /** Messages on the event socket that could not be read and were dropped, since this client was made. */
  get brokenMessages(): number {
    return this.#socket.broken;
  }

  /** Whether the current token has a permission, such as `reports:read`. True while nothing speaks against it. */
  allows(permission: string): boolean {
    return this.#tokens?.current?.permissions.includes(permission) ?? true;
  }

  /** Opens the event socket and keeps it open. Once more: the counter of tries begins anew. */
  connectWebSocket(): void {
    this.#isConnected = true;
    this.#openSocket();
  }

  /** Closes the event socket, unless somebody follows it; listeners stay for the next time. */
  disconnectWebSocket(): void {
    this.#isConnected = false;
    this.#closeSocket();
  }

  /** Keeps the event socket open until the returned function is called, whatever the page does with it meanwhile. */
  followEvents(): Unsubscribe {
    this.#eventFollowers += 1;
    this.#openSocket();
    let following = true;
    return () => {
      if (!following) return;
      following = false;
      this.#eventFollowers -= 1;
      this.#closeSocket();
    };
  }

  #openSocket(): void {
    this.#stopTokens ??= this.#followTokens(() => void this.#socket.reauthenticate());
    this.#socket.connect();
  }

  #closeSocket(): void {
    if (this.#isConnected || this.#eventFollowers > 0) return;
    this.#stopTokens?.();
    this.#stopTokens = null;
    this.#socket.disconnect();
  }

  /** Calls `listener` for each event of a type, in order; an error in it disturbs nobody else. */
  onWsEvent<Type extends keyof WsEvents>(type: Type, listener: (event: WsEvents[Type]) => void): Unsubscribe {
    const ofType = this.#listeners.get(type) ?? new Map<unknown, Unsubscribe>();
    this.#listeners.set(type, ofType);
    if (!ofType.has(listener)) ofType.set(listener, this.#socket.on(type, listener));
    return () => this.offWsEvent(type, listener);
  }

  /** Ends what `onWsEvent` began. */
  offWsEvent<Type extends keyof WsEvents>(type: Type, listener: (event: WsEvents[Type]) => void): void {
    const ofType = this.#listeners.get(type);
    ofType?.get(listener)?.();
    ofType?.delete(listener);
  }

  /** A conversation with an AI agent by the microphone of this browser. Connects with `start()`. */
  connectAiPlayground(agentId: string): PlaygroundSession {
    const path = expandPath(endpoints.connectAiPlayground.path, { agentId });
    return new PlaygroundSession({
      access: () => socketAccess(this.#authorization, this.#api, path),
      followTokens: (onGrant) => this.#followTokens(onGrant),
      WebSocket: () => findWebSocket(this.#options.WebSocket),
      workletUrl: this.#options.workletUrl,
    });
  }

  /** All items of a list, page after page: `for await (const call of client.iterate('listCalls', { extension: '1001' }))`. */
  async *iterate<Name extends PagedName>(
    name: Name,
    params: NonNullable<ArgumentsOf<Name>[0]>,
    options?: RequestOptions,
  ): AsyncGenerator<ItemOf<Name>, void, undefined> {
    for await (const page of this.pages(name, params, options)) {
      yield* itemsIn(page, pagedLists[name].items) as readonly ItemOf<Name>[];
    }
  }

  /** The pages of a list one after the other, as the list method answers them. */
  pages<Name extends PagedName>(
    name: Name,
    params: NonNullable<ArgumentsOf<Name>[0]>,
    options?: RequestOptions,
  ): AsyncGenerator<AnswerOf<Name>, void, undefined> {
    const load = resources[name] as (
      api: Api,
      params: object,
      options?: RequestOptions,
    ) => Promise<AnswerOf<Name>>;
    return pagesOf((one: object) => load(this.#api, one, options), params, pagedLists[name]);
  }

  /**
   * The address that a `get…Url` method makes, for browsers: with tokens a short-lived one from the gateway without
   * any key, `await client.mediaUrl('getRecordingAudioUrl', call.id)`. On a server the same as the method itself.
   */
  async mediaUrl<Name extends MediaName>(name: Name, ...args: ArgumentsOf<Name>): Promise<string> {
    const make = resources[name] as (api: Pick<Api, 'url'>, ...args: unknown[]) => string;
    if (this.#authorization.kind === 'key') return make(this.#api, ...args);
    const url: Api['url'] = ({ path }, values, query) => expandPath(path, values) + toQuery(query);
    return (await mediaTicket(this.#api, make({ url }, ...args))).url;
  }

  /** What a download method answers, as it comes: `await client.stream('exportCalls', { direction: 'inbound' })`. */
  stream<Name extends DownloadName>(name: Name, ...args: ArgumentsOf<Name>): Promise<ReadableStream<Uint8Array>> {
    const load = resources[name] as (api: Pick<Api, 'send'>, ...args: unknown[]) => Promise<unknown>;
    const send: Api['send'] = (endpoint, values, details) =>
      this.#api.send(endpoint, values, { ...details, answer: 'stream' });
    return load({ send }, ...args) as Promise<ReadableStream<Uint8Array>>;
  }

  /** A socket that stays open outlives its token: the token is kept fresh and shown again. */
  #followTokens(onGrant: () => void): Unsubscribe {
    const tokens = this.#tokens;
    const stopListening = tokens?.on?.('grant', onGrant);
    const own = tokens instanceof TokenSource && this.#options.tokens === undefined ? tokens : null;
    own?.start();
    this.#followers += 1;
    return () => {
      stopListening?.();
      this.#followers -= 1;
      if (this.#followers === 0) own?.stop();
    };
  }
}
