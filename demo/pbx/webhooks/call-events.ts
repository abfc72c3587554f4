import type { CallDirection } from '../../../src/api/types/common.js';
import type { CallEndedEvent, CallForwardedEvent } from '../../../src/webhooks/call-events.js';
import type { HangupCause } from '../b2bua/causes.js';
import type { Exchange, ExchangeEvents } from '../b2bua/exchange.js';
import type { Call } from '../b2bua/call.js';
import type { VoicemailService } from '../b2bua/voicemail.js';
import { homeTenantId } from '../company.js';
import { directionOfCall, talkSeconds } from '../events/platform-event.js';
import type { WebhookDispatcher } from './dispatcher.js';

/** Tells webhooks what happens to calls, in the order in which it happens. */
export function tellCalls(exchange: Exchange, webhooks: WebhookDispatcher): void {
  exchange.on('start', (call) =>
    webhooks.publish(homeTenantId, 'call.started', { ...factsOf(call), forwardedTo: call.forwarded?.to ?? null }),
  );
  exchange.on('forward', ({ call, forwarding, status, cause }) =>
    webhooks.publish(homeTenantId, 'call.forwarded', forwardedEvent(call, forwarding, status, cause)),
  );
  exchange.on('answer', (call) => {
    const answeredBy = call.answeredBy?.extension ?? undefined;
    webhooks.publish(homeTenantId, 'call.answered', {
      ...factsOf(call),
      forwardedTo: call.forwarded?.to ?? null,
      ...(answeredBy === undefined ? {} : { answeredBy }),
    });
  });
  exchange.on('end', ({ call, cause }) =>
    webhooks.publish(homeTenantId, 'call.ended', {
      ...factsOf(call),
      ...timesOf(call, cause),
      status: endStatus(call, cause),
      forwardedTo: call.forwarded?.to ?? null,
      was_voicemail: call.leftMessage,
    }),
  );
}

function forwardedEvent(
  call: Call,
  { extension, to, type }: ExchangeEvents['forward']['forwarding'],
  status: ExchangeEvents['forward']['status'],
  cause: HangupCause | null,
): CallForwardedEvent {
  const facts = {
    callUuid: call.caller.uuid,
    caller: call.caller.number,
    originalDestination: extension,
    forwardedTo: to,
    timestamp: new Date().toISOString(),
  };
  // The first stage is told of calls that never try the extension, so its type is known.
  if (status === 'initiated') return { ...facts, forwardType: 'always', status };
  if (status === 'answered') return { ...facts, forwardType: type, status };
  return { ...facts, ...timesOf(call, cause ?? 'NORMAL_CLEARING'), forwardType: type, status };
}

interface Facts {
  readonly callUuid: string;
  readonly direction: CallDirection;
  readonly caller: string;
  readonly callerName: string;
  readonly destination: string;
  readonly timestamp: string;
}

function factsOf(call: Call): Facts {
  return {
    callUuid: call.caller.uuid,
    direction: directionOfCall(call),
    caller: call.caller.number,
    callerName: call.caller.name,
    destination: call.callee.number,
    timestamp: new Date().toISOString(),
  };
}

function timesOf(call: Call, hangupCause: HangupCause) {
  return { duration: secondsSince(call.startedAt), billsec: talkSeconds(call), hangupCause };
}

/** `missed` is what nobody took; `failed` what never reached anybody. */
function endStatus(call: Call, cause: string): CallEndedEvent['status'] {
  if (call.leftMessage) return 'voicemail';
  if (call.answeredAt !== null) return 'completed';
  const missed = ['NO_ANSWER', 'ORIGINATOR_CANCEL', 'NO_USER_RESPONSE', 'USER_NOT_REGISTERED', 'USER_BUSY'];
  return missed.includes(cause) ? 'missed' : 'failed';
}

function secondsSince(start: Date): number {
  return Math.round((Date.now() - start.getTime()) / 1000);
}

/** Tells webhooks of messages that callers leave. */
export function tellVoicemails(voicemail: VoicemailService, webhooks: WebhookDispatcher): void {
  voicemail.on('message', ({ id, extension, callUuid, callerNumber, callerName, receivedAt, seconds }) => {
    webhooks.publish(homeTenantId, 'voicemail.new', {
      callUuid,
      extension,
      caller: callerNumber,
      callerName,
      duration: Math.round(seconds),
      recordingFile: `/var/lib/voip-voicemail/${extension}/${id}.wav`,
      timestamp: receivedAt.toISOString(),
    });
  });
}
