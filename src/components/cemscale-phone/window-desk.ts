import type { ReactiveController } from 'lit';
import { useHardware } from '../../softphone/headset/use-hardware.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { CoreLink } from '../internal/core-link.js';
import { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import type { PhoneRequest } from '../internal/request.js';
import { Alerts } from './alerts/alerts.js';
import { notificationState, type AlertedPhone } from './alerts/notification-state.js';
import type { KeptCall } from './kept-call.js';
import type { Layout } from './layout.js';
import type { WindowRequest } from './obey.js';
import type { KeyedPhone, Shortcuts } from './shortcuts/shortcuts.js';
import type { PanelModel } from './view.js';

/** The element, as far as windows and tabs are concerned. */
export type WindowPhone = AlertedPhone & KeyedPhone;

export interface WindowTools {
  readonly phone: WindowPhone;
  readonly core: CoreLink;
  readonly layout: Layout;
  readonly locale: LocaleController;
  /** The snapshot with the names that the page knows. */
  readonly snapshot: () => SoftphoneSnapshot;
  readonly take: (request: PhoneRequest) => Promise<void>;
  /** Whether the ringing belongs to this tab has changed. */
  readonly onPlace: () => void;
}

export type WindowView = Pick<PanelModel, 'keepable' | 'notifications' | 'shortcuts' | 'news' | 'quiet'>;

/** Only Chromium can, in pages that no other page frames. */
function canKeep(): boolean {
  return 'documentPictureInPicture' in window && window.top === window;
}

/** What happens beyond the phone's own corner: other tabs, headsets, the system's notifications, a window for the call. */
export class WindowDesk implements ReactiveController {
  readonly #tools: WindowTools;
  readonly #alerts: Alerts;
  readonly #kept: LatePart<KeptCall>;
  readonly #shortcuts: LatePart<Shortcuts>;
  #live = false;

  constructor(tools: WindowTools) {
    const { phone, core, locale, snapshot, take, onPlace } = tools;
    this.#tools = tools;
    this.#kept = new LatePart(phone, async () => {
      const { KeptCall } = await import('./kept-call.js');
      return new KeptCall({ phone, snapshot, msg: () => locale.msg, take });
    });
    this.#shortcuts = new LatePart(phone, async () => {
      const { Shortcuts } = await import('./shortcuts/shortcuts.js');
      return new Shortcuts({ phone, msg: () => locale.msg, snapshot, take });
    });
    this.#alerts = new Alerts({ phone, core, locale, onPlace, onAnswer: this.#onNotice });
    phone.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('focusin', this.#onFocus);
  }

  hostUpdated(): void {
    this.#kept.part?.draw();
    if (this.#tools.phone.shortcuts !== null) this.#shortcuts.want();
  }

  hostDisconnected(): void {
    document.removeEventListener('focusin', this.#onFocus);
    this.#kept.part?.end();
  }

  /** The ringtone is to be heard in this tab. */
  get ringsHere(): boolean {
    return this.#alerts.ringsHere;
  }

  /** What the panel offers of it. */
  get view(): WindowView {
    return {
      keepable: this.#live && canKeep(),
      notifications: notificationState(this.#tools.phone),
      shortcuts: this.#tools.phone.shortcuts !== null,
      ...this.#alerts.closedWords,
    };
  }

  follow(snapshot: SoftphoneSnapshot): void {
    const { softphone } = this.#tools.core;
    if (softphone) useHardware(softphone);
    this.#alerts.follow(snapshot);
    this.#live = snapshot.calls.some(({ state }) => state.phase === 'active');
    // What it takes has to be there when the tab is left: the browser does not wait for it.
    if (this.#live && canKeep()) this.#kept.want();
  }

  async take({ type }: WindowRequest): Promise<void> {
    if (type === 'keep-in-view') await this.#kept.use((kept) => kept.open()).catch(ignore);
    else if (type === 'allow-notifications') await this.#allow();
    else await this.#shortcuts.use(async (all) => all.list());
  }

  async #allow(): Promise<void> {
    if (notificationState(this.#tools.phone) === 'ask') await Notification.requestPermission();
    this.#tools.phone.requestUpdate();
  }

  /** A field of the page that gets the focus may lie beneath the phone. */
  readonly #onFocus = ({ target }: Event): void => {
    const { phone, layout } = this.#tools;
    if (target !== phone && !(target as Element).matches?.('a, button')) layout.prepare();
  };

  readonly #onNotice = (callId: string, action: 'show' | 'answer' | 'decline'): void => {
    const { core, take } = this.#tools;
    window.focus();
    void take({ type: 'show' });
    if (action === 'answer') core.softphone?.answer(callId).catch(ignore);
    if (action === 'decline') core.softphone?.hangup(callId).catch(ignore);
  };
}

/** Refused without a gesture or by settings: all stays where it is. The failure of a call is in the snapshot. */
function ignore(): void {}
