import { Phone } from '../src/phone/index.js';
import { VoIPClient } from '../src/api/client.js';
import type { TokenGrant } from '../src/api/token.js';
import { inBatches, longestTask, sipFlood } from '../test/support/floods.js';
import { tokenUrl } from '../test/support/platform.js';
import { until } from '../test/support/poll.js';
import { PresenceWire } from '../test/support/presence-wire.js';
import { statusOf, tapWire, type Wire } from '../test/support/wire.js';

// How long the main thread stands still when a server sends far too much in one turn, beside what handing the same
// messages to a listener that does nothing costs. Tasks of less than 50 ms are not told by the browser: 0.
const FRAMES = 20_000;
const EVENTS = 50_000;

describe('floods', function () {
  this.timeout(300_000);

  it(`${FRAMES} SIP frames`, async () => {
    let wire: Wire | undefined;
    let aor = '';
    let answers = 0;
    const untap = tapWire({
      outgoing: (text, socket) => {
        wire = socket;
        aor = /^REGISTER[\s\S]*^Contact: <([^>;]*)/m.exec(text)?.[1] ?? aor;
        if (statusOf(text, 'OPTIONS') === 0) return text;
        answers += 1;
        return null;
      },
    });
    const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' };
    const { sip, extension, iceServers } = (await (
      await fetch(tokenUrl('1001'), { method: 'POST', headers, body: '{}' })
    ).json()) as TokenGrant;
    const phone = new Phone({ sip, displayName: extension.displayName, iceServers });
    phone.start();
    await until('the registration', () => phone.connection.status === 'registered');
    const frames = sipFlood(aor, FRAMES);
    const idle = new EventTarget();
    idle.addEventListener('message', () => undefined);
    for (let round = 0; round < 3; round += 1) {
      const alone = await longestTask(() =>
        inBatches(frames, (data) => idle.dispatchEvent(new MessageEvent('message', { data }))),
      );
      answers = 0;
      const begun = performance.now();
      const ours = await longestTask(async () => {
        await inBatches(frames, (frame) => wire?.deliver(frame.replaceAll('flood', `flood${round}`)));
        await until('the answers', () => answers === FRAMES / 4, 120_000);
      });
      console.log(
        `SIP: longest task ${ours} ms (a listener that does nothing: ${alone} ms), ${Math.round(performance.now() - begun)} ms in all`,
      );
    }
    await phone.stop();
    untap();
  });

  it(`${EVENTS} events`, async () => {
    const wire = new PresenceWire();
    for (let index = 0; index < 1000; index += 1) wire.add(String(1000 + index), `Person ${index}`, 'available');
    const client = new VoIPClient({ tokenUrl: wire.tokenUrl });
    let told = 0;
    client.onWsEvent('presence_change', () => (told += 1));
    const stop = client.followEvents();
    await until('the socket', () => wire.sockets.size === 1);
    const [socket] = wire.sockets;
    for (let round = 0; round < 3; round += 1) {
      // Each one another status than before: what is repeated is told once.
      const texts = Array.from({ length: EVENTS }, (_, index) =>
        JSON.stringify({
          type: 'presence_change',
          timestamp: new Date(Date.now() + round * EVENTS + index).toISOString(),
          data: {
            extension: String(1000 + (index % 1000)),
            status: Math.floor(index / 1000) % 2 ? 'on_call' : 'ringing',
            callUuid: null,
          },
        }),
      );
      const parsing = await longestTask(() => inBatches(texts, (text) => void JSON.parse(text)));
      told = 0;
      const begun = performance.now();
      const ours = await longestTask(async () => {
        await inBatches(texts, (text) => socket?.receive(text));
        await until('all to be told', () => told === EVENTS, 120_000);
      });
      console.log(
        `events: longest task ${ours} ms (JSON.parse alone: ${parsing} ms), ${Math.round(performance.now() - begun)} ms in all`,
      );
    }
    stop();
    wire.restore();
  });
});
