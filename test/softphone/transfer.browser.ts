import { expect } from 'chai';
import { until } from '../support/poll.js';
import { CallCast } from './support/call-cast.js';

const failed = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe('a call that is handed over', function () {
  this.timeout(90_000);
  let cast: CallCast;

  before(async () => {
    cast = await CallCast.gather('transfer');
  });
  afterEach(() => cast.rest());
  after(() => cast.leave());

  describe('without asking', () => {
    it('connects the two, and the agent is gone', async () => {
      const { id } = await cast.talk();
      const handedOver = cast.desk.transfer('1003');
      await cast.carmen.reaches('incoming');
      expect(cast.alice.snapshot.transfer).to.deep.include({ kind: 'blind', state: 'transferring', from: id });
      expect(cast.carmen.last?.remote.number).to.equal('1002');
      await cast.carmenAnswers();
      await handedOver;
      await cast.hear({ bob: ['carmen'], carmen: ['bob'] });
      expect(cast.current?.state).to.include({ phase: 'ended', reason: 'transferred' });
      expect(cast.alice.snapshot.transfer).to.equal(null);
      expect(cast.alice.snapshot.transferEnd).to.deep.include({ reason: 'completed', kind: 'blind' });
      expect(cast.ends.map(({ reason }) => reason)).to.deep.equal(['completed']);
      await until('Bob to be shown whom he talks to', () => cast.bob.last?.remote.number === '1003');
    });

    for (const [what, number, reason] of [
      ['is busy', '+15552010104', 'busy'],
      ['declines', '+15552010105', 'rejected'],
      ['is not in service', '+15552010110', 'not-found'],
      ['may not be called', '+15552010111', 'forbidden'],
      ['does not answer', '+15552010106', /no-answer|unavailable/],
    ] as const)
      it(`gives the caller back, off hold, when the target ${what}`, async () => {
        await cast.talk();
        const error = await failed(cast.desk.transfer(number));
        expect(error).to.include({ name: 'CallError', reason: 'not-transferred' });
        expect(cast.alice.snapshot.transferEnd?.reason).to.match(new RegExp(reason));
        expect(cast.current?.state).to.include({ phase: 'active', held: false });
        await cast.hear({ alice: ['bob'], bob: ['alice'] });
      });

    it('leaves a caller who waited before waiting after a failure', async () => {
      await cast.talk();
      await cast.alice.setHeld(true);
      await failed(cast.desk.transfer('+15552010104'));
      expect(cast.current?.state).to.include({ phase: 'active', held: true });
      await cast.hear({ bob: ['music'] });
      await cast.alice.setHeld(false);
      await cast.hear({ alice: ['bob'], bob: ['alice'] });
    });

    it('is over when the caller hangs up meanwhile', async () => {
      await cast.talk();
      const handedOver = failed(cast.desk.transfer('1003'));
      await cast.carmen.reaches('incoming');
      cast.bob.phone.liveCall().hangup();
      expect(await handedOver).to.include({ reason: 'not-transferred' });
      await until('the end', () => cast.current?.state.phase === 'ended');
      expect(cast.ends.at(-1)?.reason).to.equal('caller-left');
      expect(await cast.carmen.reaches('ended')).to.include({ reason: 'missed' });
    });
  });

  describe('after asking', () => {
    async function consulting(): Promise<void> {
      await cast.talk();
      await cast.desk.consult('1003');
      await cast.hear({ bob: ['music'] });
      await cast.carmenAnswers();
      await cast.hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
    }

    it('connects the two, and the agent is gone', async () => {
      await consulting();
      expect(cast.alice.snapshot.transfer).to.deep.include({
        kind: 'attended',
        state: 'consulting',
        from: cast.callWith('1002')?.id,
        to: cast.callWith('1003')?.id,
      });
      await cast.desk.completeTransfer();
      await cast.hear({ bob: ['carmen'], carmen: ['bob'] });
      await until('the agent to be free', () => cast.current?.state.phase === 'ended');
      expect(cast.alice.snapshot.transferEnd).to.deep.include({ reason: 'completed', kind: 'attended' });
      expect(cast.bob.last?.state.phase, 'nobody was called anew').to.equal('active');
      await until(
        'both to be shown each other',
        () => cast.bob.last?.remote.number === '1003' && cast.carmen.last?.remote.number === '1002',
      );
    });

    it('goes back to the first one', async () => {
      await consulting();
      await cast.desk.cancelTransfer();
      expect(await cast.carmen.reaches('ended')).to.include({ reason: 'remote-hangup' });
      await cast.hear({ alice: ['bob'], bob: ['alice'] });
      expect(cast.current?.remote.number).to.equal('1002');
      expect(cast.alice.snapshot.transfer).to.equal(null);
    });

    it('lets the agent talk to each in turn before it hands over', async () => {
      await consulting();
      await cast.alice.switchTo(cast.callWith('1002')?.id ?? '');
      await cast.hear({ alice: ['bob'], bob: ['alice'], carmen: ['music'] });
      await cast.alice.switchTo(cast.callWith('1003')?.id ?? '');
      await cast.hear({ alice: ['carmen'], carmen: ['alice'], bob: ['music'] });
      await cast.desk.completeTransfer();
      await cast.hear({ bob: ['carmen'], carmen: ['bob'] });
    });

    it('takes the first one off hold when the target does not come', async () => {
      await cast.talk();
      await cast.desk.consult('+15552010104');
      await until('the end of the consultation', () => cast.ends.length === 1);
      expect(cast.ends[0]?.reason).to.equal('busy');
      await cast.hear({ alice: ['bob'], bob: ['alice'] });
    });

    it('leaves the first one on hold when the target hangs up after a talk', async () => {
      await consulting();
      cast.carmen.phone.liveCall().hangup();
      await until('the end of the consultation', () => cast.ends.length === 1);
      expect(cast.ends[0]?.reason).to.equal('target-left');
      expect(cast.current?.remote.number).to.equal('1002');
      expect(cast.current?.state).to.include({ phase: 'active', held: true });
      await cast.hear({ bob: ['music'] });
    });

    it('goes on with the target alone when the first one hangs up', async () => {
      await consulting();
      cast.bob.phone.liveCall().hangup();
      await until('the end of the transfer', () => cast.ends.length === 1);
      expect(cast.ends[0]?.reason).to.equal('caller-left');
      await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
      expect(await failed(cast.desk.completeTransfer())).to.include({ reason: 'wrong-state' });
    });

    it('cannot be completed before the target answers', async () => {
      await cast.talk();
      await cast.desk.consult('1003');
      await cast.carmen.reaches('incoming');
      expect(await failed(cast.desk.completeTransfer())).to.include({ reason: 'wrong-state' });
      await cast.desk.cancelTransfer();
      expect(await cast.carmen.reaches('ended')).to.include({ reason: 'missed' });
      await cast.hear({ alice: ['bob'], bob: ['alice'] });
    });
  });
});
