import { CallError, MediaError } from '../shared/errors.js';

// Functions and not statics of `CallError`, whose class a closed phone loads: these texts come with the engine.

export function invalidNumber(detail: string): CallError {
  return new CallError('invalid-number', `This is not a number that can be dialled: ${detail}.`, {
    advice: 'Use digits with an optional leading +, an extension, or a feature code such as *97.',
  });
}

export function tooManyCalls(limit: number): CallError {
  return new CallError('too-many-calls', `No more than ${limit} calls at once.`, {
    advice: 'End one of them first.',
  });
}

/** `why`: a `TransferFailure`. */
export function notTransferred(why: string): CallError {
  return new CallError('not-transferred', `The call could not be handed over (${why}).`, {
    advice: 'It goes on as it was before.',
  });
}

export function notParked(cause?: unknown): CallError {
  return new CallError('not-parked', 'The call could not be parked.', {
    advice: 'It goes on as it was before; another slot may be free.',
    cause,
  });
}

export function mediaFailed(cause: unknown): MediaError {
  return new MediaError('connection-failed', 'The sound of the call could not be connected.', {
    advice: 'Check the network and firewall; a TURN server may be needed.',
    cause,
  });
}
