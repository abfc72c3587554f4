import assert from 'node:assert/strict';
import type { TokenProvider } from '../../../src/api/authorization.js';
import { VoIPClient } from '../../../src/api/client.js';
import type { CallSnapshot } from '../../../src/phone/call-state.js';
import { plainMicrophone } from '../../../src/phone/media/microphone.js';
import { Phone } from '../../../src/phone/phone.js';
import type { ResumeRecord } from '../../../src/phone/resume/record.js';
import type { CancelTimer } from '../../../src/shared/clock.js';
import { ApiError, SoftphoneError } from '../../../src/shared/errors.js';
import { keepHangUps } from '../../../src/softphone/hang-ups.js';
import { linkClient } from '../../../src/softphone/platform-link.js';
import { goOn } from '../../../src/softphone/resume/go-on.js';
import { FakeClock } from '../../support/fake-clock.js';
import { kept, loaded, own, sameChance } from './be-a-browser.js';
import { FakeServer } from './fake-server.js';
import type { ServerCall } from './server-call.js';

const ACCOUNT = '1001@pbx.test';
/** Things that happen in one stretch of time, at most: more are a loop without a pause. */
const MOST_TURNS = 10_000;
/** No call of the model is one of three. */
const noThree = { threeWay: () => Promise.reject(new Error('There are calls of two only.')) };

/** Like a browser's: timers wait whole milliseconds, or a rest that is lost in rounding would wait for ever. */
class WholeClock extends FakeClock {
  override after(ms: number, task: () => void): CancelTimer {
    return super.after(Math.ceil(ms), task);
  }
}

/** What the person last said of a call, as far as it was agreed to. */
interface Wish {
  muted: boolean;
  /** Null while that is being asked for, and where it was lost with a page. */
  held: boolean | null;
  asking: number;
  isHungUp: boolean;
}

/** One page with the phone. Its microphones go with it. */
class Page {
  readonly phone: Phone;
  readonly calls = new Map<string, CallSnapshot>();
  readonly tracks = new Set<object>();
  isGone = false;

  constructor(clock: FakeClock, onCall: (call: CallSnapshot) => void) {
    this.phone = new Phone({
      sip: sip(0),
      displayName: 'Alice',
      iceServers: [],
      clock,
      logger: { log: () => {} },
      createAudioElement: () => ({ play: async () => {}, pause: () => {} }) as unknown as HTMLAudioElement,
      openMicrophone: async () => {
        const track = { enabled: true, readyState: 'live', stop: () => void this.tracks.delete(track) };
        this.tracks.add(track);
        return plainMicrophone(track as unknown as MediaStreamTrack);
      },
    });
    this.phone.on('call', (call) => {
      if (this.isGone) return;
      this.calls.set(call.id, call);
      onCall(call);
    });
  }

  get live(): CallSnapshot[] {
    return [...this.calls.values()].filter(({ state }) => state.phase !== 'ended');
  }
}

function sip(version: number) {
  return {
    username: '1001',
    password: `secret-${version}`,
    domain: 'pbx.test',
    wsUri: 'wss://pbx.test',
    registrar: 'sip:pbx.test',
  };
}

/** A person, the pages they have one after the other, and the server. */
export class Stage {
  readonly clock = new WholeClock();
  readonly server = new FakeServer(this.clock);
  readonly pending = new Set<Promise<unknown>>();
  readonly wishes = new Map<string, Wish>();
  isRestDown = false;
  page: Page;
  #number = 2000;
  #version = 0;
  readonly #equipment = new WeakMap<Page, TokenProvider>();

  /** A page that is online. */
  static async online(): Promise<Stage> {
    kept.clear();
    Math.random = sameChance();
    const stage = new Stage();
    await loaded();
    await stage.pass(1000);
    return stage;
  }

  private constructor() {
    globalThis.WebSocket = this.server.socketClass();
    globalThis.setTimeout = ((task: () => void, ms = 0) => this.clock.after(ms, task)) as never;
    globalThis.clearTimeout = ((timer: unknown) =>
      typeof timer === 'function' ? (timer as CancelTimer)() : own.clearTimeout(timer as number)) as never;
    this.page = this.#open();
  }

  #open(): Page {
    const page = new Page(this.clock, ({ id }) => this.wishOf(id));
    page.phone.on('connection', ({ status }) => {
      // As the line does above the phone: another token is asked for.
      if (status === 'failed') this.clock.after(1000, () => page.isGone || this.token());
    });
    const tokens = {} as TokenProvider;
    linkClient(tokens, this.#rest(page));
    this.#equipment.set(page, tokens);
    keepHangUps(page.phone, { tokens, account: ACCOUNT, clock: this.clock });
    page.phone.start();
    return page;
  }

