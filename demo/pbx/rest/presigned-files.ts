import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FileAnswer, HttpError } from './http.js';
import { sendAnswer, sendJson } from './send.js';

interface Offer {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly endsAt: number;
}

/** Addresses that open one file for a while and need no key, as a storage service gives them out. */
export class PresignedFiles {
  readonly #offers = new Map<string, Offer>();
  readonly #base: () => string;

  /** `base`: public address below which {@link answer} is asked. */
  constructor(base: () => string) {
    this.#base = base;
  }

  offer(name: string, bytes: Uint8Array, lifeMs: number): { readonly url: string; readonly expiresAt: string } {
    const now = Date.now();
    for (const [token, { endsAt }] of this.#offers) if (endsAt < now) this.#offers.delete(token);
    const token = randomBytes(24).toString('base64url');
    this.#offers.set(token, { name, bytes, endsAt: now + lifeMs });
    return { url: `${this.#base()}/${token}`, expiresAt: new Date(now + lifeMs).toISOString() };
  }

  /** Answers a request for the file behind a token. */
  answer(token: string, request: IncomingMessage, response: ServerResponse): void {
    const offer = this.#offers.get(token);
    if (offer === undefined || offer.endsAt < Date.now() || request.method !== 'GET') {
      const error = { code: 'forbidden', message: 'The address is not valid, or no longer.' };
      return sendJson(response, 403, { error });
    }
    try {
      sendAnswer(response, new FileAnswer('audio/wav', offer.bytes), request.headers.range);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      sendJson(response, error.status, { error: { code: error.code, message: error.message } });
    }
  }
}
