import { RegistrationError } from '../../shared/errors.js';

// Beside the registration and not on the class, which a closed phone loads without ever registering.

function unreachable(cause?: unknown): RegistrationError {
  return new RegistrationError('unreachable', 'The SIP server cannot be reached.', {
    advice: 'Check the network and the wsUri of the token; the phone keeps trying.',
    cause,
  });
}

function wrongCredentials(statusCode: number): RegistrationError {
  return new RegistrationError('wrong-credentials', 'The SIP server refused the username or password.', {
    advice: 'Check the SIP credentials that the token endpoint hands out.',
    statusCode,
  });
}

function refused(statusCode: number, reasonPhrase: string): RegistrationError {
  return new RegistrationError('refused', `The SIP server answered REGISTER with ${statusCode} ${reasonPhrase}.`, {
    advice: 'The phone tries again; ask the platform operator if it lasts.',
    statusCode,
  });
}

function timeout(): RegistrationError {
  return new RegistrationError('timeout', 'The SIP server did not answer REGISTER in time.', {
    advice: 'The phone tries again; check the network if it lasts.',
  });
}

function intervalTooBrief(): RegistrationError {
  return new RegistrationError(
    'interval-too-brief',
    'The SIP server refuses every registration interval offered.',
    {
      advice: 'Check the Min-Expires setting of the SIP server (RFC 3261 section 10.2.8).',
      statusCode: 423,
    },
  );
}

/** The ways in which a registration fails. */
export const registrationErrors = { unreachable, wrongCredentials, refused, timeout, intervalTooBrief } as const;
