import { markKept } from '../kept-mark.js';
import { Emitter, type Unsubscribe } from '../../shared/emitter.js';
import { activeState, isLive, type SoftphoneSnapshot } from '../snapshot.js';
import type { Softphone } from '../softphone.js';
import { TELEPHONY_PAGE, isTelephony, lampReports, readReport, usage, type Reading } from './hid-report.js';
import {
  hidOf,
  type Hid,
  type HidConnectionEvent,
  type HidDevice,
  type HidInputReportEvent,
} from './hid-types.js';

const headsets = new WeakMap<Softphone, Headset>();

/** The headsets of a core: one object however many ask. Null where the browser has no WebHID. */
export function headsetOf(softphone: Softphone): Headset | null {
  const hid = hidOf(navigator);
  if (!hid) return null;
  const headset = headsets.get(softphone) ?? new Headset(softphone, hid);
  headsets.set(softphone, headset);
  return headset;
}

/** An open headset. */
interface Opened {
  readonly device: HidDevice;
  /** Values of the last report, to notice what changed. */
  readonly last: Map<number, boolean>;
  /** Lamps that were asked for last. */
  lit: string;
  sending: Promise<unknown>;
}

/**
 * The buttons and lamps of headsets, by the telephony page of WebHID: hook switch and mute in both directions. Browsers
 * let a page speak to a headset that a person picked once, and remember that.
 */
export class Headset extends Emitter<{ change: void }> {
  readonly #softphone: Softphone;
  readonly #hid: Hid;
  readonly #opened: Opened[] = [];
  #started: Promise<void> | null = null;
  #unsubscribe: Unsubscribe = () => {};

  constructor(softphone: Softphone, hid: Hid) {
    super();
    this.#softphone = softphone;
    this.#hid = hid;
  }

  /** Names of the headsets whose buttons work. */
  get names(): readonly string[] {
    return this.#opened.map(({ device }) => device.productName);
  }

  /** Opens the headsets that were picked before, now and when they are plugged in. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Lets the person pick one; within a gesture. False when they picked none. */
  async connect(): Promise<boolean> {
    void this.start();
    const picked = await this.#hid.requestDevice({ filters: [{ usagePage: TELEPHONY_PAGE }] }).catch(() => []);
    for (const device of picked) await this.#open(device);
    if (picked.length > 0) markKept('headset', true);
    return picked.length > 0;
  }

