import type { URI } from 'sip.js/lib/grammar/uri.js';
import type { OutgoingRequestMessage } from 'sip.js/lib/core/messages/outgoing-request-message.js';
import type { DigestChallenge } from './grammar/challenge.js';
import { md5 } from './md5.js';
import { randomToken } from './random-token.js';

/**
 * Answer to a digest challenge (RFC 2617 with MD5 and `qop=auth`, which SIP servers speak), for SIP.js in
 * place of its own, whose client nonce comes from `Math.random` and which leaves quotes unescaped.
 */
export class DigestCredentials {
  readonly #username: string;
  readonly #password: string;
  #count = 0;
  #header = '';

  constructor(username: string, password: string) {
    this.#username = username;
    this.#password = password;
  }

  /** False when the challenge cannot be answered; the refusal then stands. */
  authenticate(request: OutgoingRequestMessage, challenge: DigestChallenge): boolean {
    const { realm, nonce, opaque, qop } = challenge;
    if (!realm || !nonce || !isMd5(challenge.algorithm)) return false;
    if (qop !== undefined && !qop.includes('auth')) return false;
    const uri = (request.ruri as URI).toString();
    const secret = md5(`${this.#username}:${realm}:${this.#password}`);
    const action = md5(`${request.method}:${uri}`);
    const fields = [
      'algorithm=MD5',
      `username=${quote(this.#username)}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `uri=${quote(uri)}`,
    ];
    if (opaque) fields.push(`opaque=${quote(opaque)}`);
    if (qop === undefined) {
      fields.push(`response="${md5(`${secret}:${nonce}:${action}`)}"`);
    } else {
      this.#count += 1;
      const count = this.#count.toString(16).padStart(8, '0');
      const clientNonce = randomToken(24);
      const proof = md5(`${secret}:${nonce}:${count}:${clientNonce}:auth:${action}`);
      fields.push(`response="${proof}"`, 'qop=auth', `cnonce="${clientNonce}"`, `nc=${count}`);
    }
    this.#header = `Digest ${fields.join(', ')}`;
    return true;
  }

  /** Value of the Authorization header. */
  toString(): string {
    return this.#header;
  }
}

function isMd5(algorithm: string | undefined): boolean {
  return algorithm === undefined || algorithm.toUpperCase() === 'MD5';
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
