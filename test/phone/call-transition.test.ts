import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CallState } from '../../src/phone/call-state.js';
import { transition, type CallEvent } from '../../src/phone/call-transition.js';

const run = (start: CallState, ...events: CallEvent[]): CallState => events.reduce(transition, start);
const preparing: CallState = { phase: 'preparing' };
const answered: CallEvent = { type: 'confirmed', at: 1000 };
const outgoingActive = run(preparing, { type: 'invite-sent' }, { type: 'progress', earlyMedia: false }, answered);

const anyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.constantFrom<CallEvent>(
    { type: 'invite-sent' },
    { type: 'accepted-here' },
    { type: 'accept-failed' },
    answered,
  ),
  fc.boolean().map((earlyMedia): CallEvent => ({ type: 'progress', earlyMedia })),
  fc.boolean().map((muted): CallEvent => ({ type: 'mute-changed', muted })),
  fc.boolean().map((held): CallEvent => ({ type: 'hold-confirmed', held })),
  fc.boolean().map((held): CallEvent => ({ type: 'remote-hold-changed', held })),
  fc.integer({ min: 0, max: 9000 }).map((at): CallEvent => ({ type: 'ended', reason: 'hangup', at })),
);

describe('the call state machine', () => {
  it('takes an outgoing call from the microphone to the answer', () => {
    assert.equal(run(preparing, { type: 'invite-sent' }).phase, 'dialing');
    assert.deepEqual(outgoingActive, {
      phase: 'active',
      answeredAt: 1000,
      muted: false,
      held: false,
      heldByRemote: false,
    });
  });

  it('answers straight from dialing when no 180 came', () => {
    assert.equal(run(preparing, { type: 'invite-sent' }, answered).phase, 'active');
  });

  it('lets an incoming call ring again when the microphone is refused', () => {
    const state = run({ phase: 'incoming' }, { type: 'accepted-here' }, { type: 'accept-failed' });
    assert.equal(state.phase, 'incoming');
  });

  it('keeps early media when a 180 follows the 183', () => {
    const state = run(
      preparing,
      { type: 'invite-sent' },
      { type: 'progress', earlyMedia: true },
      { type: 'progress', earlyMedia: false },
    );
    assert.deepEqual(state, { phase: 'ringing', earlyMedia: true });
  });

  it('counts whole seconds from the answer, never below zero', () => {
    const end = (at: number) => run(outgoingActive, { type: 'ended', reason: 'hangup', at });
    const late = end(4999);
    const early = end(10);
    assert.ok(late.phase === 'ended' && late.durationSeconds === 3 && late.answered);
    assert.ok(early.phase === 'ended' && early.durationSeconds === 0);
  });

  it('reports no duration for a call that was never answered', () => {
    const state = run({ phase: 'incoming' }, { type: 'ended', reason: 'missed', at: 99_000 });
    assert.ok(state.phase === 'ended' && !state.answered && state.durationSeconds === 0);
  });

  it('returns the same object for an event that the state does not allow', () => {
    assert.equal(transition(preparing, { type: 'mute-changed', muted: true }), preparing);
    assert.equal(transition(outgoingActive, { type: 'progress', earlyMedia: true }), outgoingActive);
    assert.equal(transition(outgoingActive, { type: 'mute-changed', muted: false }), outgoingActive);
  });

  it('never leaves the end, and never forgets when the call was answered', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.boolean(), (events, incoming) => {
        let state = incoming ? ({ phase: 'incoming' } as CallState) : preparing;
        for (const event of events) {
          const next = transition(state, event);
          if (state.phase === 'ended') assert.equal(next, state);
          if (state.phase === 'active' && next.phase === 'active') assert.equal(next.answeredAt, state.answeredAt);
          if (next.phase === 'ended' && state.phase !== 'ended')
            assert.equal(next.answered, state.phase === 'active');
          state = next;
        }
      }),
    );
  });

  it('mutes and holds by nobody else than their own events', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const next = transition(outgoingActive, event);
        if (next.phase !== 'active') return;
        if (next.muted) assert.equal(event.type, 'mute-changed');
        if (next.held) assert.equal(event.type, 'hold-confirmed');
        if (next.heldByRemote) assert.equal(event.type, 'remote-hold-changed');
      }),
    );
  });
});
