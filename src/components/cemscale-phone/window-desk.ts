import type { ReactiveController } from 'lit';
import { isLive, type SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { CoreLink } from '../internal/core-link.js';
import { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import type { PhoneRequest } from '../internal/request.js';
import { Alerts, notificationState, type AlertedPhone } from './alerts/alerts.js';
import type { KeptCall, PictureInPicture } from './kept-call.js';
import type { Layout } from './layout.js';
import type { WindowRequest } from './obey.js';
import type { KeyedPhone, Shortcuts } from './shortcuts/shortcuts.js';
import { UnloadGuard } from './unload-guard.js';
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

/** Not in types yet: only Chromium has it, in pages that no other page frames. */
function pictureInPicture(): PictureInPicture | undefined {
  if (window.top !== window) return undefined;
  return (window as { readonly documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;
}

/** What happens beyond the phone's own corner: other tabs, the system's notifications, a window for the call. */
export class WindowDesk implements ReactiveController {
  readonly #tools: WindowTools;
  readonly #alerts: Alerts;
  readonly #guard = new UnloadGuard();
  readonly #kept: LatePart<KeptCall>;
  readonly #shortcuts: LatePart<Shortcuts>;
  #live = false;

  constructor(tools: WindowTools) {
    const { phone, locale, snapshot, take, onPlace } = tools;
    this.#tools = tools;
    this.#kept = new LatePart(phone, async () => {
      const { KeptCall } = await import('./kept-call.js');
      return new KeptCall({ phone, snapshot, msg: () => locale.msg, take });
    });
    this.#shortcuts = new LatePart(phone, async () => {
      const { Shortcuts } = await import('./shortcuts/shortcuts.js');
      return new Shortcuts({ phone, msg: () => locale.msg, snapshot, take });
    });
    this.#alerts = new Alerts({ phone, msg: () => locale.msg, onPlace, onAnswer: this.#onNotice });
    phone.addController(this.#guard);
    phone.addController(this);
  }

  hostConnected(): void {
    // A field of the page that gets the focus may lie beneath the phone.
    document.addEventListener('focusin', this.#tools.layout.prepare);
  }

  hostUpdated(): void {
    this.#kept.part?.draw();
    if (this.#tools.phone.shortcuts !== null) void this.#shortcuts.load();
  }

  hostDisconnected(): void {
    document.removeEventListener('focusin', this.#tools.layout.prepare);
    this.#kept.part?.close();
  }

  /** The ringtone is to be heard in this tab. */
  get ringsHere(): boolean {
    return this.#alerts.ringsHere;
  }

  /** What the panel offers of it. */
  get view(): Pick<PanelModel, 'keepable' | 'notifications' | 'shortcuts'> {
    return {
      keepable: this.#live && pictureInPicture() !== undefined,
      notifications: notificationState(this.#tools.phone),
      shortcuts: this.#tools.phone.shortcuts !== null,
    };
  }

  follow(snapshot: SoftphoneSnapshot): void {
    this.#alerts.follow(snapshot);
    this.#guard.follow(snapshot);
    const live = snapshot.calls.some(({ state }) => state.phase === 'active');
    if (live !== this.#live) this.#setLive(live);
    if (!snapshot.calls.some(isLive)) this.#kept.part?.close();
  }

  async take({ type }: WindowRequest): Promise<void> {
    if (type === 'keep-in-view') await this.#keep();
    else if (type === 'allow-notifications') await this.#allow();
    else await this.#shortcuts.use(async (all) => all.list());
  }

  async #keep(): Promise<void> {
    const api = pictureInPicture();
    // Refused without a gesture, or by the browser's settings: the call stays where it is.
    if (api) await this.#kept.use((kept) => kept.open(api)).catch(() => undefined);
  }

  async #allow(): Promise<void> {
    if (notificationState(this.#tools.phone) === 'ask') await Notification.requestPermission();
    this.#tools.phone.requestUpdate();
  }

  /** Chromium opens the window by itself when the tab of a call is left, where the person has not forbidden it. */
  #setLive(live: boolean): void {
    this.#live = live;
    if (!pictureInPicture()) return;
    // What it takes has to be there: the browser does not wait for it.
    if (live) void this.#kept.load();
    try {
      const handler = live ? () => void this.#keep() : null;
      navigator.mediaSession.setActionHandler('enterpictureinpicture' as MediaSessionAction, handler);
    } catch {
      // An action that this browser does not know.
    }
  }

  readonly #onNotice = (callId: string, action: 'show' | 'answer' | 'decline'): void => {
    const { core, take } = this.#tools;
    window.focus();
    void take({ type: 'show' });
    // Its failure is in the snapshot; a call that is over needs neither.
    if (action === 'answer') core.softphone?.answer(callId).catch(() => undefined);
    if (action === 'decline') core.softphone?.hangup(callId).catch(() => undefined);
  };
}
