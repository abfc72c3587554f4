import type { ReactiveControllerHost } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { DeviceNotice } from '../../softphone/audio/device-changes.js';
import { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import type { Announcement } from './announcements.js';

/** Says to screen readers what happens to a call, whether the phone is open or not. */
export class Announcer {
  readonly #host: ReactiveControllerHost;
  readonly #words: LatePart<typeof import('./told-part.js')>;
  readonly #locale: LocaleController;
  said: Announcement = { text: '', urgent: false };

  constructor(host: ReactiveControllerHost, locale: LocaleController) {
    this.#host = host;
    this.#words = new LatePart(host, () => import('./told-part.js'));
    this.#locale = locale;
  }

  async follow(call: CallSnapshot, before: CallSnapshot | null): Promise<void> {
    const words = (await this.#words.load())?.announcementFor(call, before, this.#locale.msg);
    if (words) this.#say(words);
  }

  /** Says what became of a sound device. */
  async tellDevice(notice: DeviceNotice): Promise<void> {
    const { title = '', text = '' } = (await this.#words.load())?.wordsForDevice(this.#locale.msg, notice) ?? {};
    if (title) this.#say({ text: `${title}. ${text}`, urgent: notice.next === null });
  }

  #say(words: Announcement): void {
    this.said = words;
    this.#host.requestUpdate();
  }
}

/** A call that has just come or is just being made here opens the phone. */
export function wantsAttention({ direction, state: { phase } }: CallSnapshot): boolean {
  return phase !== 'ended' && (direction === 'inbound' || phase === 'preparing');
}