  /** The platform's other door. */
  #rest(page: Page): VoIPClient {
    const answer = <Result>(make: () => Result): Promise<Result> =>
      new Promise((resolve, reject) => {
        this.clock.after(30, () => {
          if (page.isGone) return;
          try {
            if (this.isRestDown) throw new TypeError('Failed to fetch');
            resolve(make());
          } catch (error) {
            reject(error as Error);
          }
        });
      });
    const live = () => this.server.calls.filter(({ isOver }) => !isOver);
    const methods = {
      getActiveCalls: () =>
        answer(() => ({
          calls: live().map(({ number, isAnswered, channels }) => ({
            ...{ callUuid: [...channels].at(-1), peerUuid: null, callerIdNumber: number, destination: '1001' },
            status: isAnswered ? 'active' : 'ringing',
          })),
        })),
      hangup: (uuid: string) =>
        answer(() => {
          if (!this.server.hangUpChannel(uuid))
            throw new ApiError('not-found', 'No.', { advice: '', status: 404, cause: undefined });
        }),
    };
    return Object.assign(Object.create(VoIPClient.prototype) as VoIPClient, methods);
  }

  wishOf(id: string): Wish {
    const known = this.wishes.get(id) ?? { muted: false, held: false, asking: 0, isHungUp: false };
    this.wishes.set(id, known);
    return known;
  }

  token(): void {
    this.server.refusesPassword = false;
    this.page.phone.updateCredentials(sip((this.#version += 1)), []);
  }

  /** The page is gone without a word; the next one has its records, and its storage where it is the same tab. */
  async next(isSameTab: boolean): Promise<void> {
    const { page } = this;
    const records = page.phone.resumeRecords() as ResumeRecord[];
    if (!isSameTab) kept.clear();
    page.isGone = true;
    for (const { id } of page.live) {
      const wish = this.wishOf(id);
      const record = records.find((one) => one.id === id);
      // What was being asked for went with the page, and so did a call without a dialog.
      wish.held = record && wish.asking === 0 ? wish.held : null;
    }
    page.phone.letGo();
    void page.phone.stop();
    this.server.cut();
    this.page = this.#open();
    const { phone } = this.page;
    const tokens = this.#equipment.get(this.page)!;
    await goOn(records, { phone, tokens, clock: this.clock, number: '1001', core: noThree });
    await loaded();
  }

  /** Whoever is talked to is put on hold for it, and may be resumed when it fails. */
  talksToAnother(id?: string): void {
    for (const call of this.page.live) if (call.id !== id) this.wishOf(call.id).held = null;
  }

  async call(): Promise<void> {
    this.talksToAnother();
    await this.page.phone.call(String((this.#number += 1)));
  }

  rings(): void {
    this.server.ring(String((this.#number += 1)));
  }

  /** Whatever a person wishes ends in a result or in an error with words. */
  wish(act: () => unknown): void {
    const promise = Promise.resolve()
      .then(act)
      .catch((error: unknown) => assert.ok(error instanceof SoftphoneError, String(error)))
      .finally(() => this.pending.delete(promise));
    this.pending.add(promise);
  }

  hold(held: boolean, id: string): void {
    const { page } = this;
    const wish = this.wishOf(id);
    if (page.calls.get(id)?.state.phase !== 'active') return;
    wish.asking += 1;
    if (!held) this.talksToAnother(id);
    this.wish(async () => {
      try {
        await page.phone.liveCall(id).setHeld(held);
        if (!page.isGone) wish.held = held;
      } finally {
        wish.asking -= 1;
      }
    });
  }

  there(call: CallSnapshot | undefined): ServerCall | undefined {
    return call && this.server.find(call.remote.number);
  }

  /** True at every moment. */
  check(): void {
    const { page, server } = this;
    assert.ok(server.mostRegisters <= 1, 'two REGISTERs of a page were on their way at once');
    const speaking = page.live.filter(({ state }) => state.phase !== 'incoming');
    assert.ok(page.tracks.size <= speaking.length, `${page.tracks.size} microphones for ${speaking.length} calls`);
    for (const { id, state } of page.live)
      if (state.phase === 'active')
        assert.equal(state.muted, this.wishOf(id).muted, 'mute is as the person left it');
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
  }

  async pass(ms: number): Promise<void> {
    await this.settle();
    const end = this.clock.monotonic() + ms;
    for (let turns = 0; ; turns += 1) {
      assert.ok(turns < MOST_TURNS, 'something goes round in circles');
      const { nextDelay } = this.clock;
      const left = end - this.clock.monotonic();
      if (nextDelay === null || nextDelay > left) {
        this.clock.advance(left);
        return this.settle();
      }
      this.clock.advance(nextDelay);
      await this.settle();
    }
  }
}
