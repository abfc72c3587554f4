import { str } from '@lit/localize/internal/str-tag.js';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isKept, onKeptElsewhere } from '../../softphone/kept-mark.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { CoreLink } from '../internal/core-link.js';
import { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import { LookChosenEvent } from '../internal/look-chosen.js';
import { fetchedRecents } from '../internal/recents-link.js';
import type { PersonLook } from './person-look.js';
import type { QuietWatch } from './quiet-watch.js';
import type { PanelModel } from './view.js';

export interface PersonTools {
  readonly phone: ReactiveControllerHost & Element;
  readonly core: Pick<CoreLink, 'softphone' | 'snapshot'>;
  readonly locale: LocaleController;
}

/** What is the person's own though the phone is closed: what waits for them, that they want no calls, how it looks. */
export class PersonDesk implements ReactiveController {
  readonly #tools: PersonTools;
  readonly #quiet: LatePart<QuietWatch>;
  readonly #look: LatePart<PersonLook>;
  #stop: Unsubscribe = () => {};

  constructor(tools: PersonTools) {
    const { phone, locale } = tools;
    this.#tools = tools;
    this.#quiet = new LatePart(phone, async () => {
      const { QuietWatch } = await import('./quiet-watch.js');
      return new QuietWatch(() => phone.requestUpdate());
    });
    this.#look = new LatePart(phone, async () => {
      const { PersonLook } = await import('./person-look.js');
      return new PersonLook(phone, locale);
    });
    if (isKept('preferences')) this.#look.want();
    this.#awaitTabs();
    phone.shadowRoot?.addEventListener(LookChosenEvent.type, (event) => {
      event.stopPropagation();
      this.#look.want();
    });
    phone.addController(this);
  }

  /** In few words, for the closed phone. */
  get words(): Pick<PanelModel, 'news' | 'quiet'> {
    const { core, locale } = this.#tools;
    const { msg } = locale;
    const missed = fetchedRecents(core.softphone ?? null)?.missed ?? 0;
    const one = missed === 1 ? msg('Missed call', { id: 'end-missed' }) : '';
    return {
      news: missed > 1 ? msg(str`${missed} missed calls`, { id: 'missed-calls' }) : one,
      quiet: this.#quiet.part?.isQuiet ? msg('Do not disturb', { id: 'presence-dnd' }) : '',
    };
  }

  /** What another tab keeps may be the first that anybody has chosen. */
  #awaitTabs(): void {
    this.#stop();
    this.#stop = onKeptElsewhere('preferences', () => this.#look.want());
  }

  /** Runs with each snapshot, and when a part has come. */
  hostUpdate(): void {
    const { softphone, snapshot } = this.#tools.core;
    const may = snapshot.permissions.includes('presence:read');
    if (may && snapshot.status === 'online') this.#quiet.want();
    this.#quiet.part?.follow(may ? softphone : undefined);
    this.#look.part?.follow(snapshot.extension?.id ?? '');
  }

  hostConnected(): void {
    this.#awaitTabs();
  }

  hostDisconnected(): void {
    this.#stop();
    this.#quiet.part?.follow(undefined);
    this.#look.part?.follow('');
  }
}
