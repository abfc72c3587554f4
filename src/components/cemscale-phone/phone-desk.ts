import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { SoftphoneError } from '../../shared/errors.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { CoreLink } from '../internal/core-link.js';
import type { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import type { PhoneRequest } from '../internal/request.js';
import { Sounds } from '../internal/sounds.js';
import { Announcer, wantsAttention } from './announcer.js';
import './call-bar.js';
import { LinkGate, type LinkOwner } from './link-gate.js';
import { obey, type CallOwner, type CallRequest } from './obey.js';
import { PageDesk, type DeskOwner } from './page-desk.js';

/** The element, as far as its desk uses it. */
export type DeskPhone = CallOwner & DeskOwner & LinkOwner & ReactiveControllerHost;

/** What the desk acts with. */
export interface DeskTools {
  readonly phone: DeskPhone;
  readonly core: CoreLink;
  readonly panel: LatePart<typeof import('./panel.js')>;
  readonly locale: LocaleController;
  readonly take: (request: PhoneRequest) => Promise<void>;
  /** Opens a floating phone without taking the focus. */
  readonly open: () => void;
  /** The last wish that failed; null when there is none to tell of any more. */
  readonly onProblem: (problem: SoftphoneError | null) => void;
}

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
  #lastCall: CallSnapshot | null = null;
  #lastNotice: SoftphoneSnapshot['deviceNotice'] = null;
  /** What is asked of the page and told to it. */
  readonly page: PageDesk;

  constructor(tools: DeskTools) {
    const { phone, panel, locale, take } = tools;
    this.#tools = tools;
    this.#announcer = new Announcer(phone, panel, locale);
    this.#sounds = new Sounds(phone);
    this.page = new PageDesk(phone);
    phone.addController(new LinkGate(phone, () => locale.msg, take));
    this.follow(tools.core.snapshot);
  }

  /** The browser does not let the ringtone be heard yet. */
  get ringtoneBlocked(): boolean {
    return this.#sounds.ringtoneBlocked;
  }

  /** What a screen reader says about the call. */
  get said(): Announcer['said'] {
    return this.#announcer.said;
  }

  /** Lets everybody know of another snapshot. */
  follow(snapshot: SoftphoneSnapshot): void {
    const { phone, core, open, onProblem } = this.#tools;
    const before = this.#lastCall;
    const call = snapshot.currentCall;
    this.#lastCall = call;
    if (core.softphone) this.#sounds.follow(core.softphone, snapshot);
    this.page.follow(snapshot);
    if (call && call.id !== before?.id) {
      onProblem(null);
      if (wantsAttention(call)) open();
    }
    if (call && call !== before) void this.#announcer.follow(call, before);
    const { deviceNotice } = snapshot;
    // The open panel says it itself.
    if (deviceNotice && deviceNotice !== this.#lastNotice && !phone.shadowRoot?.getElementById('panel'))
      void this.#announcer.tellDevice(deviceNotice);
    this.#lastNotice = deviceNotice;
  }

  /** Does what a person asked for. Rejects with the `SoftphoneError` of what failed. */
  async take(request: CallRequest): Promise<void> {
    const { phone, core, onProblem } = this.#tools;
    if (!quiet.has(request.type)) onProblem(null);
    await obey(phone, core.softphone, this.#sounds, request);
  }

  /** The live call as the closed phone shows it. */
  bar(snapshot: SoftphoneSnapshot): TemplateResult {
    return html`<cemscale-call-bar
      exportparts="bar"
      .msg=${this.#tools.locale.msg}
      .snapshot=${snapshot}
    ></cemscale-call-bar>`;
  }
}
