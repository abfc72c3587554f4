import { expect } from 'chai';
import { BadWire } from '../support/bad-wire.js';
import { HEARD_DB, toneMicrophones } from '../support/hearing.js';
import { fetchPlatform } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

/** Harbor Dental. */
const OUTSIDE = { number: '+15552010101', hz: 698 };
const ECHO = '9196';
/** Whose phone is without its socket for how long; all at once, so that the longest says how long this file takes. */
const outages = [
  { extension: '1001', hz: 466, seconds: 0.8 },
  { extension: '1002', hz: 554, seconds: 5 },
  { extension: '1003', hz: 880, seconds: 30 },
  { extension: '1004', hz: 1047, seconds: 125 },
] as const;

interface ControlledLeg {
  readonly number: string;
  readonly holding: boolean;
  readonly digits: string;
}

interface ControlledCall {
  readonly callUuid: string;
  readonly legs: readonly ControlledLeg[];
}

/** So long before the end of an outage hold is pressed. */
const HOLDS_MS = 300;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One person in two calls: the echo, which is talked to and sends back what went both ways, and one who waits. */
class Person {
  readonly phone: TestPhone;
  readonly wire: BadWire;
  readonly echoId: string;
  readonly waitingId: string;
  /** When the echo was silent, by the moments of it. */
  readonly silence: number[] = [];
  readonly #extension: string;
  readonly #listening: ReturnType<typeof setInterval>;
  #heardAt = performance.now();

  private constructor(extension: string, phone: TestPhone, wire: BadWire, ids: readonly [string, string]) {
    this.#extension = extension;
    this.phone = phone;
    this.wire = wire;
    [this.waitingId, this.echoId] = ids;
    this.#listening = setInterval(() => {
      const now = performance.now();
      if (phone.ear.level(phone.tone) > HEARD_DB) this.#heardAt = now;
      else this.silence.push(now - this.#heardAt);
    }, 20);
  }

  static async inTwoCalls(extension: string, hz: number): Promise<Person> {
    const wire = await BadWire.named(extension);
    const phone = await TestPhone.online(extension, hz, { wsUri: wire.url });
    const waiting = await phone.phone.call(OUTSIDE.number);
    await phone.reaches('active');
    const echo = await phone.phone.call(ECHO);
    await phone.reaches('active');
    await phone.ear.hears(hz);
    return new Person(extension, phone, wire, [waiting.id, echo.id]);
  }

  get status(): string {
    return this.phone.phone.connection.status;
  }

  state(id: string) {
    return this.phone.calls.findLast((call) => call.id === id)?.state;
  }

  /** What the platform knows of our leg in the call with this number. */
  async there(number: string): Promise<(ControlledLeg & { readonly callUuid: string }) | null> {
    const { calls } = (await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] };
    for (const { callUuid, legs } of calls) {
      const own = legs.find((leg) => leg.number === this.#extension);
      if (own && legs.some((leg) => leg.number === number)) return { ...own, callUuid };
    }
    return null;
  }

  /** Whoever waits hangs up, and the BYE goes where nobody hears it. */
  async waitingOneHangsUp(): Promise<void> {
    const { callUuid } = (await this.there(OUTSIDE.number))!;
    await fetchPlatform(`/control/calls/${callUuid}/far-hangup`, 'POST');
    await until('the far end to be gone', async () => !(await this.there(OUTSIDE.number)));
  }

  /** The longest that it was silent since the last time somebody asked, in ms. */
  longestSilence(): number {
    return Math.round(Math.max(0, ...this.silence.splice(0)));
  }

  async end(): Promise<void> {
    clearInterval(this.#listening);
    await this.phone.phone.stop();
  }
}

/** What is pressed while there is no line, and what comes of it. */
async function live(person: Person, seconds: number): Promise<string> {
  const { phone, wire, echoId, waitingId } = person;
  const engine = phone.phone;
  person.longestSilence();
  // The platform's side stays open: what it says from now on, the BYE among it, goes to a dead socket.
  await wire.sever('page');
  const since = performance.now();
  await until('the loss to be noticed', () => person.status === 'reconnecting');
  await person.waitingOneHangsUp();
  await engine.liveCall(echoId).sendDtmf('12');
  await phone.ear.hears(phone.tone);
  if (seconds >= 5) {
    engine.liveCall(echoId).setMuted(true);
    await phone.ear.doesNotHear(phone.tone);
    expect(person.state(echoId)).to.include({ muted: true, held: false });
    engine.liveCall(echoId).setMuted(false);
    await phone.ear.hears(phone.tone);
    await engine.liveCall(echoId).sendDtmf('3');
    person.longestSilence();
  }
  await wait(seconds * 1000 - HOLDS_MS - (performance.now() - since));
  const silent = person.longestSilence();
  // The microphone falls silent with the wish: nothing is heard from here on.
  const holds = [true, false, true].map((on) => engine.setHeld(on, echoId));
  await wait(seconds * 1000 - (performance.now() - since));
  expect(person.state(echoId)).to.include({ phase: 'active', muted: false, held: false });
  expect(person.state(waitingId), 'nobody could tell').to.include({ phase: 'active' });
  const lasted = ((performance.now() - since) / 1000).toFixed(1);
  await wire.mend();
  const mended = performance.now();
  const after = (): number => Math.round(performance.now() - mended);
  await until('the registration', () => person.status === 'registered', 40_000);
  const registered = after();
  await until('the end of who waited', () => person.state(waitingId)?.phase === 'ended');
  const told = after() - registered;
  expect(person.state(waitingId)).to.include({ reason: 'remote-hangup' });
  await Promise.all(holds);
  await until('the hold', async () => (await person.there(ECHO))?.holding);
  const onHold = after();
  expect(person.state(echoId)).to.include({ phase: 'active', held: true, muted: false });
  const resumedAt = performance.now();
  await engine.setHeld(false, echoId);
  await phone.ear.hears(phone.tone);
  const heard = Math.round(performance.now() - resumedAt);
  expect(person.state(echoId)).to.include({ phase: 'active', held: false, muted: false });
  expect(await person.there(ECHO)).to.include({ holding: false, digits: seconds >= 5 ? '123' : '12' });
  engine.liveCall(echoId).hangup();
  await until('the hang-up at the platform', async () => !(await person.there(ECHO)));
  await until('its confirmation', () => engine.goodbyes.pending.length === 0);
  expect(await wire.said('down', '200 BYE')).to.equal(1);
  return (
    `${lasted} s without a socket: silent for ${silent} ms at most, registered ${registered} ms after its end, ` +
    `far hang-up told ${told} ms later, held ${onHold} ms after its end, heard ${heard} ms after the resume`
  );
}

describe('a call without its SIP socket for', function () {
  this.timeout(200_000);
  let microphones: ReturnType<typeof toneMicrophones>;
  const people: Person[] = [];
  const lives = new Map<number, Promise<string>>();

  before(async () => {
    microphones = toneMicrophones();
    // One after the other, or four calls would be set up at once.
    for (const { extension, hz } of outages) people.push(await Person.inTwoCalls(extension, hz));
    for (const [index, { seconds }] of outages.entries()) {
      const lived = live(people[index]!, seconds);
      lived.catch(() => {});
      lives.set(seconds, lived);
    }
  });

  after(async () => {
    await fetchPlatform('/control/reset', 'POST');
    for (const person of people) await person.end();
    microphones.restore();
  });

  for (const { seconds } of outages)
    it(`${seconds} s goes on with sound both ways, and does what was pressed, in order, once`, async () => {
      console.log(`# ${await lives.get(seconds)}`);
    });
});
