import { SoftphoneError } from '../../shared/errors.js';

export type ThreeWayErrorReason =
  | 'no-active-call'
  | 'uuid-unknown'
  | 'not-a-person'
  | 'already-in-call'
  | 'too-many'
  | 'wrong-state'
  | 'no-such-participant'
  | 'not-allowed'
  | 'destination-refused'
  | 'refused'
  | 'not-reached';

/** A three-way control could not do what was asked. The call goes on; `cause` is the platform's answer, if it gave one. */
export class ThreeWayError extends SoftphoneError<ThreeWayErrorReason> {
  override get name(): 'ThreeWayError' {
    return 'ThreeWayError';
  }

  /** The messages of the first two are those of the documented SDK, since code may compare them. */
  static noActiveCall(): ThreeWayError {
    return new ThreeWayError('no-active-call', 'No active call', {
      advice: '(A third person can be added once both sides of a call can talk.)',
    });
  }

  static uuidUnknown(): ThreeWayError {
    return new ThreeWayError('uuid-unknown', 'FreeSWITCH UUID not resolved yet', {
      advice: '(Wait until the call is established.)',
    });
  }

  static notAPerson(number: string): ThreeWayError {
    return new ThreeWayError('not-a-person', `${number} is a feature code and cannot be added to a call.`, {
      advice: 'Use a phone number or an extension.',
    });
  }

  static alreadyInCall(number: string): ThreeWayError {
    return new ThreeWayError('already-in-call', `${number} is in this call already.`, {
      advice: 'Add somebody else.',
    });
  }

  static tooMany(limit: number): ThreeWayError {
    return new ThreeWayError('too-many', `This call has ${limit} people already, you included.`, {
      advice: 'Drop somebody first, or raise max-people of <cemscale-three-way> where the platform allows more.',
    });
  }

  static wrongState(action: string, state: string): ThreeWayError {
    return new ThreeWayError('wrong-state', `Cannot ${action} while ${state}.`, {
      advice: 'Read the state of the three-way session first.',
    });
  }

  static noSuchParticipant(): ThreeWayError {
    return new ThreeWayError('no-such-participant', 'There is nobody with this uuid in the call.', {
      advice: 'Take the uuid from participants of the current session; people who left are no longer there.',
    });
  }

  /** The token lacks a permission, or the platform says so. */
  static notAllowed(cause?: unknown): ThreeWayError {
    return new ThreeWayError('not-allowed', 'The token does not allow three-way calls.', {
      advice: 'identify() behind the token endpoint has to grant calls:originate and calls:control.',
      cause,
    });
  }

  static destinationRefused(number: string, cause?: unknown): ThreeWayError {
    return new ThreeWayError('destination-refused', `${number} may not be called from here.`, {
      advice: 'The destination rules of the gateway or the platform do not allow this number.',
      cause,
    });
  }

  static refused(what: string, cause?: unknown): ThreeWayError {
    return new ThreeWayError('refused', `The platform could not ${what}.`, {
      advice: 'The call goes on as it was; try again.',
      cause,
    });
  }

  /** No answer came, and the platform shows that nothing was done. */
  static notReached(what: string, cause?: unknown): ThreeWayError {
    return new ThreeWayError('not-reached', `The platform did not answer the request to ${what}.`, {
      advice: 'The call goes on as it was; check the network and try again.',
      cause,
    });
  }
}

/** The error of a wish that failed; `verdict` is what the platform's failure says of it. */
export function explained(error: unknown, verdict: 'refused' | 'failed' | 'unanswered', what: string): unknown {
  if (error instanceof ThreeWayError) return error;
  return verdict === 'unanswered' ? ThreeWayError.notReached(what, error) : ThreeWayError.refused(what, error);
}
