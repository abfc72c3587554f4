import { SoftphoneError } from '../shared/errors.js';

export type WebhookErrorReason =
  | 'no-secret'
  | 'not-raw'
  | 'missing-header'
  | 'bad-header'
  | 'wrong-signature'
  | 'too-old'
  | 'too-new'
  | 'bad-body'
  | 'replayed';

/** A delivery was not accepted. Never carries the body, a secret or a signature. */
export class WebhookError extends SoftphoneError<WebhookErrorReason> {
  override readonly name = 'WebhookError';

  /**
   * HTTP status to answer the delivery with: 200 for `replayed`, since it was handled before; 500 for mistakes of the
   * receiving code (`no-secret`, `not-raw`); 400 for `bad-body`; 401 for what the platform did not send just now.
   */
  get status(): 200 | 400 | 401 | 500 {
    switch (this.reason) {
      case 'replayed':
        return 200;
      case 'no-secret':
      case 'not-raw':
        return 500;
      case 'bad-body':
        return 400;
      case 'missing-header':
      case 'bad-header':
      case 'wrong-signature':
      case 'too-old':
      case 'too-new':
        return 401;
    }
  }

  static noSecret(): WebhookError {
    return new WebhookError('no-secret', 'There is no secret to check the signature with.', {
      advice: 'Pass the secret that the webhook was created with, read from the environment or the secret store.',
    });
  }

  static notRaw(): WebhookError {
    return new WebhookError('not-raw', 'The body was parsed before its signature could be checked.', {
      advice: 'Pass the bytes or the text as they arrived: request.text(), or express.raw({ type: "*/*" }).',
    });
  }

  static missingHeader(name: string): WebhookError {
    return new WebhookError('missing-header', `The header ${name} is missing.`, {
      advice: 'The platform signs deliveries of webhooks that were created with a secret.',
    });
  }

  static badHeader(name: string): WebhookError {
    return new WebhookError('bad-header', `The header ${name} cannot be read.`, {
      advice: 'Check that no proxy joins or rewrites the headers.',
    });
  }

  static wrongSignature(): WebhookError {
    return new WebhookError('wrong-signature', 'The signature does not belong to this body.', {
      advice: 'Check the secret, and that the body is passed as it arrived, not parsed and written again.',
    });
  }

  static outOfTime(reason: 'too-old' | 'too-new', toleranceSeconds: number): WebhookError {
    const where = reason === 'too-old' ? 'past' : 'future';
    return new WebhookError(reason, `The delivery was signed over ${toleranceSeconds} s in the ${where}.`, {
      advice: 'Check the clock of this machine; the platform sends a failed delivery again.',
    });
  }

  static badBody(detail: string, cause?: unknown): WebhookError {
    return new WebhookError('bad-body', `The signature is right, but ${detail}.`, {
      advice: 'Check that the sender signs webhook envelopes: { event, timestamp, data }.',
      cause,
    });
  }

  static replayed(): WebhookError {
    return new WebhookError('replayed', 'This delivery was accepted before.', {
      advice: 'Answer 200 and do nothing.',
    });
  }
}
