import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noThreeWay, type Member, type ThreeWayState } from '../../../src/phone/three-way/state.js';
import { transition, type ThreeWayEvent } from '../../../src/phone/three-way/transition.js';

const member = (uuid: string, held = false): Member => ({
  uuid,
  memberId: uuid,
  number: uuid,
  name: '',
  muted: held,
  deaf: held,
  held,
  talking: false,
});
const read = (...members: Member[]): ThreeWayEvent => ({ type: 'room-read', members, at: 7 });
const me = member('me');
const third = { number: 'third', name: null };

const events = {
  'add-sent': { type: 'add-sent', third },
  'add-refused': { type: 'add-refused', room: null, at: 1 },
  'add-refused, first held': {
    type: 'add-refused',
    room: { name: 'room', agentUuid: 'me', members: [me, member('first', true)] },
    at: 1,
  },
  'add-answered': {
    type: 'add-answered',
    room: { name: 'room', agentUuid: 'me', members: [me, member('first', true)] },
    thirdUuid: 'third',
    firstUuid: 'first',
  },
  'request-sent': { type: 'request-sent', request: 'merge' },
  'request-settled': { type: 'request-settled', request: 'add' },
  'read: me alone': read(me),
  'read: first held': read(me, member('first', true)),
  'read: first': read(me, member('first')),
  'read: third': read(me, member('third')),
  'read: first held, third': read(me, member('first', true), member('third')),
  'read: first, third': read(me, member('first'), member('third')),
  'read: without me': read(member('first'), member('third')),
  'third-ended': { type: 'third-ended', uuid: 'third', reason: 'busy' },
  'third-ended, another': { type: 'third-ended', uuid: 'another', reason: 'busy' },
  'room-gone': { type: 'room-gone' },
  'found again: all talk': {
    type: 'found-again',
    room: { name: 'room', agentUuid: 'me', members: [me, member('first'), member('third')] },
    third: null,
    since: 3,
    at: 9,
  },
  'found again: first waits for third': {
    type: 'found-again',
    room: { name: 'room', agentUuid: 'me', members: [me, member('first', true)] },
    third: { uuid: 'third', party: third },
    since: null,
    at: 9,
  },
  'found again: first waits for nobody': {
    type: 'found-again',
    room: { name: 'room', agentUuid: 'me', members: [me, member('first', true)] },
    third: null,
    since: null,
    at: 9,
  },
  'found again: first': {
    type: 'found-again',
    room: { name: 'room', agentUuid: 'me', members: [me, member('first')] },
    third: null,
    since: null,
    at: 9,
  },
  ended: { type: 'ended', outcome: { reason: 'hangup', who: null } },
} satisfies Record<string, ThreeWayEvent>;

type EventName = keyof typeof events;

const after = (...names: EventName[]): ThreeWayState =>
  names.reduce<ThreeWayState>((state, name) => transition(state, events[name]), noThreeWay);

const states = {
  none: after(),
  adding: after('add-sent'),
  dialing: after('add-sent', 'add-answered'),
  holding: after('add-sent', 'add-answered', 'read: first held, third'),
  active: after('add-sent', 'add-answered', 'read: first, third'),
  releasing: after('add-sent', 'add-answered', 'third-ended'),
} satisfies Record<ThreeWayState['phase'], ThreeWayState>;

/** The whole table: the phase after each event in each phase. `·`: nothing changes, the very same object. */
const table: Record<
  EventName,
  readonly [none: string, adding: string, dialing: string, holding: string, active: string, releasing: string]
> = {
  //                             none      adding       dialing      holding      active       releasing
  'add-sent': ['adding', '·', '·', 'adding', 'adding', '·'],
  'add-refused': ['·', 'none', '·', '·', '·', '·'],
  'add-refused, first held': ['·', 'releasing', '·', '·', '·', '·'],
  'add-answered': ['·', 'dialing', '·', '·', '·', '·'],
  'request-sent': ['·', 'adding', 'dialing', 'holding', 'active', 'releasing'],
  'request-settled': ['·', 'adding', '·', '·', '·', '·'],
  'read: me alone': ['·', '·', 'dialing', 'none', 'none', 'none'],
  'read: first held': ['·', '·', '·', 'releasing', 'releasing', '·'],
  'read: first': ['·', '·', 'dialing', 'none', 'none', 'none'],
  'read: third': ['·', '·', 'none', 'none', 'none', 'none'],
  'read: first held, third': ['·', '·', 'holding', '·', 'holding', 'holding'],
  'read: first, third': ['·', '·', 'active', 'active', '·', 'active'],
  'read: without me': ['·', '·', 'none', 'none', 'none', 'none'],
  'third-ended': ['·', '·', 'releasing', '·', '·', '·'],
  'third-ended, another': ['·', '·', '·', '·', '·', '·'],
  'room-gone': ['·', '·', 'none', 'none', 'none', 'none'],
  'found again: all talk': ['active', '·', '·', '·', '·', '·'],
  'found again: first waits for third': ['dialing', '·', '·', '·', '·', '·'],
  'found again: first waits for nobody': ['releasing', '·', '·', '·', '·', '·'],
  'found again: first': ['·', '·', '·', '·', '·', '·'],
  ended: ['·', 'none', 'none', 'none', 'none', 'none'],
};

describe('transition of a three-way call', () => {
  for (const [name, row] of Object.entries(table) as [EventName, readonly string[]][])
    for (const [index, [phase, state]] of Object.entries(states).entries())
      it(`${phase}, ${name}: ${row[index]}`, () => {
        const next = transition(state, events[name]);
        if (row[index] === '·') assert.equal(next, state);
        else assert.deepEqual([next.phase, next === state], [row[index], false]);
      });

  it('keeps who is called and who waits from the wish to the answer', () => {
    const { dialing } = states;
    assert.ok(dialing.phase === 'dialing');
    assert.deepEqual([dialing.third, dialing.thirdUuid, dialing.firstUuid], [third, 'third', 'first']);
    assert.deepEqual([dialing.hasWaited, dialing.isResumed, dialing.request], [true, false, null]);
  });

  it('keeps the time of the first talk of all over a hold', () => {
    const state = transition(transition(states.active, read(me, member('first', true), member('third'))), {
      type: 'room-read',
      members: [me, member('first'), member('third')],
      at: 99,
    });
    assert.ok(state.phase === 'active');
    assert.equal(state.since, 7);
  });

  it('says that we dropped somebody only of whom we did', () => {
    const dropped = transition(states.active, { type: 'request-sent', request: 'drop', uuid: 'third' });
    const byUs = transition(dropped, read(me, member('first')));
    const byThem = transition(dropped, read(me, member('third')));
    assert.ok(byUs.phase === 'none' && byThem.phase === 'none');
    assert.deepEqual([byUs.outcome?.reason, byUs.outcome?.who?.number], ['dropped', 'third']);
    assert.deepEqual([byThem.outcome?.reason, byThem.outcome?.who?.number], ['left', 'first']);
  });
});
