import { randomUUID } from 'node:crypto';
import { Core } from 'sip.js';
import type { Logger } from '../../../src/shared/logger.js';
import type { LocalDescriptionOptions, MediaEndpoint } from '../media/endpoint.js';
import { EndpointParty } from '../media/endpoint-party.js';
import type { ImpairedPath } from '../media/impaired-path.js';
import type { SipConnection } from '../sip/connection.js';
import { reasonHeader, type HangupCause } from './causes.js';
import type { Leg } from './leg.js';
import type { LegTable } from './leg-table.js';

export interface PageLegOptions {
  readonly connection: SipConnection;
  readonly extension: string;
  readonly name: string;
  /** Channel UUID when it is promised before the leg exists; a new one otherwise. */
  readonly uuid?: string | undefined;
  readonly endpoint: MediaEndpoint;
  readonly legs: LegTable;
  /** How long the leg outlives its socket, milliseconds. */
  readonly orphanMs: number;
  readonly logger: Logger;
}

/** A page's side of a call, once its dialog exists: re-INVITE, INFO, REFER and BYE both ways. */
export abstract class PageLeg implements Leg {
  readonly uuid: string;
  readonly number: string;
  readonly name: string;
  readonly extension: string;
  readonly party: EndpointParty;
  readonly connection: SipConnection;
  onend: ((cause: HangupCause) => void) | undefined;
  onhold: (() => void) | undefined;
  ondigit: ((digit: string) => void) | undefined;
  protected readonly endpoint: MediaEndpoint;
  protected readonly logger: Logger;
  protected ended = false;
  readonly #options: PageLegOptions;
  #session: Core.Session | undefined;
  #orphanTimer: NodeJS.Timeout | undefined;
  #digits = '';
  #holding = false;
  #byeOwed: HangupCause | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: PageLegOptions) {
    this.#options = options;
    this.uuid = options.uuid ?? randomUUID();
    this.connection = options.connection;
    this.number = options.extension;
    this.extension = options.extension;
    this.name = options.name;
    this.logger = options.logger;
    this.endpoint = options.endpoint;
    this.party = new EndpointParty(options.endpoint);
    options.legs.add(this);
    options.endpoint.ondtmf = (digit) => this.#addDigits(digit);
  }

  get digits(): string {
    return this.#digits;
  }

  get holding(): boolean {
    return this.#holding;
  }

  /** Audio packets that came from the page. */
  get packetsReceived(): number {
    return this.endpoint.received;
  }

  /** The way its sound takes, for faults on purpose. */
  get path(): ImpairedPath {
    return this.endpoint.path;
  }

  /** The socket is gone. The call goes on for a while, because the page may come back for it. */
  orphan(): void {
    if (this.ended || this.#orphanTimer !== undefined) return;
    this.#orphanTimer = setTimeout(() => this.fail('MEDIA_TIMEOUT'), this.#options.orphanMs).unref();
  }

  end(cause: HangupCause): void {
    if (this.ended) return;
    this.ended = true;
    try {
      this.endSignalling(cause);
    } catch (error) {
      this.logger.log('warn', `A leg ended without a last message: ${String(error)}`);
    }
    this.release();
  }

  /** Sends a re-INVITE with a new offer; resolves when the page answered it. */
  async reinvite(options: LocalDescriptionOptions): Promise<void> {
    const session = this.#session;
    if (this.ended || session === undefined) throw new Error('There is no dialog to renew.');
    const body = sessionBody(await this.endpoint.createLocal('offer', options));
    const answer = await new Promise<Core.AckableIncomingResponseWithSession>((resolve, reject) => {
      const onReject = ({ message }: Core.IncomingResponse): void =>
        reject(new Error(`The page answered the re-INVITE with ${message.statusCode ?? 'nothing'}.`));
      session.invite({ onAccept: resolve, onReject }, { extraHeaders: [this.contactHeader], body });
    });
    answer.ack();
    await this.endpoint.setRemote('answer', answer.message.body);
  }

  /** Asks the page to dial another number (RFC 3515). */
  refer(number: string): void {
    const domain = this.connection.core.configuration.viaHost;
    const extraHeaders = [`Refer-To: <sip:${number}@${domain}>`, this.contactHeader];
    this.#session?.refer({ onReject: () => undefined }, { extraHeaders });
  }

  async setHeldByFarEnd(held: boolean): Promise<void> {
    const direction = held ? 'sendonly' : 'sendrecv';
    // One re-INVITE at a time (RFC 3261 section 14.1), and the last word counts.
    const before = this.#telling;
    this.#telling = before.catch(() => undefined).then(() => this.reinvite({ direction }));
    await this.#telling;
  }

  protected get contactHeader(): string {
    return `Contact: ${this.connection.core.configuration.contact.toString()}`;
  }

  /** Ends the signalling of a leg that has no confirmed dialog yet, or falls back on {@link bye}. */
  protected abstract endSignalling(cause: HangupCause): void;

  /** The leg went away by itself. */
  protected fail(cause: HangupCause): void {
    if (this.ended) return;
    this.end(cause);
    this.onend?.(cause);
  }

  /** The dialog is there: listens to its requests. */
  protected confirm(session: Core.Session): void {
    this.#session = session;
    this.#options.legs.addDialog(session, this);
    session.delegate = {
      onAck: () => this.#acked(),
      onAckTimeout: () => this.fail('RECOVERY_ON_TIMER_EXPIRE'),
      onBye: (request) => this.#byeReceived(request),
      onInfo: (request) => this.#info(request),
      onInvite: (request) => void this.#reinvited(request),
      // Transfers by the page's own REFER are not offered; the platform's API transfers.
      onRefer: (request) => request.reject({ statusCode: 501 }),
    };
  }

  protected bye(cause: HangupCause): void {
    const session = this.#session;
    if (session === undefined || session.sessionState === Core.SessionState.Terminated) return;
    // A called party must not send BYE before the ACK (RFC 3261 section 15): it follows then.
    if (session.sessionState === Core.SessionState.AckWait && this.#byeOwed === undefined) {
      this.#byeOwed = cause;
      return;
    }
    session.bye(undefined, { extraHeaders: [`Reason: ${reasonHeader(cause)}`] });
  }

  /** Lets go of everything that an ended leg held. */
  protected release(): void {
    clearTimeout(this.#orphanTimer);
    this.#options.legs.remove(this);
    forgetUnacknowledged(this.#session);
    void this.endpoint.close();
  }

  #acked(): void {
    const cause = this.#byeOwed;
    if (cause !== undefined) this.bye(cause);
  }

  #byeReceived(request: Core.IncomingByeRequest): void {
    request.accept();
    if (this.ended) return;
    this.ended = true;
    this.release();
    this.onend?.('NORMAL_CLEARING');
  }

  #info(request: Core.IncomingInfoRequest): void {
    const signal = /^Signal\s*=\s*([0-9*#A-D])/im.exec(request.message.body)?.[1];
    if (signal !== undefined) this.#addDigits(signal.toUpperCase());
    request.accept();
  }

  async #reinvited(request: Core.IncomingInviteRequest): Promise<void> {
    try {
      await this.endpoint.setRemote('offer', request.message.body);
      const body = sessionBody(await this.endpoint.createLocal('answer'));
      request.accept({ statusCode: 200, extraHeaders: [this.contactHeader], body });
      this.#setHolding(
        this.endpoint.remoteDirection === 'sendonly' || this.endpoint.remoteDirection === 'inactive',
      );
    } catch (error) {
      this.logger.log(
        'warn',
        `A re-INVITE was refused: ${error instanceof Error ? error.message : 'unusable offer'}`,
      );
      this.#refuse(request);
    }
  }

  #refuse(request: Core.IncomingInviteRequest): void {
    try {
      request.reject({ statusCode: 488 });
    } catch {
      this.logger.log('debug', 'A re-INVITE ended before it was refused.');
    }
  }

  #setHolding(holding: boolean): void {
    if (holding === this.#holding || this.ended) return;
    this.#holding = holding;
    this.onhold?.();
  }

  #addDigits(digits: string): void {
    this.#digits += digits;
    for (const digit of digits) this.ondigit?.(digit);
  }
}

// SIP.js repeats a 200 to a re-INVITE whose ACK never came for ever, also when the dialog is over.
function forgetUnacknowledged(session: Core.Session | undefined): void {
  if (session instanceof Core.SessionDialog) session.reinviteUserAgentServer = undefined;
}

/** SDP as SIP.js wants a body. */
export function sessionBody(sdp: string): Core.Body {
  return { contentDisposition: 'session', contentType: 'application/sdp', content: sdp };
}
