import type { ReactiveControllerHost } from 'lit';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { SoftphoneError } from '../../shared/errors.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { CoreLink } from '../internal/core-link.js';
import { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import { RecentsLink } from '../internal/recents-link.js';
import type { PhoneRequest } from '../internal/request.js';
import { Sounds } from '../internal/sounds.js';
import { whenIdle } from '../internal/when-idle.js';
import { Announcer, wantsAttention } from './announcer.js';
import type { Layout } from './layout.js';
import { LinkGate, type LinkOwner } from './link-gate.js';
import type { AutoAnswer, AutoAnswering } from './auto-answer.js';
import { obey, type CallOwner, type CallRequest, type WindowRequest } from './obey.js';
import { PageDesk, type DeskOwner } from './page-desk.js';
import { UnloadGuard } from './unload-guard.js';
import type { PanelModel } from './view.js';
import type { WindowDesk, WindowPhone, WindowView } from './window-desk.js';

/** The element, as far as its desk uses it. */
export type DeskPhone = AutoAnswering & {
  readonly callWaiting: 'on' | 'off';
  readonly maxCalls: number;
} & CallOwner &
  DeskOwner &
  LinkOwner &
  WindowPhone &
  ReactiveControllerHost;

/** What the desk acts with. */
export interface DeskTools {
  readonly phone: DeskPhone;
  readonly core: CoreLink;
  readonly layout: Layout;
  readonly locale: LocaleController;
  readonly take: (request: PhoneRequest) => Promise<void>;
  /** Opens a floating phone without taking the focus. */
  readonly open: () => void;
  /** The last wish that failed; null when there is none to tell of any more. */
  readonly onProblem: (problem: SoftphoneError | null) => void;
}

/** What the desk adds to the snapshot for those who draw it. */
export type DeskView = Pick<
  PanelModel,
  | 'snapshot'
  | 'checking'
  | 'contact'
  | 'ringtoneBlocked'
  | 'keepable'
  | 'notifications'
  | 'shortcuts'
  | 'news'
  | 'quiet'
  | 'countdown'
>;

/** More than these nobody oversees. */
const MOST_CALLS = 4;

/** Before its code is there. */
const noWindows: WindowView = { keepable: false, notifications: 'off', shortcuts: false };

/** Requests after which the last failure still matters. */
const quiet = new Set<PhoneRequest['type']>(['warm-up', 'key-tone', 'unblock-ringtone']);

/**
 * All that a phone needs once it goes online and nothing before: its calls on the page and on the screen, its sounds
 * and announcements, the links of the page. What comes with a call is here when it rings.
 */
export class PhoneDesk {
  readonly #tools: DeskTools;
  readonly #announcer: Announcer;
  readonly #sounds: Sounds;
  readonly #bar: LatePart<unknown>;
  readonly #guard = new UnloadGuard();
  /** Comes once the phone is online and the browser idle; with the ring where that is sooner. */
  readonly #windows: LatePart<WindowDesk>;
  #windowsAwaited = false;
  readonly #recents: RecentsLink;
  #lastCall: CallSnapshot | null = null;
  #lastWaiting: CallSnapshot | undefined;
  readonly #autoAnswer: LatePart<AutoAnswer>;
  #lastNotice: SoftphoneSnapshot['deviceNotice'] = null;
  /** What is asked of the page and told to it. */
  readonly page: PageDesk;

  constructor(tools: DeskTools) {
    const { phone, locale, take } = tools;
    this.#tools = tools;
    this.#announcer = new Announcer(phone, locale);
    this.#sounds = new Sounds(phone);
    this.#bar = new LatePart(phone, () => import('./call-bar.js'));
    this.#autoAnswer = new LatePart(phone, async () => {
      const policy = new (await import('./auto-answer.js')).AutoAnswer(phone);
      policy.follow(tools.core.snapshot);
      return policy;
    });
    this.page = new PageDesk(phone);
    this.#windows = new LatePart(phone, async () => {
      const { WindowDesk } = await import('./window-desk.js');
      return new WindowDesk({ ...tools, snapshot: () => this.#seen, onPlace: () => this.#sound() });
    });
    phone.addController(this.#guard);
    this.#recents = new RecentsLink(() => phone.requestUpdate());
    phone.addController(new LinkGate(phone, () => locale.msg, take));
    this.follow(tools.core.snapshot);
  }

  /** The snapshot with what the page, the browser and the other tabs add to it. */
  view(snapshot: SoftphoneSnapshot): DeskView {
    const { ringtoneBlocked } = this.#sounds;
    const countdown = this.#autoAnswer.part?.countdown(this.#tools.locale.msg);
    return { ...this.page.view(snapshot), ...(this.#windows.part?.view ?? noWindows), ringtoneBlocked, countdown };
  }

  /** What a screen reader says about the call. */
  get said(): Announcer['said'] {
    return this.#announcer.said;
  }

  /** Lets everybody know of another snapshot. */
  follow(snapshot: SoftphoneSnapshot): void {
    const { phone, open, onProblem } = this.#tools;
    const before = this.#lastCall;
    const call = snapshot.currentCall;
    this.#lastCall = call;
    const { softphone } = this.#tools.core;
    this.page.follow(snapshot);
    this.#guard.follow(snapshot);
    this.#followWindows(snapshot);
    this.#sound();
    this.#recents.follow(softphone, snapshot, this.page.view(snapshot).contact);
    if (call && call.id !== before?.id) {
      onProblem(null);
      if (wantsAttention(call)) open();
    }
    if (call && call !== before) void this.#announcer.follow(call, before);
    if (call) this.#bar.want();
    this.#followWaiting(snapshot);
    this.#followPolicy(snapshot);
    const { deviceNotice } = snapshot;
    // The open panel says it itself.
    if (deviceNotice && deviceNotice !== this.#lastNotice && !phone.shadowRoot?.getElementById('panel'))
      void this.#announcer.tellDevice(deviceNotice);
    this.#lastNotice = deviceNotice;
  }

  /** The snapshot with the names that the page knows. */
  get #seen(): SoftphoneSnapshot {
    return this.page.view(this.#tools.core.snapshot).snapshot;
  }

  #followWindows({ calls, status }: SoftphoneSnapshot): void {
    const { part } = this.#windows;
    if (part) part.follow(this.#seen);
    else if (calls.some(({ state }) => state.phase === 'incoming')) void this.#loadWindows();
    else if (status === 'online' && !this.#windowsAwaited) {
      this.#windowsAwaited = true;
      whenIdle(() => this.#loadWindows());
    }
  }

  async #loadWindows(): Promise<void> {
    const part = await this.#windows.load();
    this.#windowsAwaited = part !== null;
    part?.follow(this.#seen);
    this.#sound();
  }

  /** Somebody rings while a call goes on. */
  #followWaiting({ calls, currentCall }: SoftphoneSnapshot): void {
    const waiting = calls.find(({ id, state }) => state.phase === 'incoming' && id !== currentCall?.id);
    const isNew = waiting !== undefined && waiting.id !== this.#lastWaiting?.id;
    this.#lastWaiting = waiting;
    if (!isNew) return;
    this.#tools.open();
    void this.#announcer.follow(waiting, null);
  }

  #followPolicy(snapshot: SoftphoneSnapshot): void {
    const { phone, core } = this.#tools;
    core.softphone?.setCallRules({ maxCalls: atOnce(phone.maxCalls), callWaiting: phone.callWaiting !== 'off' });
    if (phone.autoAnswer !== 'off') this.#autoAnswer.want();
    this.#autoAnswer.part?.follow(snapshot);
  }

  /** Does what a person asked for. Rejects with the `SoftphoneError` of what failed. */
  async take(request: CallRequest | WindowRequest): Promise<void> {
    const { phone, core, onProblem } = this.#tools;
    if (isWindowRequest(request)) return this.#windows.use((windows) => windows.take(request));
    if (!quiet.has(request.type)) onProblem(null);
    await obey(phone, core.softphone, this.#sounds, request);
  }

  #sound(): void {
    const { softphone, snapshot } = this.#tools.core;
    // In every tab rather than in none, where what lets them agree did not come.
    this.#sounds.ringsElsewhere = !(this.#windows.part?.ringsHere ?? this.#windows.failed);
    if (softphone) this.#sounds.follow(softphone, snapshot);
  }

  /** The live call as the closed phone shows it; null while what draws it is on its way. */
  bar(snapshot: SoftphoneSnapshot): TemplateResult | null {
    if (!this.#bar.part) return null;
    return html`<cemscale-call-bar
      exportparts="bar"
      .msg=${this.#tools.locale.msg}
      .snapshot=${snapshot}
    ></cemscale-call-bar>`;
  }
}

/** Whatever a page writes into the attribute: a phone takes one call at least. */
function atOnce(wanted: number): number {
  return Number.isNaN(wanted) ? MOST_CALLS : Math.min(Math.max(Math.trunc(wanted), 1), MOST_CALLS);
}

function isWindowRequest(request: CallRequest | WindowRequest): request is WindowRequest {
  const { type } = request;
  return type === 'keep-in-view' || type === 'allow-notifications' || type === 'list-shortcuts';
}
