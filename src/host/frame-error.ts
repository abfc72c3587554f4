import { SoftphoneError } from '../shared/errors.js';
import type { PlainError } from './messages.js';

/** Reasons of the way between two pages; every reason of the phone's own errors comes through as it is. */
export type FrameErrorReason = 'bad-origin' | 'no-answer' | 'wrong-version' | 'closed' | 'too-many';

/** The phone of another page could not be used, or refused. `name` is the class of the error there. */
export class FrameError extends SoftphoneError<string> {
  readonly #name: string;

  constructor({ name, reason, message, advice }: PlainError) {
    super(reason, message, { advice: message.endsWith(advice) ? '' : advice });
    this.#name = name;
  }

  override get name(): string {
    return this.#name;
  }

  /** An error that came from the phone. */
  static of(error: PlainError): FrameError {
    const { name, reason, message, advice } = error;
    return new FrameError({
      name: String(name),
      reason: String(reason),
      message: String(message),
      advice: String(advice),
    });
  }

  static badOrigin(origin: string): FrameError {
    return FrameError.#own(
      'bad-origin',
      `"${origin}" is no exact origin.`,
      'Write it like https://phone.example: no path, no slash, no *.',
    );
  }

  static noAnswer(origin: string): FrameError {
    return FrameError.#own(
      'no-answer',
      `No phone answered at ${origin}.`,
      'Check that the page there has a phone, and that allowed-origins of that phone lists the origin of this page.',
    );
  }

  static closed(): FrameError {
    return FrameError.#own('closed', 'The connection to the phone is closed.', 'Connect again.');
  }

  static #own(reason: FrameErrorReason, message: string, advice: string): FrameError {
    return new FrameError({ name: 'FrameError', reason, message, advice });
  }
}
