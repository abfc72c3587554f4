import { expect } from 'chai';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { CallCast } from './support/call-cast.js';

describe('a call that is parked', function () {
  this.timeout(90_000);
  let cast: CallCast;

  before(async () => {
    cast = await CallCast.gather('parking');
  });
  afterEach(() => cast.rest());
  after(() => cast.leave());

  it('waits with music in a slot until another extension takes it', async () => {
    await cast.talk();
    const slot = await cast.desk.park();
    expect(slot).to.match(/^\d\d$/);
    await cast.hear({ bob: ['music'] });
    await until('our side to be free', () => cast.current?.state.phase === 'ended');
    expect(cast.current?.state).to.include({ reason: 'parked' });
    expect(cast.alice.snapshot.parked).to.deep.include({ slot });
    const [parked] = await cast.desk.parkedCalls();
    expect(parked).to.deep.include({ slot, number: '1002', parkedBy: '1001' });
    expect(JSON.stringify(parked)).to.not.match(/[\da-f]{8}-[\da-f]{4}/);
    await cast.carmen.phone.call(`*71${slot}`);
    await cast.hear({ bob: ['carmen'], carmen: ['bob'] });
    expect(await cast.desk.parkedCalls()).to.deep.equal([]);
  });

  it('stands in the slot that was asked for, and can be taken back', async () => {
    await cast.talk();
    expect(await cast.desk.park('7')).to.equal('07');
    await cast.hear({ bob: ['music'] });
    await cast.alice.call('*7107');
    await cast.hear({ alice: ['bob'], bob: ['alice'] });
    expect(cast.alice.snapshot.parked).to.equal(null);
  });

  it('keeps the list true while somebody looks', async () => {
    const lists: number[] = [];
    const stopListening = cast.desk.parking.on('change', (calls) => lists.push(calls.length));
    const stop = cast.desk.parking.use();
    await cast.talk();
    await cast.desk.park('3');
    await until('the slot to be listed', () => cast.desk.parking.calls?.some(({ slot }) => slot === '03'), 20_000);
    await cast.carmen.phone.call('*7103');
    await until('the slot to be free', () => cast.desk.parking.calls?.length === 0, 20_000);
    stop();
    stopListening();
  });

  it('goes on as it was when the slot is taken, and says so', async () => {
    await cast.talk();
    await cast.desk.park('5');
    const second = await cast.alice.call('1003');
    await cast.carmenAnswers();
    await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
    const error = await cast.desk.park('5', second.id).then(
      () => null,
      (failure: unknown) => failure,
    );
    expect(error).to.include({ name: 'CallError', reason: 'not-parked' });
    await cast.hear({ alice: ['carmen'], carmen: ['alice'] });
    cast.carmen.phone.liveCall().hangup();
    await until('the end', () => cast.current?.state.phase === 'ended');
    expect(cast.current?.state, 'a hang-up after the failure').to.include({ reason: 'remote-hangup' });
  });

  it('is found in its slot when the answer of the platform is lost', async () => {
    await fetchPlatform('/control/api', 'PUT', { troubles: [{ on: '/park', kind: 'lost-answer' }] });
    await cast.talk();
    expect(await cast.desk.park('9')).to.equal('09');
    expect(cast.alice.snapshot.parked).to.deep.include({ slot: '09' });
  });
});
