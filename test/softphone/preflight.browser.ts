import { expect } from 'chai';
import type { TokenGrant } from '../../src/api/token.js';
import { runPreflight, type PreflightOptions } from '../../src/softphone/preflight/preflight.js';
import type { PreflightReport, StepName } from '../../src/softphone/preflight/report.js';
import { Softphone } from '../../src/softphone/softphone.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform, standingTokenUrl, tokenUrl, turnServer } from '../support/platform.js';
import { until } from '../support/poll.js';

describe('the check before a call', () => {
  let microphones: ReturnType<typeof toneMicrophones>;
  let softphone: Softphone | undefined;

  before(() => (microphones = toneMicrophones()));
  beforeEach(() => microphones.silence(false));
  afterEach(async () => {
    await softphone?.disconnect();
    softphone = undefined;
    expect(microphones.open(), 'microphones that stay open').to.equal(0);
  });
  after(() => microphones.restore());

  function check(options: PreflightOptions = {}): Promise<PreflightReport> {
    softphone ??= new Softphone({ tokenUrl: tokenUrl('1001') });
    return runPreflight(softphone, options);
  }

  function found({ steps }: PreflightReport, step: StepName) {
    const { state, finding } = steps.find(({ name }) => name === step)!;
    return `${state}: ${finding}`;
  }

  /** The grant of Alice with other servers for the way of the sound. */
  function withServers(iceServers: RTCIceServer[]): Softphone {
    return new Softphone({
      requestGrant: async () => {
        const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
        const answer = await fetch(tokenUrl('1001'), { method: 'POST', headers, body: '{}' });
        return { grant: { ...((await answer.json()) as TokenGrant), iceServers }, lifeMs: 600_000 };
      },
    });
  }

  it('finds all ready, with a tone that went to the phone system and came back, and shows nobody a call', async function () {
    this.timeout(60_000);
    softphone = new Softphone({ tokenUrl: tokenUrl('1001') });
    const calls: unknown[] = [];
    softphone.on('call-started', (call) => calls.push(call));
    const told: PreflightReport[] = [];
    const report = await check({ onChange: (now) => told.push(now) });
    expect(found(report, 'microphone')).to.equal('ok: microphone-works');
    expect(found(report, 'line')).to.equal('ok: line-works');
    expect(found(report, 'network')).to.equal('skipped: no-relay-needed');
    expect(found(report, 'call')).to.match(/^(ok: call-works|warning: call-rough)$/);
    expect(report.verdict).to.equal(found(report, 'call').startsWith('ok') ? 'ready' : 'risky');
    const [microphone, line, , call] = report.steps;
    expect(microphone?.measures.level).to.be.greaterThan(0.1);
    expect(line?.measures.roundTripMs).to.be.within(0, 4000);
    expect(call?.measures).to.include({ toneHeard: true });
    expect(call?.measures.mos).to.be.within(1, 4.45);
    expect(call?.durationMs).to.be.greaterThan(5000);
    expect(calls).to.deep.equal([]);
    expect(softphone.snapshot.calls).to.deep.equal([]);
    expect(told.map(({ verdict }) => verdict).slice(0, -1)).to.not.include('ready');
    expect(told[0]?.steps.map(({ state }) => state)).to.deep.equal(['running', 'waiting', 'waiting', 'waiting']);
    expect(told.at(-1)).to.equal(report);
    const secrets = /password|uuid|credential|call-id|sip:|wss?:/i;
    expect(JSON.stringify(report)).to.not.match(secrets);
    await until('the platform to have no call', async () => {
      const { calls: live } = (await (await fetchPlatform('/control/calls')).json()) as { calls: unknown[] };
      return live.length === 0;
    });
  });

  it('says why there is no microphone, and makes no call without one', async () => {
    const { mediaDevices } = navigator;
    const given = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotFoundError'));
    try {
      const report = await check();
      expect(found(report, 'microphone')).to.equal('failed: microphone-missing');
      expect(found(report, 'call')).to.equal('skipped: not-tried');
      expect(report.verdict).to.equal('not-ready');
    } finally {
      mediaDevices.getUserMedia = given;
    }
  });

  it('notices a microphone that gives nothing but zeros', async () => {
    microphones.silence(true);
    const report = await check({ call: false });
    expect(found(report, 'microphone')).to.equal('warning: microphone-silent');
    expect(found(report, 'call')).to.equal('skipped: call-not-wanted');
    expect(report.verdict).to.equal('risky');
  });

  it('makes no call where the account may not', async () => {
    const url = await standingTokenUrl('listener', { extension: '1003', permissions: ['calls:read'] });
    softphone = new Softphone({ tokenUrl: url });
    const report = await check();
    expect(found(report, 'call')).to.equal('skipped: call-not-allowed');
    expect(report.verdict).to.equal('ready');
  });

  it('tells a phone system without an echo from a fault', async () => {
    const report = await check({ echoNumber: '4711' });
    expect(found(report, 'call')).to.equal('skipped: call-no-echo');
  });

  it('cannot go online without a token', async function () {
    this.timeout(40_000);
    softphone = new Softphone({ tokenUrl: '/nowhere' });
    const report = await check();
    expect(found(report, 'line')).to.equal('failed: line-offline');
    expect(found(report, 'network')).to.equal('skipped: not-tried');
    expect(report.verdict).to.equal('not-ready');
  });

  it('hears that sound goes one way only: what answers sends nothing of it back', async function () {
    this.timeout(60_000);
    const report = await check({ echoNumber: '+15552010117' });
    expect(found(report, 'call')).to.equal('failed: call-one-way');
    expect(report.verdict).to.equal('not-ready');
  });

  it('lets a real call go first', async function () {
    this.timeout(60_000);
    softphone = new Softphone({ tokenUrl: tokenUrl('1001') });
    await softphone.connect();
    const checking = check();
    await until(
      'the test call',
      async () => {
        const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: unknown[] };
        return calls.length > 0;
      },
      30_000,
    );
    await fetchPlatform('/control/call', 'POST', { from: '+15551234567', to: '1001' });
    const report = await checking;
    expect(found(report, 'call')).to.equal('skipped: call-in-the-way');
    await until('the call to ring', () => softphone?.snapshot.currentCall?.state.phase === 'incoming');
    await softphone.hangup();
  });

  it('leaves a call that goes on alone', async function () {
    this.timeout(40_000);
    softphone = new Softphone({ tokenUrl: tokenUrl('1001') });
    await softphone.connect();
    await softphone.call('9664');
    await until('an answer', () => softphone?.snapshot.currentCall?.state.phase === 'active');
    const report = await check();
    expect(found(report, 'call')).to.equal('skipped: call-in-the-way');
    expect(softphone.snapshot.currentCall?.state.phase).to.equal('active');
    await softphone.hangup();
  });

  it('ends at once when it is stopped, and lets everything go', async function () {
    this.timeout(40_000);
    const stop = new AbortController();
    const report = await check({
      signal: stop.signal,
      onChange: ({ steps }) => {
        if (steps[3]?.state === 'running') setTimeout(() => stop.abort(), 300);
      },
    });
    expect(found(report, 'call')).to.equal('skipped: stopped');
    expect(report.verdict).to.equal('risky');
  });

  describe('of the network', () => {
    let turn: Awaited<ReturnType<typeof turnServer>>;

    before(async function () {
      turn = await turnServer();
      if (!turn) this.skip();
    });

    it('proves the credentials of a relay by an address of it', async function () {
      this.timeout(40_000);
      softphone = withServers([turn!]);
      const report = await check({ call: false });
      expect(found(report, 'network')).to.equal('ok: relay-works');
      expect(report.verdict).to.equal('ready');
    });

    it('tells wrong credentials from a server that cannot be reached', async function () {
      this.timeout(60_000);
      softphone = withServers([{ ...turn!, credential: 'wrong' }]);
      expect(found(await check({ call: false }), 'network')).to.equal('failed: relay-refused');
      await softphone.disconnect();
      softphone = withServers([{ ...turn!, urls: 'turn:127.0.0.1:9?transport=udp' }]);
      const report = await check({ call: false });
      expect(found(report, 'network')).to.equal('failed: relay-unreachable');
      expect(report.verdict, 'the sound may find a way without').to.equal('risky');
    });
  });
});
