import { str } from '@lit/localize/internal/str-tag.js';
import type { ReactiveController } from 'lit';
import type { CallSnapshot } from '../../../phone/call-state.js';
import type { Lease } from '../../../shared/shared-pool.js';
import type { SoftphoneSnapshot } from '../../../softphone/snapshot.js';
import type { CoreLink } from '../../internal/core-link.js';
import { LatePart } from '../../internal/late-part.js';
import type { LocaleController, Msg } from '../../internal/localize.js';
import { partyOf } from '../party.js';
import type { PersonDesk } from '../person-desk.js';
import type { PanelModel } from '../view.js';
import { notificationState, type AlertedPhone } from './notification-state.js';
import type { CallNotices, NoticeAnswer } from './notification.js';
import { ringPlace, type RingPlace, type Ringer } from './ring-place.js';
import { TitleFlash } from './title-flash.js';

export interface AlertTools {
  readonly phone: AlertedPhone & Element;
  readonly core: Pick<CoreLink, 'softphone' | 'snapshot'>;
  readonly locale: LocaleController;
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
  readonly #person: LatePart<PersonDesk>;
  #notices: CallNotices | undefined;
  #loading = false;

  constructor(tools: AlertTools) {
    this.#tools = tools;
    const { phone } = tools;
    this.#person = new LatePart(phone, async () => new (await import('../person-desk.js')).PersonDesk(tools));
    phone.addController(this);
  }

  /** The ringtone is to be heard in this tab. */
  get ringsHere(): boolean {
    return this.#place?.item.here ?? true;
  }

  /** What the closed phone says of the person; nothing before that is known. */
  get closedWords(): Pick<PanelModel, 'news' | 'quiet'> | undefined {
    return this.#person.part?.words;
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
    this.#use('');
  }

  /** Takes note of what rings; `snapshot` carries the names that the page knows. */
  follow({ calls, extension, status }: SoftphoneSnapshot): void {
    if (status === 'online') this.#person.want();
    if (extension) this.#use(extension.id);
    this.#ringing = calls.filter(({ state }) => state.phase === 'incoming');
    this.#place?.item.ring(this, this.#ringing.length > 0);
    this.#show();
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
    const { msg } = this.#tools.locale;
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
