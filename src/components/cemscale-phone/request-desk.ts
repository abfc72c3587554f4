import { SoftphoneError } from '../../shared/errors.js';
import type { CoreLink } from '../internal/core-link.js';
import type { LatePart } from '../internal/late-part.js';
import { PhoneRequestEvent, type PhoneRequest } from '../internal/request.js';
import type { Layout } from './layout.js';
import type { PhoneDesk } from './phone-desk.js';

/** What the desk acts with. */
export interface RequestTools {
  readonly core: CoreLink;
  readonly panel: LatePart<unknown>;
  readonly desk: LatePart<PhoneDesk>;
  readonly layout: Layout;
  readonly show: (open: boolean) => void;
  /** The last wish that failed. */
  readonly onProblem: (problem: SoftphoneError | null) => void;
}

/** Takes what a person asks for by touching a view, and tells the views and the page what failed. */
export class RequestDesk {
  readonly #tools: RequestTools;

  constructor(tools: RequestTools) {
    this.#tools = tools;
  }

  /** Only views make these events; one of that name by anybody else asks for nothing. */
  readonly onRequest = (event: Event): void => {
    if (!(event instanceof PhoneRequestEvent)) return;
    event.stopPropagation();
    void this.take(event.request);
  };

  readonly take = async (request: PhoneRequest): Promise<void> => {
    const { core, panel, desk, layout, show, onProblem } = this.#tools;
    const { type } = request;
    try {
      if (type === 'prepare') {
        layout.prepare();
        // What it shows without a call comes beside it, not after it.
        void import('./idle-part.js').catch(() => undefined);
        await panel.load();
      } else if (type === 'show' || type === 'hide') show(type === 'show');
      else await desk.use((open) => open.take(request));
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      onProblem(error);
      if (error.reason !== 'canceled-by-page') core.tell(error);
    }
  };
}