  /** Lets go of all headsets; the person has to pick one again. */
  async forget(): Promise<void> {
    markKept('headset', false);
    for (const { device } of [...this.#opened]) {
      await device.close().catch(() => undefined);
      await device.forget?.().catch(() => undefined);
      this.#drop(device);
    }
  }

  /** Lets go of them for now. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#hid.removeEventListener('connect', this.#onConnect);
    this.#hid.removeEventListener('disconnect', this.#onDisconnect);
    this.#started = null;
    for (const { device } of this.#opened.splice(0)) {
      device.removeEventListener('inputreport', this.#onReport);
      await device.close().catch(() => undefined);
    }
    this.emit('change');
  }

  async #start(): Promise<void> {
    this.#unsubscribe = this.#softphone.on('statechange', (snapshot) => this.#follow(snapshot));
    this.#hid.addEventListener('connect', this.#onConnect);
    this.#hid.addEventListener('disconnect', this.#onDisconnect);
    for (const device of await this.#hid.getDevices().catch(() => [])) await this.#open(device);
  }

  async #open(device: HidDevice): Promise<void> {
    if (!isTelephony(device.collections) || this.#opened.some((opened) => opened.device === device)) return;
    try {
      if (!device.opened) await device.open();
    } catch {
      // Another program holds it: its buttons stay with that.
      return;
    }
    const opened: Opened = { device, last: new Map(), lit: '', sending: Promise.resolve() };
    this.#opened.push(opened);
    device.addEventListener('inputreport', this.#onReport);
    this.#light(opened, this.#softphone.snapshot);
    this.emit('change');
  }

  #drop(device: HidDevice): void {
    const at = this.#opened.findIndex((opened) => opened.device === device);
    if (at < 0) return;
    this.#opened.splice(at, 1);
    device.removeEventListener('inputreport', this.#onReport);
    this.emit('change');
  }

  readonly #onConnect = (event: Event): void => void this.#open((event as HidConnectionEvent).device);
  readonly #onDisconnect = (event: Event): void => this.#drop((event as HidConnectionEvent).device);

  readonly #onReport = (event: Event): void => {
    const { reportId, data, target } = event as HidInputReportEvent;
    const opened = this.#opened.find(({ device }) => device === target);
    if (!opened) return;
    for (const reading of readReport(opened.device.collections, reportId, data)) {
      const before = opened.last.get(reading.usage) ?? false;
      opened.last.set(reading.usage, reading.on);
      if (before !== reading.on)
        this.#act(reading).then(() => this.#light(opened, this.#softphone.snapshot, true), ignore);
    }
  };

  /** Does what a button asks for, as far as the calls allow. */
  async #act({ usage: button, on, isAbsolute }: Reading): Promise<void> {
    const { snapshot } = this.#softphone;
    // Every tab hears the button; the one with the phone obeys.
    if (snapshot.elsewhere) return;
    const wished = (now: boolean): boolean | null => (isAbsolute ? on : on ? !now : null);
    switch (button) {
      case usage.hookSwitch:
        return this.#hook(snapshot, wished(isOffHook(snapshot)));
      case usage.drop:
        return on && snapshot.calls.some(isLive) ? this.#softphone.hangup() : undefined;
      case usage.flash: {
        const state = activeState(snapshot);
        return on && state ? this.#softphone.setHeld(!state.held) : undefined;
      }
      case usage.phoneMute: {
        const state = activeState(snapshot);
        const muted = state && wished(state.muted);
        return state && muted !== null && muted !== state.muted ? this.#softphone.setMuted(muted) : undefined;
      }
    }
  }

  async #hook(snapshot: SoftphoneSnapshot, offHook: boolean | null): Promise<void> {
    if (offHook === null || offHook === isOffHook(snapshot)) return;
    if (!offHook) return this.#softphone.hangup();
    if (snapshot.calls.some(({ state }) => state.phase === 'incoming')) await this.#softphone.answer();
  }

  #follow(snapshot: SoftphoneSnapshot): void {
    // Somebody else may use them now.
    if (snapshot.status === 'offline') return void this.stop();
    for (const opened of this.#opened) this.#light(opened, snapshot);
  }

  /** Shows the state of the calls on the headset; `again` also what it should show already, after a button of its own. */
  #light(opened: Opened, snapshot: SoftphoneSnapshot, again = false): void {
    const lit = lampsOf(snapshot);
    const key = [...lit].join();
    if (key === opened.lit && !again) return;
    opened.lit = key;
    const reports = lampReports(opened.device.collections, lit);
    opened.sending = opened.sending.then(async () => {
      for (const { reportId, data } of reports) await opened.device.sendReport(reportId, data).catch(ignore);
    });
  }
}

/** A call that is up, or that we are making. */
function isOffHook({ calls }: SoftphoneSnapshot): boolean {
  return calls.some((call) => isLive(call) && call.state.phase !== 'incoming');
}

function lampsOf(snapshot: SoftphoneSnapshot): Set<number> {
  const state = activeState(snapshot);
  const lit = new Set<number>();
  if (isOffHook(snapshot)) lit.add(usage.offHookLed);
  if (snapshot.calls.some((call) => call.state.phase === 'incoming')) lit.add(usage.ringLed);
  if (state?.muted) lit.add(usage.muteLed);
  if (state?.held) lit.add(usage.holdLed);
  return lit;
}

/** What a button could not do, the phone itself tells. */
function ignore(): void {}
