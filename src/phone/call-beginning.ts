import type { CallSnapshot, CallState } from './call-state.js';
import { answeredAtOf } from './call-transition.js';
import type { IncomingLeg, OutgoingLeg } from './leg.js';
import type { CallRecord, ResumeRecord } from './resume/record.js';
import { randomUuid } from './sip/random-token.js';

/** The first snapshot of a call. A leg that can invite makes an outgoing call, one that can accept an incoming one. */
export function firstSnapshot(leg: OutgoingLeg | IncomingLeg, now: number): CallSnapshot {
  const outgoing = 'invite' in leg;
  return Object.freeze({
    id: randomUuid(),
    direction: outgoing ? 'outbound' : 'inbound',
    remote: leg.remote,
    startedAt: now,
    quality: null,
    digits: '',
    ...('answerAfter' in leg && leg.answerAfter !== null ? { answerAfter: leg.answerAfter } : {}),
    state: Object.freeze<CallState>({ phase: outgoing ? 'preparing' : 'incoming' }),
  });
}

/** The first snapshot here of a call that another page began. */
export function resumedSnapshot(record: ResumeRecord): CallSnapshot {
  const { id, direction, remote, startedAt, digits } = record;
  return Object.freeze({
    id,
    direction,
    remote: Object.freeze({ ...remote }),
    startedAt,
    quality: null,
    digits,
    resumed: true,
    state: Object.freeze(resumedState(record)),
  });
}

/** What a call's snapshot says to the page that goes on with it. */
export function recordOf(call: CallSnapshot): Omit<CallRecord, 'dialog' | 'channelUuid' | 'conference'> {
  const { id, direction, remote, startedAt, digits, state } = call;
  const { muted = false, held = false } = 'held' in state ? state : {};
  return { id, direction, remote, startedAt, digits, answeredAt: answeredAtOf(state), muted, held };
}

function resumedState({ direction, answeredAt, muted, held }: ResumeRecord): CallState {
  if (answeredAt !== null) return { phase: 'resuming', answeredAt, muted, held };
  return { phase: direction === 'inbound' ? 'incoming' : 'dialing' };
}
