import { Core } from 'sip.js';
import type { Logger } from '../../../src/shared/logger.js';
import type { LocalDescriptionOptions, MediaEndpoint } from '../media/endpoint.js';
import { reasonHeader, type HangupCause } from './causes.js';
import { readReferral, type Referral } from './referral.js';

/** What a dialog reports until it is over. */
export interface PageDialogListener {
  /** BYE, or an ACK that never came. */
  ended(cause: HangupCause): void;
  /** The page put the other side on hold, or takes it back. */
  holds(holding: boolean): void;
  pressed(digits: string): void;
  refers(referral: Referral): void;
}

export interface PageDialogOptions {
  readonly session: Core.Session;
  readonly endpoint: MediaEndpoint;
  /** Contact header of what is sent. */
  readonly contactHeader: string;
  readonly listener: PageDialogListener;
  readonly logger: Logger;
}

/** A re-INVITE that was not answered with 200; 408 and 503 also when nothing came back. */
export class ReinviteRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The page answered the re-INVITE with ${status}.`);
    this.status = status;
  }
}

/** One confirmed dialog with a page: re-INVITE, INFO, REFER and BYE both ways. */
export class PageDialog {
  readonly session: Core.Session;
  readonly #options: PageDialogOptions;
  #listener: PageDialogListener | undefined;
  #offering: Promise<void> = Promise.resolve();

  constructor(options: PageDialogOptions) {
    const { session } = options;
    this.#options = options;
    this.#listener = options.listener;
    this.session = session;
    session.delegate = {
      onAckTimeout: () => this.#listener?.ended('RECOVERY_ON_TIMER_EXPIRE'),
      onBye: (request) => {
        request.accept();
        this.#listener?.ended('NORMAL_CLEARING');
      },
      onInfo: (request) => this.#info(request),
      onInvite: (request) => void this.#reinvited(request),
      onRefer: (request) => {
        if (this.#listener === undefined) return void request.reject({ statusCode: 481 });
        const referral = readReferral(request, session);
        if (referral !== null) this.#listener.refers(referral);
      },
    };
  }

  /** One at a time (RFC 3261 section 14.1); resolves when the page answered. Rejects with {@link ReinviteRefused}. */
  reinvite(options: LocalDescriptionOptions, extraHeaders: readonly string[] = []): Promise<void> {
    const before = this.#offering;
    this.#offering = before.catch(() => undefined).then(() => this.#reinvite(options, extraHeaders));
    return this.#offering;
  }

  /** Asks the page to dial another number (RFC 3515). */
  refer(uri: string): void {
    const extraHeaders = [`Refer-To: <${uri}>`, this.#options.contactHeader];
    this.session.refer({ onReject: () => undefined }, { extraHeaders });
  }

  bye(cause: HangupCause): void {
    this.#listener = undefined;
    const { session } = this;
    if (session.sessionState === Core.SessionState.Terminated) return;
    const send = () => session.bye(undefined, { extraHeaders: [`Reason: ${reasonHeader(cause)}`] });
    // A called party must not send BYE before the ACK (RFC 3261 section 15): it follows then.
    if (session.sessionState === Core.SessionState.AckWait) session.delegate = { onAck: () => void send() };
    else send();
  }

  /** Reports nothing any more, and repeats nothing. */
  forget(): void {
    this.#listener = undefined;
    // SIP.js repeats a 200 to a re-INVITE whose ACK never came for ever, also when the dialog is over.
    if (this.session instanceof Core.SessionDialog) this.session.reinviteUserAgentServer = undefined;
  }

  async #reinvite(options: LocalDescriptionOptions, extraHeaders: readonly string[]): Promise<void> {
    const { contactHeader, endpoint } = this.#options;
    const body = sessionBody(await endpoint.createLocal('offer', options));
    const answer = await new Promise<Core.AckableIncomingResponseWithSession>((resolve, reject) => {
      const onReject = ({ message }: Core.IncomingResponse): void =>
        reject(new ReinviteRefused(message.statusCode ?? 500));
      this.session.invite(
        { onAccept: resolve, onReject },
        { extraHeaders: [contactHeader, ...extraHeaders], body },
      );
    });
    answer.ack();
    await endpoint.setRemote('answer', answer.message.body);
  }

  #info(request: Core.IncomingInfoRequest): void {
    const signal = /^Signal\s*=\s*([0-9*#A-D])/im.exec(request.message.body)?.[1];
    if (signal !== undefined) this.#listener?.pressed(signal.toUpperCase());
    request.accept();
  }

  async #reinvited(request: Core.IncomingInviteRequest): Promise<void> {
    const { contactHeader, endpoint, logger } = this.#options;
    try {
      await endpoint.setRemote('offer', request.message.body);
      const body = sessionBody(await endpoint.createLocal('answer'));
      request.accept({ statusCode: 200, extraHeaders: [contactHeader], body });
      this.#listener?.holds(isHolding(endpoint));
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unusable offer';
      logger.log('warn', `A re-INVITE was refused: ${why}`);
      refuse(request, 488);
    }
  }
}

/** Whether the page wants to say and hear nothing, or only to say something. */
export function isHolding({ remoteDirection }: MediaEndpoint): boolean {
  return remoteDirection === 'sendonly' || remoteDirection === 'inactive';
}

/** A final answer, unless there was one. */
export function refuse(request: Core.IncomingInviteRequest, statusCode: number): void {
  try {
    request.reject({ statusCode });
  } catch {
    // It was cancelled, or its dialog ended.
  }
}

/** SDP as SIP.js wants a body. */
export function sessionBody(sdp: string): Core.Body {
  return { contentDisposition: 'session', contentType: 'application/sdp', content: sdp };
}
