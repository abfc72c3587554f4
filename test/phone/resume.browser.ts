import { expect } from 'chai';
import { readRecords } from '../../src/phone/resume/read-records.js';
import type { ResumeRecord } from '../../src/phone/resume/record.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

const ALICE_HZ = 466;
const BOB_HZ = 698;
const MUSIC_HZ = 660;

interface ControlledCall {
  readonly uuid: string;
  readonly legs: readonly { readonly number: string }[];
}

async function callsAtThePlatform(): Promise<readonly ControlledCall[]> {
  return ((await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] }).calls;
}

/** What a page writes down and the next one reads. */
const written = (page: TestPhone): ResumeRecord[] =>
  readRecords(JSON.parse(JSON.stringify(page.phone.resumeRecords())));

describe('a call whose page is gone', function () {
  this.timeout(60_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  let alice: TestPhone;
  let bob: TestPhone;
  const pages: TestPhone[] = [];

  beforeEach(async () => {
    microphones = toneMicrophones();
    alice = await TestPhone.online('1001', ALICE_HZ);
    bob = await TestPhone.online('1002', BOB_HZ);
    pages.push(alice, bob);
  });

  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.phone.stop()));
    await fetchPlatform('/control/reset', 'POST');
    microphones.restore();
  });

  /** The next page of Alice: another engine and socket, which knows the records alone. */
  async function nextPage(records: readonly ResumeRecord[]): Promise<TestPhone> {
    const page = await TestPhone.online('1001', ALICE_HZ);
    pages.push(page);
    await page.phone.resume(records);
    return page;
  }

  async function talking(): Promise<void> {
    await alice.phone.call('1002');
    await bob.reaches('incoming');
    await bob.phone.answer();
    await alice.reaches('active');
    await bob.ear.hears(ALICE_HZ);
  }

  async function goneWith(): Promise<ResumeRecord[]> {
    const records = written(alice);
    alice.phone.letGo();
    await fetchPlatform('/control/extensions/1001/drop-socket', 'POST', {});
    return records;
  }

  it('goes on in the next one: same id, same timer, both hear each other, the far end sees nothing', async () => {
    await talking();
    const { id, startedAt } = alice.last!;
    const { answeredAt } = await alice.reaches('active');
    const before = await callsAtThePlatform();
    const changes = bob.calls.length;
    const records = await goneWith();
    expect(await alice.reaches('ended')).to.include({ reason: 'taken-over' });
    const page = await nextPage(records);
    expect(page.phases[0]).to.equal('resuming');
    expect(await page.reaches('active')).to.include({ answeredAt, muted: false, held: false });
    expect(page.last).to.include({ id, startedAt, direction: 'outbound', resumed: true });
    await bob.ear.hears(ALICE_HZ);
    await page.ear.hears(BOB_HZ);
    expect((await callsAtThePlatform()).map(({ uuid }) => uuid)).to.have.length(before.length);
    expect(bob.calls.slice(changes).filter(({ state }) => state.phase !== 'active')).to.deep.equal([]);
    page.phone.liveCall().hangup();
    expect((await bob.reaches('ended')).reason).to.equal('remote-hangup');
  });

  it('is held and muted as it was, before anybody hears anything', async () => {
    await talking();
    alice.phone.liveCall().setMuted(true);
    await alice.phone.setHeld(true);
    await bob.ear.hears(MUSIC_HZ);
    const page = await nextPage(await goneWith());
    expect(await page.reaches('active')).to.include({ muted: true, held: true });
    await bob.ear.hears(MUSIC_HZ);
    await bob.ear.doesNotHear(ALICE_HZ);
    await page.phone.setHeld(false);
    await page.ear.hears(BOB_HZ);
    await bob.ear.doesNotHear(ALICE_HZ);
    page.phone.liveCall().setMuted(false);
    await bob.ear.hears(ALICE_HZ);
  });

  it('ends honestly when it ended meanwhile, and nobody is called', async () => {
    await talking();
    const records = await goneWith();
    bob.phone.liveCall().hangup();
    await until('the call to end', async () => (await callsAtThePlatform()).length === 0);
    const page = await nextPage(records);
    expect(await page.reaches('ended')).to.include({ reason: 'ended-meanwhile', answered: true });
    expect(await callsAtThePlatform()).to.have.length(0);
    expect(microphones.open()).to.equal(0);
  });

  it('hangs up what is still on its way here', async () => {
    await talking();
    const page = await nextPage(await goneWith());
    page.phone.liveCall().hangup();
    expect(await page.reaches('ended')).to.include({ reason: 'hangup', answered: true });
    expect((await bob.reaches('ended')).reason).to.equal('remote-hangup');
    await until('the call to end', async () => (await callsAtThePlatform()).length === 0);
    await until('the microphones to close', () => microphones.open() === 0);
  });

  it('rings on, and is answered in the next one', async () => {
    await bob.phone.call('1001');
    await alice.reaches('incoming');
    const page = await nextPage(await goneWith());
    expect(page.last?.state.phase).to.equal('incoming');
    await page.phone.answer();
    await page.reaches('active');
    await bob.ear.hears(ALICE_HZ);
    await page.ear.hears(BOB_HZ);
  });

  it('has been missed when its caller gave up before the answer', async () => {
    await bob.phone.call('1001');
    await alice.reaches('incoming');
    const records = await goneWith();
    bob.phone.liveCall().hangup();
    await until('the call to end', async () => (await callsAtThePlatform()).length === 0);
    const page = await nextPage(records);
    await page.phone.answer();
    expect(await page.reaches('ended')).to.include({ reason: 'missed', answered: false });
    expect(microphones.open()).to.equal(0);
  });

  it('goes on ringing there, too, until it is answered or cancelled here', async () => {
    await alice.phone.call('1002');
    await alice.reaches('ringing');
    const page = await nextPage(await goneWith());
    expect(page.last?.state.phase).to.equal('dialing');
    await page.reaches('ringing');
    await bob.phone.answer();
    await page.reaches('active');
    await bob.ear.hears(ALICE_HZ);
  });

  it('is left alone by another account, and when it is too long ago', async () => {
    await talking();
    const records = await goneWith();
    const page = await nextPage([
      ...records.map((record) => ({ ...record, account: '1002@elsewhere' })),
      ...records.map((record) => ({ ...record, savedAt: record.savedAt - 61_000 })),
    ]);
    expect(page.calls).to.deep.equal([]);
  });

  it('goes on muted without a microphone, and says why', async () => {
    await talking();
    const records = await goneWith();
    const { getUserMedia } = navigator.mediaDevices;
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('taken', 'NotReadableError'));
    const page = await nextPage(records);
    await page.reaches('active');
    await page.ear.hears(BOB_HZ);
    await until('the mute', () => page.last?.state.phase === 'active' && page.last.state.muted);
    expect(page.errors.map((error) => 'reason' in error && error.reason)).to.deep.equal(['microphone-busy']);
    navigator.mediaDevices.getUserMedia = getUserMedia;
    await bob.ear.doesNotHear(ALICE_HZ);
    page.phone.liveCall().setMuted(false);
    await bob.ear.hears(ALICE_HZ);
    expect(page.last?.state).to.include({ muted: false });
  });

  it('tries again when the server refuses for a moment', async () => {
    await talking();
    const records = await goneWith();
    const page = await TestPhone.online('1001', ALICE_HZ);
    pages.push(page);
    await fetchPlatform('/control/faults', 'PUT', { refuseSockets: true });
    await fetchPlatform('/control/extensions/1001/drop-socket', 'POST', {});
    await until('the loss', () => page.phone.connection.status !== 'registered');
    await page.phone.resume(records);
    expect(page.last?.state.phase).to.equal('resuming');
    await fetchPlatform('/control/faults', 'PUT', { refuseSockets: false });
    await page.reaches('active', 20_000);
    await bob.ear.hears(ALICE_HZ);
  });
});
