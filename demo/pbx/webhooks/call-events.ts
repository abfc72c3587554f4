import type { CallDirection } from '../../../src/api/types/common.js';
import type { CallEndedEvent, CallForwardedEvent } from '../../../src/webhooks/call-events.js';
import type { Exchange } from '../b2bua/exchange.js';
import type { Call } from '../b2bua/call.js';
import type { VoicemailService } from '../b2bua/voicemail.js';
import { homeTenantId } from '../company.js';
import { directionOfCall, talkSeconds } from '../events/platform-event.js';
import type { WebhookDispatcher } from './dispatcher.js';

/** Tells webhooks what happens to calls, in the order in which it happens. */
export function tellCalls(exchange: Exchange, webhooks: WebhookDispatcher): void {
  exchange.on('start', (call) => {
    webhooks.publish(homeTenantId, 'call.started', { ...factsOf(call), forwardedTo: call.forwarded?.to ?? null });
    if (call.forwarded?.type === 'always')
      webhooks.publish(homeTenantId, 'call.forwarded', {
        ...forwardOf(call.forwarded, call),
        forwardType: 'always',
        status: 'initiated',
      });
  });
  exchange.on('answer', (call) => {
    const answeredBy = call.answeredBy?.extension ?? undefined;
    const forwardedTo = call.forwarded?.to ?? null;
    webhooks.publish(homeTenantId, 'call.answered', {
      ...factsOf(call),
      forwardedTo,
      ...(answeredBy === undefined ? {} : { answeredBy }),
    });
    if (call.forwarded !== null)
      webhooks.publish(homeTenantId, 'call.forwarded', { ...forwardOf(call.forwarded, call), status: 'answered' });
  });
  exchange.on('end', ({ call, cause }) => {
    const times = { duration: secondsSince(call.startedAt), billsec: talkSeconds(call), hangupCause: cause };
    webhooks.publish(homeTenantId, 'call.ended', {
      ...factsOf(call),
      ...times,
      status: endStatus(call, cause),
      forwardedTo: call.forwarded?.to ?? null,
      was_voicemail: call.leftMessage,
    });
    if (call.forwarded !== null) {
      const data: CallForwardedEvent = { ...forwardOf(call.forwarded, call), ...times, status: 'completed' };
      webhooks.publish(homeTenantId, 'call.forwarded', data);
    }
  });
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

function forwardOf({ extension, to, type }: NonNullable<Call['forwarded']>, call: Call) {
  return {
    callUuid: call.caller.uuid,
    caller: call.caller.number,
    originalDestination: extension,
    forwardedTo: to,
    forwardType: type,
    timestamp: new Date().toISOString(),
  };
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
