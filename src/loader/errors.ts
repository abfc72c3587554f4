import { SoftphoneError, type CallErrorReason, type RegistrationErrorReason } from '../shared/errors.js';

/** What `RegistrationError.engineFailed()` is to the rest, without the size of its siblings. */
export class LoadError extends SoftphoneError<RegistrationErrorReason> {
  override get name(): string {
    return 'RegistrationError';
  }

  static of(url: string, cause: unknown): LoadError {
    return new LoadError('engine-failed', `The phone could not be loaded from ${url}.`, {
      advice: 'Check that the files beside the script are served and allowed by the Content-Security-Policy.',
      cause,
    });
  }
}

/** What `CallError` is to the rest, for requests that never reached a phone. */
export class RequestError extends SoftphoneError<CallErrorReason> {
  override get name(): string {
    return 'CallError';
  }

  static notReady(): RequestError {
    return new RequestError('not-online', 'There was no phone on the page in time.', {
      advice: 'Wait for CemScale.ready.',
    });
  }

  static takenBack(): RequestError {
    return new RequestError('canceled-by-page', 'hangup() came before the phone was ready.', { advice: '' });
  }
}
