import { consoleLogger, type Logger } from '../shared/logger.js';
import type { SoftphoneSnapshot } from '../softphone/snapshot.js';
import { FrameSession, type HostedPhone } from './frame-session.js';
import { protocol, readToPhone } from './messages.js';
import { isOrigin, readOrigins } from './origins.js';
import { facts, questions, type FactName, type QuestionName } from './vocabulary.js';

export type { HostedPhone };

/** More frames than any page has; a new one takes the place of the oldest. */
const MOST_SESSIONS = 8;

/**
 * Lets pages of listed origins use the phone of this page by `postMessage`: one that frames this page, or one that is
 * framed by it. A message of any other origin, a message that a script made up, and a message that breaks the
 * schema do nothing.
 */
export class FramePort {
  readonly #phone: HostedPhone;
  readonly #origins: ReadonlySet<string>;
  readonly #logger: Logger;
  readonly #sessions = new Map<MessageEventSource, FrameSession>();
  readonly #strangers = new Set<string>();
  readonly #listening = new AbortController();

  constructor(phone: HostedPhone, allowedOrigins: string, logger: Logger = consoleLogger()) {
    this.#phone = phone;
    this.#logger = logger;
    const { allowed, refused } = readOrigins(allowedOrigins);
    this.#origins = allowed;
    for (const entry of refused)
      logger.log(
        'warn',
        `allowed-origins: "${entry}" is left out. Write exact origins, such as https://crm.example.`,
      );
    const { signal } = this.#listening;
    addEventListener('message', this.#onMessage, { signal });
    for (const type of Object.keys(facts) as FactName[])
      phone.addEventListener(`cemscale-${type}`, (event) => this.#tell(type, event), { signal });
    for (const type of Object.keys(questions) as QuestionName[])
      phone.addEventListener(`cemscale-${type}`, (event) => this.#ask(type, event), { signal });
  }

  close(): void {
    this.#listening.abort();
    for (const session of this.#sessions.values()) session.end();
    this.#sessions.clear();
  }

  /** Sends the snapshot to everybody who is connected. */
  follow(snapshot: SoftphoneSnapshot): void {
    for (const session of this.#sessions.values()) session.show(snapshot);
  }

  readonly #onMessage = (event: MessageEvent): void => {
    const { source, origin, data, isTrusted } = event;
    if (!isTrusted || source === null || source === window) return;
    if (!this.#origins.has(origin)) return this.#ignore(origin, data);
    const message = readToPhone(data);
    if (!message) return;
    const session = this.#sessions.get(source);
    if (message.kind === 'hello') {
      session?.end();
      this.#sessions.delete(source);
      this.#open(new FrameSession(this.#phone, source as Window, origin), message);
    } else if (message.kind === 'bye') {
      session?.end();
      this.#sessions.delete(source);
    } else if (session?.origin === origin) {
      // The window may show another page by now, of another listed origin: that one has to say hello first.
      session.take(message);
    }
  };

  #open(session: FrameSession, hello: Parameters<FrameSession['welcome']>[0]): void {
    if (!session.welcome(hello)) return;
    for (const [source, other] of this.#sessions) {
      if (!other.isGone && this.#sessions.size < MOST_SESSIONS) continue;
      other.end();
      this.#sessions.delete(source);
    }
    this.#sessions.set(session.window, session);
  }

  /** Told once for each origin, since the one who set it up looks into this console. */
  #ignore(origin: string, data: unknown): void {
    const isOurs = (data as { protocol?: unknown } | null)?.protocol === protocol;
    if (!isOurs || this.#strangers.has(origin) || this.#strangers.size > 20) return;
    this.#strangers.add(origin);
    const named = isOrigin(origin) ? origin : 'a page without an origin';
    this.#logger.log(
      'warn',
      `A message of ${named} was ignored: it is not among the allowed-origins of the phone.`,
    );
  }

  #tell(type: FactName, event: Event): void {
    for (const session of this.#sessions.values()) session.tell(type, event);
  }

  #ask(type: QuestionName, event: Event): void {
    for (const session of this.#sessions.values()) session.ask(type, event);
  }
}
