import { randomUUID } from 'node:crypto';
import type { Core } from 'sip.js';
import type { Logger } from '../../../src/shared/logger.js';
import type { LocalDescriptionOptions, MediaEndpoint } from '../media/endpoint.js';
import { EndpointParty } from '../media/endpoint-party.js';
import type { ImpairedPath } from '../media/impaired-path.js';
import type { SipConnection } from '../sip/connection.js';
import type { HangupCause } from './causes.js';
import { DisplayUpdate } from './display-update.js';
import type { CallSide, Leg } from './leg.js';
import type { LegTable } from './leg-table.js';
import { isHolding, PageDialog, refuse } from './page-dialog.js';
import type { Referral } from './referral.js';
import type { Takeover } from './takeover.js';

export interface PageLegOptions {
  readonly connection: SipConnection;
  readonly extension: string;
  readonly name: string;
  /** Number of the other side, as the page shows it at first. */
  readonly shows: string;
  /** Channel UUID when it is promised before the leg exists; a new one otherwise. */
  readonly uuid?: string | undefined;
  readonly endpoint: MediaEndpoint;
  readonly legs: LegTable;
  /** How long the leg outlives its socket, milliseconds. */
  readonly orphanMs: number;
  readonly logger: Logger;
}

/**
 * A page's side of a call. Another INVITE may take the place of its dialog (RFC 3891): for the call it stays the
 * same leg, with another channel UUID.
 */
export abstract class PageLeg implements Leg {
  readonly party: EndpointParty;
  onend: ((cause: HangupCause) => void) | undefined;
  onhold: (() => void) | undefined;
  ondigit: ((digit: string) => void) | undefined;
  onrefer: ((referral: Referral) => void) | undefined;
  protected readonly logger: Logger;
  protected readonly shown: DisplayUpdate;
  protected endpoint: MediaEndpoint;
  protected ended = false;
  protected dialog: PageDialog | undefined;
  readonly #options: PageLegOptions;
  #page: { uuid: string; number: string; name: string; connection: SipConnection };
  #orphanTimer: NodeJS.Timeout | undefined;
  #digits = '';
  #holding = false;
  #heldByFarEnd = false;

  constructor(options: PageLegOptions) {
    const { connection, endpoint, extension, legs, logger, name } = options;
    this.#options = options;
    this.#page = { uuid: options.uuid ?? randomUUID(), number: extension, name, connection };
    this.logger = logger;
    this.shown = new DisplayUpdate(options.shows);
    this.endpoint = endpoint;
    this.party = new EndpointParty(endpoint);
    legs.add(this);
    endpoint.ondtmf = (digit) => this.#addDigits(digit);
  }

  get uuid(): string {
    return this.#page.uuid;
  }

  get number(): string {
    return this.#page.number;
  }

  get extension(): string {
    return this.#page.number;
  }

  get name(): string {
    return this.#page.name;
  }

  get connection(): SipConnection {
    return this.#page.connection;
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
    this.#sayLast(cause);
    this.release();
  }

  /** Sends a re-INVITE with a new offer; resolves when the page answered it. */
  async reinvite(options: LocalDescriptionOptions, extraHeaders: readonly string[] = []): Promise<void> {
    if (this.ended || this.dialog === undefined) throw new Error('There is no dialog to renew.');
    const direction = options.direction ?? (this.#heldByFarEnd ? 'sendonly' : 'sendrecv');
    await this.dialog.reinvite({ ...options, direction }, extraHeaders);
  }

  refer(number: string): void {
    this.dialog?.refer(`sip:${number}@${this.connection.core.configuration.viaHost}`);
  }

  async setHeldByFarEnd(held: boolean): Promise<void> {
    this.#heldByFarEnd = held;
    await this.reinvite({});
  }

  display(other: CallSide): void {
    if (this.dialog !== undefined && !this.ended && other.isService !== true)
      this.shown.send(this.dialog.session, other);
  }

  /** Lets another INVITE take the place of the dialog, answers it, and says whether that worked. */
  async takeOver({ connection, endpoint, from, request }: Takeover): Promise<boolean> {
    const { legs } = this.#options;
    const dialogs = legs.hideDialogs(this);
    let isCancelled = false;
    request.delegate = { onCancel: () => (isCancelled = true) };
    try {
      await endpoint.setRemote('offer', request.message.body);
      const sdp = await endpoint.createLocal('answer');
      if (this.ended || isCancelled) throw new Error('It ended meanwhile.');
      this.#sayLast('LOSE_RACE');
      this.dialog?.forget();
      const old = { connection: this.connection, endpoint: this.endpoint };
      this.#page = { uuid: randomUUID(), number: from.number, name: from.displayName, connection };
      this.#moveTo(endpoint);
      void old.endpoint.close();
      legs.closeWhenUnused(old.connection);
      this.shown.learn(request.message);
      this.takeRequest(request, sdp);
      this.#setHolding(isHolding(endpoint));
      return true;
    } catch (error) {
      this.logger.log('warn', `A call could not be taken over: ${String(error)}`);
      if (this.endpoint === endpoint) this.fail('NORMAL_TEMPORARY_FAILURE');
      else if (!this.ended) dialogs.show();
      refuse(request, this.ended ? 480 : 488);
      void endpoint.close();
      return false;
    }
  }

  protected get contactHeader(): string {
    return `Contact: ${this.connection.core.configuration.contact.toString()}`;
  }

  /** Ends the signalling in whatever way its state asks for. */
  protected abstract endSignalling(cause: HangupCause): void;

  /** Goes on with a request that took the place of the one before; `sdp` answers its offer. */
  protected abstract takeRequest(request: Core.IncomingInviteRequest, sdp: string): void;

  /** The leg went away by itself. */
  protected fail(cause: HangupCause): void {
    if (this.ended) return;
    this.end(cause);
    this.onend?.(cause);
  }

  /** The dialog is there: listens to its requests. */
  protected confirm(session: Core.Session): void {
    this.#options.legs.addDialog(session, this);
    const { contactHeader, endpoint, logger } = this;
    this.dialog = new PageDialog({
      session,
      endpoint,
      contactHeader,
      logger,
      listener: {
        ended: (cause) => this.#left(cause),
        holds: (holding) => this.#setHolding(holding),
        pressed: (digits) => this.#addDigits(digits),
        refers: (referral) => this.#refers(referral),
      },
    });
  }

  /** The dialog may be taken over, though it is not confirmed yet. */
  protected confirmEarly(session: Core.Session): void {
    this.#options.legs.addDialog(session, this);
  }

  /** Lets go of everything that an ended leg held. */
  protected release(): void {
    clearTimeout(this.#orphanTimer);
    this.#options.legs.remove(this);
    this.dialog?.forget();
    void this.endpoint.close();
  }

  #sayLast(cause: HangupCause): void {
    try {
      this.endSignalling(cause);
    } catch (error) {
      this.logger.log('warn', `A leg ended without a last message: ${String(error)}`);
    }
  }

  #moveTo(endpoint: MediaEndpoint): void {
    clearTimeout(this.#orphanTimer);
    this.#orphanTimer = undefined;
    this.endpoint = endpoint;
    this.party.moveTo(endpoint);
    endpoint.ondtmf = (digit) => this.#addDigits(digit);
  }

  #left(cause: HangupCause): void {
    if (cause !== 'NORMAL_CLEARING') return this.fail(cause);
    if (this.ended) return;
    this.ended = true;
    this.release();
    this.onend?.(cause);
  }

  #refers(referral: Referral): void {
    if (this.onrefer === undefined) referral.refuse(481);
    else this.onrefer(referral);
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
