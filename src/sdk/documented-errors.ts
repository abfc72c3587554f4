import { CallError, MediaError } from '../shared/errors.js';

// Code that was written for the platform's SDK compares or shows these texts, so they are the whole message.

/** There is no call to do that with. */
export function noActiveCall(): CallError {
  return worded(
    new CallError('no-such-call', '', { advice: 'Look at currentCall first: it is null without a call.' }),
    'No active call',
  );
}

/** The call is not established yet, so the platform's API cannot be told which one it is. */
export function channelUnknown(): CallError {
  return worded(
    new CallError('wrong-state', '', { advice: 'Wait for currentCall.state "established" and fsChannelUuid.' }),
    'FreeSWITCH UUID not resolved yet',
  );
}

/** The browser does not play the far end until the person touches the page. */
export function autoplayBlocked(): MediaError & { readonly code: string } {
  const code = 'AUTOPLAY_BLOCKED';
  const error = new MediaError('autoplay-blocked', '', { advice: 'Call resumeAudio() from a click.' });
  return Object.assign(worded(error, code), { code });
}

/** The path of the media is interrupted or gone. The call goes on and the phone repairs it where it can. */
export function iceTrouble(health: 'interrupted' | 'failed'): MediaError {
  const state = health === 'failed' ? 'failed' : 'disconnected';
  return new MediaError('connection-failed', `ICE connection ${state}.`, {
    advice: 'The phone restarts ICE by itself; check the network, a TURN server may be needed.',
  });
}

function worded<Kind extends Error>(error: Kind, message: string): Kind {
  error.message = message;
  return error;
}
