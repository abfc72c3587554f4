import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { Ear } from '../demo/pbx/support/ear.js';
import { launchBrowser } from '../support/launch-browser.js';
import { until } from '../support/poll.js';
import { CallingPage, servePage } from './calling-page.js';
import { Servers, tones } from './servers.js';

const longMs = 30_000;

describe('our phone and real servers', () => {
  let servers: Servers;
  let browser: Browser;
  let site: { url: string; server: Server };
  let page: CallingPage | undefined;
  before(async () => {
    servers = await Servers.start();
    site = await servePage();
    browser = await launchBrowser([
      `--use-file-for-fake-audio-capture=${servers.pageVoice}`,
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      `--unsafely-treat-insecure-origin-as-secure=${site.url}`,
    ]);
  });
  afterEach(async () => {
    await page?.close();
    page = undefined;
  });
  after(async () => {
    await browser?.close();
    site?.server.close();
    await servers?.stop();
  });

  const open = async (options: Parameters<typeof CallingPage.open>[3] = {}): Promise<CallingPage> => {
    page = await CallingPage.open(browser, site.url, servers, options);
    return page;
  };
  const online = async (): Promise<CallingPage> => (await open()).registered();
  /** Loudness of a tone in the last fifth of a second that baresip wrote down. */
  const deskHears = async (hz: number): Promise<void> => {
    const level = async (): Promise<number> => {
      const ear = new Ear();
      ear.hear((await servers.desk.heard()).slice(-4000));
      return ear.level(hz);
    };
    await until(`baresip hearing ${hz} Hz`, async () => (await level()) > -45, longMs);
  };
  const deskGets = async (type: string): Promise<void> => {
    const { events } = servers.desk;
    await until(
      `${type}, only ${events.map((event) => event.type).join(' ')}`,
      () => servers.desk.saw(type),
      longMs,
    );
  };

  describe('Kamailio', () => {
    it('registers the right password', async () => {
      await online();
    });

    it('is refused a wrong one, and says so', async () => {
      const phone = await open({ password: 'wrong' });
      await until('the refusal', async () => (await phone.connection()).status === 'failed', longMs);
    });
  });

  describe('a call to the carrier (sipp)', () => {
    it('lets the announcement be heard before the answer, and the voice after it', async () => {
      const phone = await online();
      await phone.call('3001');
      await phone.hears(tones.announcement);
      await phone.reaches('active');
      await phone.hears(tones.carrier);
      await phone.hearsNo(tones.announcement);
      assert.deepEqual(await phone.phases(), ['preparing', 'dialing', 'ringing', 'active']);
      await phone.act('hangup');
      assert.equal((await phone.reaches('ended'))['reason'], 'hangup');
    });

    for (const [what, number, reason] of [
      ['is busy', '3486', 'busy'],
      ['declines', '3603', 'rejected'],
    ] as const) {
      it(`ends as ${reason} when it ${what}`, async () => {
        const phone = await online();
        await phone.call(number);
        assert.equal((await phone.reaches('ended'))['reason'], reason);
      });
    }

    it('ends as no-answer when nobody answers in time', async () => {
      const phone = await online();
      await phone.call('3408');
      await phone.reaches('ringing');
      assert.equal((await phone.reaches('ended'))['reason'], 'no-answer');
    });

    it('rings until it is given up', async () => {
      const phone = await online();
      await phone.call('3180');
      await phone.reaches('ringing');
      await phone.act('hangup');
      assert.equal((await phone.reaches('ended'))['reason'], 'canceled');
    });
  });

  describe('a call from the carrier (sipp)', () => {
    it('rings here, sends back what it hears, speaks after a re-INVITE, and ends', async () => {
      const phone = await online();
      const caller = await servers.callFromCarrier('1001');
      await phone.reaches('incoming');
      await phone.act('answer');
      await phone.hears(tones.page);
      await phone.hearsNo(tones.carrier);
      await phone.hears(tones.carrier);
      assert.equal((await phone.reaches('ended'))['reason'], 'remote-hangup');
      await until('the end of sipp', () => !caller.isRunning, longMs);
    });

    it('is declined, and the caller told', async () => {
      const phone = await online();
      const caller = await servers.callFromCarrier('1001');
      await phone.reaches('incoming');
      await phone.act('hangup');
      assert.equal((await phone.reaches('ended'))['reason'], 'declined');
      await until('the answer at sipp', () => caller.log.includes('603'), longMs);
    });
  });

  describe('a call with a desk phone (baresip)', () => {
    const connected = async (phone: CallingPage): Promise<void> => {
      servers.desk.events.length = 0;
      await phone.call('2001');
      await deskGets('CALL_INCOMING');
      servers.desk.command('accept');
      await phone.reaches('active');
      await phone.hears(tones.baresip);
      await deskHears(tones.page);
    };
    const over = async (phone: CallingPage): Promise<void> => {
      await phone.act('hangup');
      await deskGets('CALL_CLOSED');
    };

    it('carries both voices, and ends when it hangs up', async () => {
      const phone = await online();
      await connected(phone);
      servers.desk.command('hangup');
      assert.equal((await phone.reaches('ended'))['reason'], 'remote-hangup');
    });

    it('holds by re-INVITE and takes back, from either side', async () => {
      const phone = await online();
      await connected(phone);
      await phone.act('hold');
      await phone.holds('held', true);
      await phone.hearsNo(tones.baresip);
      await phone.act('resume');
      await phone.holds('held', false);
      await phone.hears(tones.baresip);
      servers.desk.command('hold');
      await phone.holds('heldByRemote', true);
      servers.desk.command('resume');
      await phone.holds('heldByRemote', false);
      await phone.hears(tones.baresip);
      await over(phone);
    });

    it('sends DTMF that arrives digit by digit', async () => {
      const phone = await online();
      await connected(phone);
      await phone.press('49#');
      await until('the digits', () => servers.desk.digits.includes('49#'), longMs);
      await over(phone);
    });

    it('rings here when it calls, and carries both voices', async () => {
      const phone = await online();
      servers.desk.events.length = 0;
      servers.desk.command('dial', `sip:1001@${servers.domain}`);
      await phone.reaches('incoming');
      await phone.act('answer');
      await phone.reaches('active');
      await phone.hears(tones.baresip);
      await deskHears(tones.page);
      await over(phone);
    });

    it('ends as missed when the desk phone gives up', async () => {
      const phone = await online();
      servers.desk.command('dial', `sip:1001@${servers.domain}`);
      await phone.reaches('incoming');
      servers.desk.command('hangup');
      assert.equal((await phone.reaches('ended'))['reason'], 'missed');
    });
  });

  describe('coturn', () => {
    it('relays a call with credentials that are good for 60 s', async () => {
      const phone = await open({ ice: [servers.turn(60)], relayOnly: true });
      await phone.registered();
      await phone.call('3001');
      await phone.reaches('active');
      await phone.hears(tones.carrier);
      const relays = await phone.page.evaluate(() => window.interop.relays);
      assert.ok(relays.length > 0);
    });

    it('keeps a call going whose credentials ran out in it', async () => {
      const credentials = servers.turn(8);
      const phone = await open({ ice: [credentials], relayOnly: true });
      await phone.registered();
      await phone.call('3001');
      await phone.reaches('active');
      const end = Number(credentials.username.split(':')[0]) * 1000;
      await until('the end of the credentials', () => Date.now() > end + 1000, longMs);
      await phone.hears(tones.carrier);
      assert.equal((await phone.reaches('active'))['phase'], 'active');
    });

    it('gets no relay for credentials that are over', async () => {
      const phone = await open({ ice: [servers.turn(-60)], relayOnly: true });
      await phone.registered();
      await phone.call('3001');
      const seen = () =>
        phone.page.evaluate(() => {
          const { refusals, relays, gatherings } = window.interop;
          return { refusals, relays, gatherings };
        });
      await until('the end of gathering', async () => (await seen()).gatherings > 0, longMs);
      const { refusals, relays } = await seen();
      assert.deepEqual([refusals.includes(401), relays], [true, []]);
    });
  });
});
