import { expect } from 'chai';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { ThreeWayCast } from './support/three-way-cast.js';

const busy = '+15552010104';
const declining = '+15552010105';
const silent = '+15552010106';
const notInService = '+15552010110';

describe('a call that takes a third one in', function () {
  this.timeout(90_000);
  let cast: ThreeWayCast;
  const faults = (body: object) => fetchPlatform('/control/faults', 'PUT', body);
  const troubles = (...list: object[]) => fetchPlatform('/control/api', 'PUT', { troubles: list });

  before(async () => {
    cast = await ThreeWayCast.gather();
  });
  afterEach(() => cast.rest());
  after(() => cast.leave());

  it('lets exactly those hear each other who should, step by step', async () => {
    const { threeWay } = cast;
    await cast.talk();
    await threeWay.addParticipant('1003');
    expect(cast.session).to.include({ state: 'dialing', activeSince: null });
    expect(cast.shown).to.deep.equal(['1002 held']);
    await cast.hear({ alice: [], bob: ['music'] });
    await cast.carmenAnswers();
    await cast.reaches('holding');
    await cast.hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
    expect(cast.shown).to.deep.equal(['1002 held', '1003 active']);
    await threeWay.swapParticipant(cast.handle('1002'), cast.handle('1003'));
    await cast.hear({ alice: ['bob'], bob: ['alice'], carmen: ['music'] });
    await threeWay.swapParticipant(cast.handle('1003'), cast.handle('1002'));
    await cast.hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
    await threeWay.mergeThreeWay();
    expect(cast.session?.state).to.equal('active');
    expect(cast.session?.activeSince).to.be.a('number');
    await cast.hear({ alice: ['bob', 'carmen'], bob: ['alice', 'carmen'], carmen: ['alice', 'bob'] });
    await threeWay.holdParticipant(cast.handle('1003'));
    await cast.hear({ alice: ['bob'], bob: ['alice'], carmen: ['music'] });
    await threeWay.mergeThreeWay();
    await cast.hear({ alice: ['bob', 'carmen'], bob: ['alice', 'carmen'], carmen: ['alice', 'bob'] });
    await threeWay.dropParticipant(cast.handle('1003'));
    expect(await cast.carmen.reaches('ended')).to.include({ answered: true });
    await cast.reaches(null);
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
    expect(cast.ends[0]?.outcome.reason).to.equal('dropped');
  });

  it('takes the own hold off when somebody is added, and allows none while three are there', async () => {
    await cast.talk();
    await cast.alice.setHeld(true);
    await cast.hear({ alice: [], bob: ['music'] });
    await cast.threeWay.addParticipant('1003');
    await cast.hear({ bob: ['music'] });
    await cast.carmenAnswers();
    await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
    expect(cast.alice.snapshot.currentCall?.state).to.include({ held: false });
    const refusal = await cast.alice.setHeld(true).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).to.include({ reason: 'wrong-state' });
    await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
  });

  it('ends for everybody when the phone is disconnected', async () => {
    await cast.holding();
    await cast.alice.disconnect();
    await Promise.all([cast.bob.reaches('ended'), cast.carmen.reaches('ended')]);
    await cast.alice.connect();
  });

  it('cancels: the first one is back at once, and somebody else can be added', async () => {
    await cast.talk();
    await cast.threeWay.addParticipant('1003');
    await cast.carmen.reaches('incoming');
    await cast.threeWay.cancelAddParticipant();
    expect(cast.session).to.equal(null);
    expect(await cast.carmen.reaches('ended')).to.include({ reason: 'missed' });
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
    await cast.threeWay.addParticipant('+15552010102');
    await cast.reaches('holding');
    await cast.hear({ alice: ['ben'], bob: ['music'] });
  });

  it('lets the first one talk on while the third rings, and all together when it answers', async () => {
    await cast.talk();
    await cast.threeWay.addParticipant('1003');
    await cast.threeWay.mergeThreeWay();
    expect(cast.session?.state).to.equal('dialing');
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
    await cast.carmenAnswers();
    await cast.reaches('active');
    await cast.hear({ alice: ['bob', 'carmen'], bob: ['alice', 'carmen'], carmen: ['alice', 'bob'] });
  });

  const absent: [what: string, number: string, reason: string][] = [
    ['is busy', busy, 'busy'],
    ['declines', declining, 'rejected'],
    ['does not answer', silent, 'no-answer'],
  ];
  for (const [what, number, reason] of absent)
    it(`gives the first one back when the third ${what}`, async () => {
      await cast.talk();
      await cast.threeWay.addParticipant(number);
      await cast.hear({ bob: ['music'] });
      await until('the end', () => cast.ends.length === 1, 40_000);
      expect(cast.ends[0]?.outcome).to.deep.include({ reason });
      expect(cast.session).to.equal(null);
      await cast.hear({ alice: ['bob'], bob: ['alice'] });
    });

  it('gives the first one back when the platform does not, and tells nothing', async () => {
    await faults({ leaveOnHold: true, events: 'lost' });
    await cast.talk();
    await cast.threeWay.addParticipant(busy);
    await until('the end', () => cast.ends.length === 1);
    expect(cast.ends[0]?.outcome.reason).to.equal('busy');
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
  });

  it('goes on with the first one when nobody can be called', async () => {
    await cast.talk();
    for (const [number, body] of [
      [notInService, {}],
      ['1003', { refuseAdding: true }],
    ] as const) {
      await faults(body);
      const error = await cast.threeWay.addParticipant(number).then(
        () => null,
        (failure: unknown) => failure,
      );
      expect(error).to.include({ name: 'ThreeWayError', reason: 'refused' });
      expect(cast.session).to.equal(null);
      await cast.hear({ alice: ['bob'], bob: ['alice'] });
    }
  });

  it('does not disturb the call for a number that may not be called, and says why', async () => {
    await cast.talk();
    const error = await cast.threeWay.addParticipant('+19005550123').then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).to.include({ name: 'ThreeWayError', reason: 'destination-refused' });
    expect(cast.sessions.filter((session) => session?.conferenceName)).to.deep.equal([]);
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
  });

  it('waits for the third when the first hangs up, and ends with nobody there', async () => {
    await cast.talk();
    await cast.threeWay.addParticipant('1003');
    cast.bob.phone.liveCall().hangup();
    await until('Bob to be gone', () => cast.shown.length === 0);
    expect(cast.session?.state).to.equal('dialing');
    await cast.carmenAnswers();
    await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
    await cast.reaches(null);
    expect(cast.alice.snapshot.currentCall?.remote.number, 'who one talks to now').to.equal('1003');
    cast.carmen.phone.liveCall().hangup();
    await until('the end of the call', () => cast.alice.snapshot.currentCall?.state.phase === 'ended');
  });

  it('is a call of two again when either of the others hangs up', async () => {
    await cast.holding();
    cast.carmen.phone.liveCall().hangup();
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
    await cast.reaches(null);
    expect(cast.alice.snapshot.currentCall?.remote.number).to.equal('1002');
    await cast.threeWay.addParticipant('1003');
    await cast.carmenAnswers();
    await cast.reaches('holding');
    cast.bob.phone.liveCall().hangup();
    await cast.reaches(null);
    await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
    expect(cast.alice.snapshot.currentCall?.remote.number).to.equal('1003');
  });

  it('leaves the others talking when the agent leaves', async () => {
    await cast.holding();
    await cast.threeWay.leaveThreeWay();
    expect(cast.alice.snapshot.currentCall?.state).to.include({ phase: 'ended', reason: 'hangup' });
    await cast.hear({ bob: ['carmen'], carmen: ['bob'] });
    expect(cast.ends[0]?.outcome.reason).to.equal('handed-over');
  });

  it('ends for everybody when the agent hangs up', async () => {
    await cast.holding();
    await cast.alice.hangup();
    expect(cast.alice.snapshot.currentCall?.state).to.include({ phase: 'ended', reason: 'hangup' });
    await Promise.all([cast.bob.reaches('ended'), cast.carmen.reaches('ended')]);
  });

  it('shows what the platform did when its answer is lost or late', async () => {
    await troubles({ on: '/participants', kind: 'lost-answer' }, { on: '/swap', kind: 'lost-answer' });
    await cast.holding();
    await cast.threeWay.swapParticipant(cast.handle('1002'), cast.handle('1003'));
    await cast.hear({ alice: ['bob'], bob: ['alice'], carmen: ['music'] });
    expect(cast.shown).to.deep.equal(['1002 active', '1003 held']);
    await troubles({ on: '/merge', kind: 'slow-answer', ms: 1500 });
    const merging = cast.threeWay.mergeThreeWay();
    await cast.hear({ alice: ['bob', 'carmen'] });
    await cast.reaches('active');
    await merging;
  });

  it('knows nothing that could take a call over', async () => {
    await cast.holding();
    const { calls } = (await (await fetchPlatform('/api/calls/active')).json()) as {
      calls: { callUuid: string; legs: { uuid: string }[] }[];
    };
    const secrets = calls.flatMap(({ callUuid, legs }) => [callUuid, ...legs.map(({ uuid }) => uuid)]);
    expect(secrets).to.have.length.above(3);
    const told = JSON.stringify([cast.sessions, cast.alice.snapshot]);
    for (const secret of secrets) expect(told).to.not.include(secret);
  });
});
