/** Fields every error of this package carries beside the standard `message` and `cause`. */
export interface ErrorDetails {
  /** What the developer or the person can do about it, one sentence. */
  readonly advice: string;
  readonly cause?: unknown;
}

/**
 * Base of every error that crosses the public API.
 * `reason` is stable and meant for code; `message` is for developers and may change;
 * the elements show their own translated words for each reason.
 */
export abstract class SoftphoneError<Reason extends string = string> extends Error {
  // Getters, because an assignment throws on a page that froze Error.prototype.
  abstract override get name(): string;
  readonly reason: Reason;
  readonly advice: string;

  constructor(reason: Reason, message: string, { advice, cause }: ErrorDetails) {
    super(`${message} ${advice}`.trim(), cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.advice = advice;
  }
}

export type ApiErrorReason =
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'server'
  | 'rejected'
  | 'invalid-response';

/** A request to the token endpoint, the gateway or the platform failed. */
export class ApiError extends SoftphoneError<ApiErrorReason> {
  override get name(): 'ApiError' {
    return 'ApiError';
  }
  /** HTTP status, absent when no answer came. */
  readonly status: number | undefined;
  /** Value of the answer's `X-Request-Id`, to quote to support. */
  readonly requestId: string | undefined;
  /** What the gateway or the platform calls this refusal, such as `destination-not-allowed`; absent when it says none. */
  readonly code: string | undefined;

  constructor(
    reason: ApiErrorReason,
    message: string,
    details: ErrorDetails & {
      status?: number | undefined;
      requestId?: string | undefined;
      code?: string | undefined;
    },
  ) {
    super(reason, message, details);
    this.status = details.status;
    this.requestId = details.requestId;
    this.code = details.code;
  }

  /** The error itself, or what an answer of another shape made go wrong on the way through it. */
  static of(error: unknown): ApiError {
    if (error instanceof ApiError) return error;
    const advice = 'Check the API address and the version of the platform.';
    return new ApiError('invalid-response', 'The platform answered with something else.', {
      advice,
      cause: error,
    });
  }
}

export type RegistrationErrorReason =
  | 'unreachable'
  | 'wrong-credentials'
  | 'refused'
  | 'timeout'
  | 'interval-too-brief'
  | 'engine-failed'
  | 'other-build';

/** The phone could not register (RFC 3261 section 10). It keeps trying unless the reason is `wrong-credentials`. */
export class RegistrationError extends SoftphoneError<RegistrationErrorReason> {
  override get name(): 'RegistrationError' {
    return 'RegistrationError';
  }
  /** SIP status of the refusal, when there was one. */
  readonly statusCode: number | undefined;

  constructor(
    reason: RegistrationErrorReason,
    message: string,
    details: ErrorDetails & { statusCode?: number | undefined },
  ) {
    super(reason, message, details);
    this.statusCode = details.statusCode;
  }

  static engineFailed(cause?: unknown): RegistrationError {
    return new RegistrationError('engine-failed', 'The calling engine could not be loaded.', {
      advice: 'Check that the files beside the script are served and allowed by the Content-Security-Policy.',
      cause,
    });
  }
}

export type CallErrorReason =
  | 'invalid-number'
  | 'not-online'
  | 'no-such-call'
  | 'too-many-calls'
  | 'wrong-state'
  | 'refused'
  | 'not-transferred'
  | 'not-parked'
  | 'not-allowed'
  | 'forbidden'
  | 'canceled-by-page'
  | 'not-checked'
  | 'elsewhere';

/** A call could not be made, or a control was used that the call's state does not allow. */
export class CallError extends SoftphoneError<CallErrorReason> {
  override get name(): 'CallError' {
    return 'CallError';
  }

  /** What the page said to the person about its refusal; it stands in the phone as text. Empty: a no without a word. */
  readonly words: string | undefined;

  constructor(reason: CallErrorReason, message: string, details: ErrorDetails & { words?: string | undefined }) {
    super(reason, message, details);
    this.words = details.words;
  }

  static notOnline(): CallError {
    return new CallError('not-online', 'The phone is not online.', {
      advice: 'Wait until it is registered, or call connect() first.',
    });
  }

  static noSuchCall(): CallError {
    return new CallError('no-such-call', 'There is no such call.', {
      advice: 'Take the id from the snapshot; a call that ended cannot be controlled.',
    });
  }

  static wrongState(action: string, phase: string): CallError {
    return new CallError('wrong-state', `Cannot ${action} a call that is ${phase}.`, {
      advice: 'Read state.phase of the call first.',
    });
  }

  static notAllowed(permission: string): CallError {
    return new CallError('not-allowed', `The token does not allow this (${permission}).`, {
      advice: 'The identify() function behind the token endpoint decides the permissions.',
    });
  }

  /** `words`: what the page wants the person to read about it. */
  static canceledByPage(words?: string): CallError {
    return new CallError('canceled-by-page', 'The page canceled the call request.', {
      advice: 'A listener of cemscale-call-request said no, or hangup() came first.',
      words,
    });
  }
}

export type MediaErrorReason =
  | 'microphone-denied'
  | 'microphone-blocked-by-page'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'insecure-page'
  | 'unsupported'
  | 'autoplay-blocked'
  | 'connection-failed';

/** Microphone, playback or the media path failed. */
export class MediaError extends SoftphoneError<MediaErrorReason> {
  override get name(): 'MediaError' {
    return 'MediaError';
  }
}
