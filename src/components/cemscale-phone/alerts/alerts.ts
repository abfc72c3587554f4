import { str } from '@lit/localize/internal/str-tag.js';
import type { ReactiveController } from 'lit';
import type { CallSnapshot } from '../../../phone/call-state.js';
import type { Lease } from '../../../shared/shared-pool.js';
import type { SoftphoneSnapshot } from '../../../softphone/snapshot.js';
import type { Softphone } from '../../../softphone/softphone.js';
import { LatePart } from '../../internal/late-part.js';
import { fetchedRecents } from '../../internal/recents-link.js';
import type { Msg } from '../../internal/localize.js';
import { partyOf } from '../party.js';
import type { QuietWatch } from '../quiet-watch.js';
import type { PanelModel } from '../view.js';
import { notificationState, type AlertedPhone } from './notification-state.js';
import type { CallNotices, NoticeAnswer } from './notification.js';
import { ringPlace, type RingPlace, type Ringer } from './ring-place.js';
import { TitleFlash } from './title-flash.js';

export interface AlertTools {
  readonly phone: AlertedPhone;
  readonly core: { readonly softphone: Softphone | undefined };
  readonly msg: () => Msg;
  /** The ringing belongs to this tab, or not. */
  readonly onPlace: () => void;
  readonly onAnswer: NoticeAnswer;
}

/** Tells of ringing calls where the person is: in one tab only, and beyond the page when it is behind others. */
export class Alerts implements ReactiveController, Ringer {
  readonly #tools: AlertTools;
  readonly #title = new TitleFlash();
  #place: Lease<RingPlace> | undefined;
  #extension = '';
  #ringing: readonly CallSnapshot[] = [];
  readonly #quiet: LatePart<QuietWatch>;
  #notices: CallNotices | undefined;
  #loading = false;

  constructor(tools: AlertTools) {
    this.#tools = tools;
    const { phone } = tools;
    this.#quiet = new LatePart(phone, async () => {
      const { QuietWatch } = await import('../quiet-watch.js');
      const watch = new QuietWatch(() => phone.requestUpdate());
      watch.follow(this.#tools.core.softphone);
      return watch;
    });
    phone.addController(this);
  }

  /** The ringtone is to be heard in this tab. */
  get ringsHere(): boolean {
    return this.#place?.item.here ?? true;
  }

  /** What waits for the person, and that calls do not ring because they want that, for the closed phone. */
  get closedWords(): Pick<PanelModel, 'news' | 'quiet'> {
    const { msg: words, core } = this.#tools;
    const msg = words();
    const missed = fetchedRecents(core.softphone ?? null)?.missed ?? 0;
    const one = missed === 1 ? msg('Missed call', { id: 'end-missed' }) : '';
    return {
      news: missed > 1 ? msg(str`${missed} missed calls`, { id: 'missed-calls' }) : one,
      quiet: this.#quiet.part?.isQuiet ? msg('Do not disturb', { id: 'presence-dnd' }) : '',
    };
  }

  hostConnected(): void {
    for (const type of ['focus', 'blur'] as const) window.addEventListener(type, this.onPlace);
    window.addEventListener('pagehide', this.#onHide);
  }

  hostDisconnected(): void {
    for (const type of ['focus', 'blur'] as const) window.removeEventListener(type, this.onPlace);
    window.removeEventListener('pagehide', this.#onHide);
    this.#ringing = [];
    this.#show();
    this.#notices?.close();
    this.#notices = undefined;
    this.#quiet.part?.follow(undefined);
    this.#use('');
  }

  /** Takes note of what rings; `snapshot` carries the names that the page knows. */
  follow(snapshot: SoftphoneSnapshot): void {
    const { calls, extension } = snapshot;
    this.#followQuiet(snapshot);
    if (extension) this.#use(extension.id);
    this.#ringing = calls.filter(({ state }) => state.phase === 'incoming');
    this.#place?.item.ring(this, this.#ringing.length > 0);
    this.#show();
  }

  #followQuiet({ status, permissions }: SoftphoneSnapshot): void {
    const { softphone } = this.#tools.core;
    const may = permissions.includes('presence:read');
    if (may && status === 'online') this.#quiet.want();
    this.#quiet.part?.follow(may ? softphone : undefined);
  }

  readonly onPlace = (): void => {
    this.#tools.onPlace();
    this.#show();
  };

  #use(extension: string): void {
    if (extension === this.#extension) return;
    this.#extension = extension;
    this.#place?.item.ring(this, false);
    this.#place?.release();
    this.#place = extension ? ringPlace(extension) : undefined;
  }

  #show(): void {
    const msg = this.#tools.msg();
    const ringing = this.#place?.item.leads(this) ? this.#ringing : [];
    const last = ringing.at(-1);
    this.#title.flash(last ? msg(str`${partyOf(last, msg)} is calling`, { id: 'calling-you' }) : '');
    const wanted = document.hasFocus() || notificationState(this.#tools.phone) !== 'on' ? [] : ringing;
    if (wanted.length > 0 && !this.#notices) this.#load();
    this.#notices?.show(
      wanted.map((call) => ({
        call,
        title: msg('Incoming call', { id: 'call-incoming' }),
        body: bodyOf(call, msg),
        answer: msg('Answer', { id: 'answer' }),
        decline: msg('Decline', { id: 'decline' }),
      })),
    );
  }

  /** Only those who allowed notifications load what shows them. */
  #load(): void {
    if (this.#loading) return;
    this.#loading = true;
    const { phone, onAnswer } = this.#tools;
    import('./notification.js')
      .then(
        ({ CallNotices }) => (this.#notices ??= new CallNotices(onAnswer, () => phone.serviceWorker)),
        () => undefined,
      )
      .then((notices) => {
        this.#loading = false;
        if (notices) this.#show();
      });
  }

  readonly #onHide = (): void => this.#notices?.show([]);
}

function bodyOf(call: CallSnapshot, msg: Msg): string {
  const name = partyOf(call, msg);
  const { number } = call.remote;
  return number && name !== number ? `${name} · ${number}` : name;
}
