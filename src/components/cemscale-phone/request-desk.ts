import { SoftphoneError } from '../../shared/errors.js';
import type { CoreLink } from '../internal/core-link.js';
import { PhoneRequestEvent, type PhoneRequest } from '../internal/request.js';
import type { Sounds } from '../internal/sounds.js';
import { obey, type CallOwner } from './obey.js';
import type { PanelLoader } from './panel-loader.js';

/** Requests after which the last failure still matters. */
const quiet = new Set<PhoneRequest['type']>([
  'prepare',
  'show',
  'hide',
  'warm-up',
  'key-tone',
  'unblock-ringtone',
]);

/** What the desk acts with. */
export interface DeskTools {
  readonly phone: CallOwner;
  readonly core: CoreLink;
  readonly panel: PanelLoader;
  readonly sounds: Sounds;
  readonly show: (open: boolean) => void;
  /** The last wish that failed; null when there is none to tell of any more. */
  readonly onProblem: (problem: SoftphoneError | null) => void;
}

/** Takes what a person asks for by touching a view, and tells the views and the page what failed. */
export class RequestDesk {
  readonly #tools: DeskTools;

  constructor(tools: DeskTools) {
    this.#tools = tools;
  }

  /** Only views make these events; one of that name by anybody else asks for nothing. */
  readonly onRequest = (event: Event): void => {
    if (!(event instanceof PhoneRequestEvent)) return;
    event.stopPropagation();
    void this.take(event.request);
  };

  readonly take = async (request: PhoneRequest): Promise<void> => {
    try {
      await this.#fulfil(request);
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.#tools.onProblem(error);
      if (error.reason !== 'canceled-by-page') this.#tools.core.tell(error);
    }
  };

  #fulfil(request: PhoneRequest): Promise<unknown> | undefined {
    const { phone, core, panel, sounds, show, onProblem } = this.#tools;
    if (!quiet.has(request.type)) onProblem(null);
    switch (request.type) {
      case 'prepare':
        return panel.load();
      case 'show':
      case 'hide':
        return void show(request.type === 'show');
      default:
        return obey(phone, core.softphone, sounds, request);
    }
  }
}
