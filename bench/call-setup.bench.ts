import { Inviter, Registerer, UserAgent } from 'sip.js';
import type { TokenGrant } from '../src/api/token.js';
import { Phone } from '../src/phone/index.js';
import { toneMicrophones } from '../test/support/hearing.js';
import { tokenUrl } from '../test/support/platform.js';
import { until } from '../test/support/poll.js';
import { tapWire } from '../test/support/wire.js';
import { median } from './support/median.js';

const ROUNDS = 12;
/** Nothing answers there: what a blocked UDP port looks like to ICE. */
const BLACK_HOLE: RTCIceServer[] = [{ urls: 'stun:192.0.2.1:3478' }];

let invitedAt = 0;

/** Milliseconds from `dial` to the first INVITE on the socket. */
async function timed(dial: () => Promise<unknown>): Promise<number> {
  invitedAt = 0;
  const start = performance.now();
  void dial();
  await until('the INVITE', () => invitedAt > 0, 20_000);
  return invitedAt - start;
}

async function grantOf(extension: string): Promise<TokenGrant> {
  const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
  return (await fetch(tokenUrl(extension), { method: 'POST', headers, body: '{}' })).json() as Promise<TokenGrant>;
}

async function ours(iceServers: RTCIceServer[], warm: boolean, rounds: number): Promise<number> {
  const { sip, extension } = await grantOf('1001');
  const phone = new Phone({ sip, displayName: extension.displayName, iceServers });
  phone.start();
  await until('the registration', () => phone.connection.status === 'registered');
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (warm) phone.warmUp();
    // A person needs longer than this from the hover to the click.
    if (warm) await new Promise((resolve) => setTimeout(resolve, 1500));
    times.push(await timed(() => phone.call('9196')));
    await until('the answer', () => phone.findCall()?.snapshot.state.phase === 'active');
    phone.findCall()?.hangup();
  }
  await phone.stop();
  return median(times);
}

async function stockSipJs(iceServers: RTCIceServer[], rounds: number): Promise<number> {
  const { sip } = await grantOf('1002');
  const uri = UserAgent.makeURI(`sip:${sip.username}@${sip.domain}`);
  const target = UserAgent.makeURI(`sip:9196@${sip.domain}`);
  if (!uri || !target) throw new Error('no address');
  const userAgent = new UserAgent({
    uri,
    authorizationUsername: sip.username,
    authorizationPassword: sip.password,
    transportOptions: { server: sip.wsUri },
    sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers } },
    logBuiltinEnabled: false,
  });
  await userAgent.start();
  await new Registerer(userAgent).register();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const inviter = new Inviter(userAgent, target);
    times.push(await timed(() => inviter.invite()));
    await until('the answer', () => String(inviter.state) === 'Established', 20_000);
    await inviter.bye();
  }
  await userAgent.stop();
  return median(times);
}

describe('from the click to the INVITE', function () {
  this.timeout(300_000);

  it('is measured beside SIP.js as it comes', async () => {
    const microphones = toneMicrophones();
    const untap = tapWire({
      outgoing: (text) => {
        if (text.startsWith('INVITE ') && invitedAt === 0) invitedAt = performance.now();
        return text;
      },
    });
    const rows: [string, number, number][] = [
      ['no ICE server', await stockSipJs([], ROUNDS), await ours([], false, ROUNDS)],
      ['no ICE server, warmed up', await stockSipJs([], ROUNDS), await ours([], true, ROUNDS)],
      ['STUN that never answers', await stockSipJs(BLACK_HOLE, 3), await ours(BLACK_HOLE, false, 3)],
      ['STUN that never answers, warmed up', await stockSipJs(BLACK_HOLE, 3), await ours(BLACK_HOLE, true, 3)],
    ];
    for (const [what, peer, own] of rows) {
      console.log(
        `${what}: SIP.js ${peer.toFixed(1)} ms, this phone ${own.toFixed(1)} ms, ratio ${(peer / own).toFixed(1)}`,
      );
    }
    untap();
    microphones.restore();
  });
});
