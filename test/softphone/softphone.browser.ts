import { expect } from 'chai';
import type { TokenGrant } from '../../src/api/token.js';
import type { CallSnapshot } from '../../src/phone/call-state.js';
import { Softphone } from '../../src/softphone/softphone.js';
import type { SoftphoneEvents, SoftphoneSnapshot } from '../../src/softphone/snapshot.js';
import { SoftphoneError } from '../../src/shared/errors.js';
import { toneMicrophones } from '../support/hearing.js';
import { tokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';

const eventNames = [
  'call-started',
  'call-ringing',
  'call-answered',
  'call-ended',
  'registered',
  'unregistered',
  'error',
] as const;
const originalFetch = globalThis.fetch;

/** Answers the token request otherwise; everything else goes to the network. */
function answerTokens(answer: () => Promise<Response> | Response): void {
  globalThis.fetch = async (input, init) =>
    String(input).includes('/__token/') ? answer() : originalFetch(input, init);
}

async function realGrant(extension: string): Promise<TokenGrant> {
  const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
  return (
    await originalFetch(tokenUrl(extension), { method: 'POST', headers, body: '{}' })
  ).json() as Promise<TokenGrant>;
}

/** A real grant with other SIP settings. */
async function grantWith(extension: string, sip: Partial<TokenGrant['sip']>): Promise<Response> {
  const grant = await realGrant(extension);
  return Response.json(
    { ...grant, sip: { ...grant.sip, ...sip } },
    { headers: { Date: new Date().toUTCString() } },
  );
}

describe('Softphone', function () {
  this.timeout(60_000);
  let softphone: Softphone;
  let events: { name: string; payload: unknown }[];
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(() => {
    microphones = toneMicrophones();
    events = [];
    softphone = new Softphone({ tokenUrl: tokenUrl('1003') });
    for (const name of eventNames)
      softphone.on(name, (payload: SoftphoneEvents[typeof name]) => events.push({ name, payload }));
  });

  afterEach(async () => {
    globalThis.fetch = originalFetch;
    await softphone.disconnect();
    microphones.restore();
  });

  const reaches = (what: string, check: (snapshot: SoftphoneSnapshot) => boolean) =>
    until(
      `${what}, is ${softphone.snapshot.status} ${softphone.snapshot.error?.reason}`,
      () => check(softphone.snapshot),
      30_000,
    );
  const names = () => events.map(({ name }) => name);

  it('stays offline when somebody else asks for its tokens, with success or without', async () => {
    const other = new Softphone({ tokenUrl: tokenUrl('1006') });
    await other.tokens.refresh();
    answerTokens(() => new Response('{}', { status: 500 }));
    await other.tokens.refresh().catch(() => undefined);
    expect(other.snapshot).to.include({ status: 'offline', error: null });
  });

  it('goes from offline to online with one frozen snapshot a change', async () => {
    const seen: SoftphoneSnapshot[] = [];
    softphone.on('statechange', (snapshot) => seen.push(snapshot));
    expect(softphone.snapshot.status).to.equal('offline');
    await softphone.connect();
    expect(softphone.snapshot).to.include({ status: 'online', error: null });
    expect(softphone.snapshot.extension?.number).to.equal('1003');
    expect(seen.every((snapshot) => Object.isFrozen(snapshot))).to.equal(true);
    expect(names()).to.deep.equal(['registered']);
  });

  it('tells a whole call in order, and keeps the ended call until it is dismissed', async () => {
    await softphone.connect();
    const { id } = await softphone.call('9196');
    await reaches('an active call', ({ currentCall }) => currentCall?.state.phase === 'active');
    await softphone.hangup();
    expect(softphone.snapshot.currentCall?.state.phase).to.equal('ended');
    expect(names()).to.deep.equal(['registered', 'call-started', 'call-answered', 'call-ended']);
    softphone.dismiss(id);
    expect(softphone.snapshot.currentCall).to.equal(null);
    await softphone.hangup().then(
      () => expect.fail('there is nothing to hang up'),
      (error: unknown) => expect(error).to.include({ name: 'CallError', reason: 'no-such-call' }),
    );
  });

  it('connects by itself for a call that is made while it is offline', async () => {
    const call: CallSnapshot = await softphone.call('9196');
    expect(call.direction).to.equal('outbound');
    await reaches('an active call', ({ currentCall }) => currentCall?.state.phase === 'active');
  });

  for (const target of [
    '',
    'call me',
    '1-800-FLOWERS',
    'sip:1002@evil.example?Replaces=x',
    '1002\r\nX-Evil: 1',
    '9'.repeat(80),
  ]) {
    it(`refuses to dial ${JSON.stringify(target).slice(0, 40)} in words, and sends nothing`, async () => {
      await softphone.connect();
      const error = await softphone.call(target).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(SoftphoneError).and.include({ reason: 'invalid-number' });
      expect(softphone.snapshot.calls).to.deep.equal([]);
      expect(microphones.open()).to.equal(0);
    });
  }

  it('does not dial what the token does not allow', async () => {
    answerTokens(async () => Response.json({ ...(await realGrant('1003')), permissions: [] }));
    await softphone.connect();
    const error = await softphone.call('9196').then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).to.include({ name: 'CallError', reason: 'not-allowed' });
  });

  it('does not dial what the newest token refuses, and dials all else', async () => {
    const destinations = { allow: ['+1555', '+4930'], deny: ['+1555201'] };
    answerTokens(async () => Response.json({ ...(await realGrant('1003')), destinations }));
    await softphone.connect();
    for (const number of ['+1 555 201 0110', '+442079460958']) {
      const error = await softphone.call(number).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error, number).to.include({ name: 'CallError', reason: 'forbidden' });
    }
    expect(softphone.snapshot.calls).to.deep.equal([]);
    expect(microphones.open()).to.equal(0);
    await softphone.call('9196');
    expect(softphone.snapshot.calls.length).to.equal(1);
  });

  const tokenTroubles: [string, () => Response, string][] = [
    ['a wrong token URL', () => new Response('Not found', { status: 404 }), 'not-found'],
    ['nobody signed in', () => new Response('{}', { status: 401 }), 'unauthorized'],
    ['a page of HTML', () => new Response('<!doctype html>'), 'invalid-response'],
    ['an expired token', () => Response.json({}), 'invalid-response'],
  ];
  for (const [what, answer, reason] of tokenTroubles) {
    it(`shows ${what}, and goes online when the cause goes away`, async () => {
      answerTokens(answer);
      const error = await softphone.connect().then(
        () => null,
        (failure: unknown) => failure,
      );
      expect(error).to.include({ name: 'ApiError', reason });
      expect(softphone.snapshot).to.include({ status: 'failed' });
      expect(softphone.snapshot.error).to.equal(error);
      expect(events.at(-1)).to.deep.equal({ name: 'error', payload: error });
      globalThis.fetch = originalFetch;
      await softphone.connect();
      expect(softphone.snapshot).to.include({ status: 'online', error: null });
    });
  }

  it('shows a SIP server that cannot be reached, and goes online by itself when it can', async () => {
    let reachable = false;
    answerTokens(async () =>
      reachable ? grantWith('1003', {}) : grantWith('1003', { wsUri: 'ws://127.0.0.1:9/sip' }),
    );
    softphone.connect().catch(() => {});
    await reaches('an error', ({ error }) => error?.reason === 'unreachable');
    expect(softphone.snapshot.status).to.equal('failed');
    reachable = true;
    // A try at the old address that is on its way may still fail first.
    softphone.connect().catch(() => {});
    await reaches('online', ({ status }) => status === 'online');
    expect(softphone.snapshot.error).to.equal(null);
  });

  it('asks for a newer token by itself when the SIP server has moved', async () => {
    let requests = 0;
    answerTokens(async () => {
      requests += 1;
      return grantWith('1003', requests < 2 ? { wsUri: 'ws://127.0.0.1:9/sip' } : {});
    });
    softphone.connect().catch(() => {});
    await reaches('online', ({ status }) => status === 'online');
    expect(requests).to.equal(2);
  });

  it('shows a wrong SIP password, asks for other credentials by itself, and goes online with them', async () => {
    let requests = 0;
    answerTokens(async () => {
      requests += 1;
      return grantWith('1003', requests < 3 ? { password: 'wrong' } : {});
    });
    softphone.connect().catch(() => {});
    await reaches('an error', ({ error }) => error?.reason === 'wrong-credentials');
    expect(softphone.snapshot.status).to.equal('failed');
    await reaches('online', ({ status }) => status === 'online');
  });

  it('says nothing of a password that was changed a moment ago: the next token has the new one', async () => {
    let requests = 0;
    answerTokens(async () => {
      requests += 1;
      return grantWith('1003', requests < 2 ? { password: 'old' } : {});
    });
    await softphone.connect();
    expect(softphone.snapshot.status).to.equal('online');
    expect(names()).to.deep.equal(['registered']);
  });

  it('shows credentials that form no SIP address, and goes online with better ones', async () => {
    let requests = 0;
    answerTokens(async () => {
      requests += 1;
      return grantWith('1003', requests < 3 ? { domain: 'not a domain\r\n' } : {});
    });
    softphone.connect().catch(() => {});
    await reaches('an error', ({ error }) => error?.reason === 'wrong-credentials');
    await reaches('online', ({ status }) => status === 'online');
  });

  it('keeps a live call and the registration while the token endpoint is down', async () => {
    await softphone.connect();
    await softphone.call('9196');
    await reaches('an active call', ({ currentCall }) => currentCall?.state.phase === 'active');
    answerTokens(() => Promise.reject(new TypeError('Failed to fetch')));
    await softphone.connect();
    expect(softphone.snapshot.status).to.equal('online');
    expect(softphone.snapshot.currentCall?.state.phase).to.equal('active');
  });

  it('ends the call and says what to do when the microphone is refused', async () => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    await softphone.connect();
    await softphone.call('9196');
    await reaches('an ended call', ({ currentCall }) => currentCall?.state.phase === 'ended');
    const state = softphone.snapshot.currentCall?.state;
    expect(state).to.include({ phase: 'ended', reason: 'microphone' });
    expect(state?.phase === 'ended' && state.error?.reason).to.equal('microphone-denied');
    expect(await softphone.requestMicrophone()).to.equal(false);
    expect(softphone.snapshot.error).to.include({ name: 'MediaError', reason: 'microphone-denied' });
  });

  it('removes the registration on disconnect, and says so', async () => {
    await softphone.connect();
    await softphone.disconnect();
    expect(softphone.snapshot.status).to.equal('offline');
    expect(names()).to.deep.equal(['registered', 'unregistered']);
  });

  it('ends its call on disconnect, and says so', async () => {
    await softphone.connect();
    await softphone.call('9196');
    await reaches('an active call', ({ currentCall }) => currentCall?.state.phase === 'active');
    await softphone.disconnect();
    expect(softphone.snapshot.calls.map(({ state }) => state.phase)).to.deep.equal(['ended']);
    expect(names().filter((name) => name === 'call-ended')).to.have.lengthOf(1);
    expect(softphone.snapshot.status).to.equal('offline');
  });

  it('shows no Call-ID, password or token in any snapshot or event', async () => {
    const grant = await realGrant('1003');
    answerTokens(() => Response.json(grant));
    const seen: unknown[] = [];
    softphone.on('statechange', (snapshot) => seen.push(snapshot));
    await softphone.connect();
    await softphone.call('9196');
    await reaches('an active call', ({ currentCall }) => currentCall?.state.phase === 'active');
    await softphone.hangup();
    const text = JSON.stringify([seen, events]);
    expect(text).to.not.include(grant.sip.password);
    expect(text).to.not.include(grant.token);
    expect(text.toLowerCase()).to.not.match(/call-?id"/);
  });
});
