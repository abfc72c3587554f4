import { expect } from 'chai';
import { agentPermissions } from '../../src/server/permissions.js';
import { Softphone } from '../../src/softphone/softphone.js';
import { Supervision } from '../../src/softphone/supervision.js';
import type { Unsubscribe } from '../../src/shared/emitter.js';
import { Ear, HEARD_DB, SILENT_DB, toneMicrophones } from '../support/hearing.js';
import { fetchPlatform, standingTokenUrl, tokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

const tones = { agent: 740, customer: 1240, supervisor: 1000 };

type Name = keyof typeof tones;

describe('Supervision', function () {
  this.timeout(90_000);
  let supervisor: Softphone;
  let agent: TestPhone;
  let customer: TestPhone;
  let team: Supervision;
  let release: Unsubscribe;
  let ears: Record<Name, Ear>;
  let microphones: ReturnType<typeof toneMicrophones>;
  const audio = globalThis.Audio;

  before(async () => {
    microphones = toneMicrophones();
    const permissions = [...agentPermissions, 'calls:supervise'];
    const url = await standingTokenUrl('supervisor', { extension: '1003', permissions });
    supervisor = new Softphone({ tokenUrl: url });
    [agent, customer] = await Promise.all([
      TestPhone.online('1001', tones.agent),
      TestPhone.online('1002', tones.customer),
      supervisor.connect(),
    ]);
    const own = new Ear();
    // The core plays the far end in an element of its own making: here it is the one that is listened to.
    globalThis.Audio = function PlayedHere() {
      return own.element;
    } as unknown as typeof Audio;
    ears = { supervisor: own, agent: agent.ear, customer: customer.ear };
    team = new Supervision(supervisor);
    release = team.use();
  });

  afterEach(async () => {
    await fetchPlatform('/control/reset', 'POST');
    await until('the end of all calls', () => !agent.phone.findCall() && !customer.phone.findCall());
    await until('the end of listening', () => team.monitoring === null && !team.isStarting);
    await until('the microphones to be released', () => microphones.open() === 0);
    await supervisor.disconnect();
    await supervisor.connect();
    await team.refresh();
    await until('no call in the list', () => team.value?.length === 0, 20_000);
  });

  after(async () => {
    release();
    await Promise.all([supervisor.disconnect(), agent.phone.stop(), customer.phone.stop()]);
    microphones.restore();
    globalThis.Audio = audio;
  });

  /** The two talk, and the supervisor sees it. */
  async function talk() {
    await agent.phone.call('1002');
    await customer.reaches('incoming');
    await customer.phone.liveCall().answer();
    await customer.reaches('active');
    return until('the call in the list', () => team.value?.find(({ status }) => status === 'answered'), 20_000);
  }

  /** Waits until each hears exactly these. */
  async function hear(expected: Record<Name, readonly Name[]>): Promise<void> {
    for (const [name, heard] of Object.entries(expected) as [Name, readonly Name[]][])
      await until(
        () =>
          `${name} to hear ${heard.join(' and ')}: ${Object.entries(tones).map(([one, tone]) => `${one} ${Math.round(ears[name].level(tone))}`)}`,
        () =>
          (Object.keys(tones) as Name[]).every((one) =>
            heard.includes(one)
              ? ears[name].level(tones[one]) > HEARD_DB
              : ears[name].level(tones[one]) < SILENT_DB,
          ),
        30_000,
      );
  }

  it('is heard by the agent alone, by nobody, by both, as it is chosen', async () => {
    const call = await talk();
    await team.monitor(call, 'whisper');
    expect(team.monitoring).to.include({ mode: 'whisper', agent: 'Alice Moreno', other: 'Bob Lindqvist' });
    const both = ['agent', 'customer'] as const;
    await hear({ supervisor: both, agent: ['customer', 'supervisor'], customer: ['agent'] });
    await team.setMode('listen');
    expect(supervisor.snapshot.currentCall?.state).to.include({ phase: 'active', muted: true });
    await hear({ supervisor: both, agent: ['customer'], customer: ['agent'] });
    await team.setMode('barge');
    await hear({ supervisor: both, agent: ['customer', 'supervisor'], customer: ['agent', 'supervisor'] });
    await team.stop();
    await hear({ supervisor: [], agent: ['customer'], customer: ['agent'] });
    expect(team.monitoring).to.equal(null);
    expect(agent.last?.state.phase).to.equal('active');
  });

  it('lists the calls of others and not the own one through which it listens', async () => {
    const call = await talk();
    await team.monitor(call, 'listen');
    await team.refresh();
    expect(team.value?.map(({ callUuid }) => callUuid)).to.deep.equal([call.callUuid]);
  });

  it('answers no call but its own: one that comes in the meantime rings', async () => {
    const call = await talk();
    const ringing = until('a call to ring', () =>
      supervisor.snapshot.calls.find(({ state }) => state.phase === 'incoming'),
    );
    await fetchPlatform('/control/api', 'PUT', {
      troubles: [{ on: '/eavesdrop', kind: 'slow-request', ms: 1500, times: 1 }],
    });
    const outcome = team.monitor(call, 'listen').then(
      () => 'listens',
      (error: Error) => error.name,
    );
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1003' });
    const stranger = await ringing;
    expect(stranger.remote.number).to.equal('+15552010101');
    expect(await outcome).to.equal('listens');
    expect(supervisor.snapshot.calls.find(({ id }) => id === stranger.id)?.state.phase).to.equal('incoming');
    expect(team.monitoring?.callId).to.not.equal(stranger.id);
  });

  it('does not listen beside a call of its own', async () => {
    const call = await talk();
    await supervisor.call('9196');
    await until('the call', () => supervisor.snapshot.currentCall?.state.phase === 'active');
    const error = await team.monitor(call, 'listen').catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'CallError', reason: 'wrong-state' });
    await supervisor.hangup();
  });

  it('is refused by the gateway without the permission', async () => {
    const call = await talk();
    const plain = new Softphone({ tokenUrl: tokenUrl('1004') });
    await plain.connect();
    const error = await new Supervision(plain).monitor(call, 'listen').catch((reason: unknown) => reason);
    expect(error).to.include({ name: 'ApiError', reason: 'forbidden' });
    await plain.disconnect();
  });
});
