import type { ReactiveControllerHost } from 'lit';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { SoftphoneError } from '../../shared/errors.js';
import { useHardware } from '../../softphone/headset/use-hardware.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { CoreLink } from '../internal/core-link.js';
import { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import { RecentsLink } from '../internal/recents-link.js';
import type { PhoneRequest } from '../internal/request.js';
import { Sounds } from '../internal/sounds.js';
import { Announcer, wantsAttention } from './announcer.js';
import type { Layout } from './layout.js';
import { LinkGate, type LinkOwner } from './link-gate.js';
import type { AutoAnswer, AutoAnswering } from './auto-answer.js';
import { obey, type CallOwner, type CallRequest, type WindowRequest } from './obey.js';
import { PageDesk, type DeskOwner } from './page-desk.js';
import type { PanelModel } from './view.js';
import { WindowDesk, type WindowPhone } from './window-desk.js';

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
  readonly #windows: WindowDesk;
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
    this.#windows = new WindowDesk({
      ...tools,
      snapshot: () => this.page.view(tools.core.snapshot).snapshot,
      onPlace: () => this.#sound(),
    });
    this.#recents = new RecentsLink(() => phone.requestUpdate());
    phone.addController(new LinkGate(phone, () => locale.msg, take));
    this.follow(tools.core.snapshot);
  }

  /** The snapshot with what the page, the browser and the other tabs add to it. */
  view(snapshot: SoftphoneSnapshot): DeskView {
    const { ringtoneBlocked } = this.#sounds;
    const countdown = this.#autoAnswer.part?.countdown(this.#tools.locale.msg);
    return { ...this.page.view(snapshot), ...this.#windows.view, ringtoneBlocked, countdown };
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
    if (softphone) useHardware(softphone);
    this.page.follow(snapshot);
    this.#windows.follow(this.page.view(snapshot).snapshot);
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
    if (isWindowRequest(request)) return this.#windows.take(request);
    if (!quiet.has(request.type)) onProblem(null);
    await obey(phone, core.softphone, this.#sounds, request);
  }

  #sound(): void {
    const { softphone, snapshot } = this.#tools.core;
    this.#sounds.ringsElsewhere = !this.#windows.ringsHere;
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
