import type { TokenSource } from '../api/token-source.js';
import type { CancelTimer, Clock } from '../shared/clock.js';
import type { RegistrationError } from '../shared/errors.js';

/** Time between two requests for other credentials after the SIP server refused the current ones. */
const CREDENTIALS_RETRY_MS = 15_000;

/** Asks for another token where the one at hand is of no use: its password was changed, its server is not there. */
export class CredentialRetries {
  readonly #tokens: Pick<TokenSource, 'refresh'>;
  readonly #clock: Clock;
  /** Attempts since the last registration that did not reach the server. */
  #unreachable = 0;
  #lastUnreachable: RegistrationError | null = null;
  /** The refusal that other credentials are being asked for: not told until they are refused too. */
  #firstRefusal: RegistrationError | null = null;
  #cancelRetry: CancelTimer = () => {};

  constructor(tokens: Pick<TokenSource, 'refresh'>, clock: Clock) {
    this.#tokens = tokens;
    this.#clock = clock;
  }

  /** The credentials are good. */
  registered(): void {
    this.#firstRefusal = null;
    this.#unreachable = 0;
  }

  /** The server may have moved since the token was made: a new one is asked for at the 3rd, 6th, 12th … failure. */
  unreachable(error: RegistrationError): void {
    if (error === this.#lastUnreachable) return;
    this.#lastUnreachable = error;
    this.#unreachable += 1;
    if (Number.isInteger(Math.log2(this.#unreachable / 3))) this.#refresh();
  }

  /**
   * The password may have been changed since the token was made: asked for once without a word, then patiently. True when
   * the refusal is to be told.
   */
  refused(error: RegistrationError): boolean {
    this.#cancelRetry();
    const isToBeTold = this.#firstRefusal !== null;
    this.#firstRefusal ??= error;
    this.#cancelRetry = this.#clock.after(isToBeTold ? CREDENTIALS_RETRY_MS : 0, () => this.#refresh());
    return isToBeTold;
  }

  /** Whether it is the refusal that is not told. */
  isForgiven(error: RegistrationError): boolean {
    return error === this.#firstRefusal;
  }

  stop(): void {
    this.#cancelRetry();
  }

  /** A failure is told by the tokens. */
  #refresh(): void {
    this.#tokens.refresh().catch(() => {});
  }
}
