import { readRecords } from '../../phone/resume/read-records.js';
import { RECORD_LIFE_MS, type ResumeRecord } from '../../phone/resume/record.js';
import { randomUuid } from '../../phone/sip/random-token.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';
import { toJson } from '../../shared/json.js';
import { goOn, type ResumingLine } from './go-on.js';
import { remember } from '../../shared/tab-memory.js';
import { keptCalls } from './mark.js';

/** A page that crashes writes nothing any more: what it wrote last is never older than this. */
const REFRESH_MS = 15_000;
/** How long the page before may take to be gone. A page that goes lets go at once; one that stays is not waited for. */
const PATIENCE_MS = 1500;

export interface ResumeKeeperOptions extends ResumingLine {
  /** Where in the storage of this window. */
  readonly key: string;
}

/**
 * Keeps what the next page of this window needs to go on with the calls of this one, and takes what the page before has
 * left. A window that was duplicated has a copy of it: the page whose calls they are holds a Web Lock while it lives, and
 * who finds it held takes nothing.
 */
export class ResumeKeeper {
  readonly #options: ResumeKeeperOptions;
  readonly #page = randomUuid();
  readonly #stops: (() => void)[] = [];
  #holding: AbortController | null = null;
  #cancelRefresh: CancelTimer = () => {};
  /** The page is on its way out, or in the back/forward cache: what it wrote stays. */
  #isAway = false;

  constructor(options: ResumeKeeperOptions) {
    this.#options = options;
  }

  /** Goes on with what is there, and keeps what comes. Never rejects. */
  async start(): Promise<void> {
    const { phone } = this.#options;
    window.addEventListener('pagehide', this.#onPageHide);
    window.addEventListener('pageshow', this.#onPageShow);
    await this.#takeUp();
    this.#stops.push(
      phone.on('resumable', () => this.#save()),
      () => window.removeEventListener('pagehide', this.#onPageHide),
      () => window.removeEventListener('pageshow', this.#onPageShow),
    );
    this.#save();
  }

  /** The phone is off, its calls have ended: nothing is left for another page. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#isAway = true;
    this.#write([]);
  }

  async #takeUp(): Promise<void> {
    const { key, clock } = this.#options;
    const { page, records } = readKept(keptCalls(key), clock.now());
    const isOurs = page !== null && (await isGone(page, clock));
    if (!isOurs || this.#isAway) return;
    // Ours from now on: a copy of this window finds the lock of this page.
    this.#write(records);
    await goOn(records, this.#options);
  }

  readonly #onPageHide = ({ persisted }: PageTransitionEvent): void => {
    this.#save();
    this.#isAway = true;
    this.#cancelRefresh();
    // The page may sleep and come back; its microphone must not, and its calls go on in the next one.
    if (persisted) this.#options.phone.letGo();
    this.#release();
  };

  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) return;
    this.#isAway = false;
    void this.#takeUp().then(() => this.#save());
  };

  #save(): void {
    if (!this.#isAway) this.#write(this.#options.phone.resumeRecords());
  }

  #write(records: readonly ResumeRecord[]): void {
    const { key, clock } = this.#options;
    this.#cancelRefresh();
    if (records.length === 0) {
      remember(key, null);
      return this.#release();
    }
    this.#hold();
    if (remember(key, toJson({ page: this.#page, records })))
      this.#cancelRefresh = clock.after(REFRESH_MS, () => this.#save());
  }

  #hold(): void {
    if (this.#holding) return;
    const holding = new AbortController();
    const { signal } = holding;
    this.#holding = holding;
    const untilReleased = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    navigator.locks.request(lockOf(this.#page), { signal }, untilReleased).catch(() => undefined);
  }

  #release(): void {
    this.#holding?.abort();
    this.#holding = null;
  }
}

function lockOf(page: string): string {
  return `cemscale-calls ${page}`;
}

/** Whether the page that wrote them is no more. */
async function isGone(page: string, clock: Clock): Promise<boolean> {
  const patience = new AbortController();
  const cancel = clock.after(PATIENCE_MS, () => patience.abort());
  try {
    await navigator.locks.request(lockOf(page), { signal: patience.signal }, () => undefined);
    return true;
  } catch {
    return false;
  } finally {
    cancel();
  }
}

function readKept(
  text: string | null,
  now: number,
): { readonly page: string | null; readonly records: ResumeRecord[] } {
  try {
    const { page, records } = JSON.parse(text ?? '{}') as { page?: unknown; records?: unknown };
    const young = readRecords(records).filter(({ savedAt }) => now - savedAt <= RECORD_LIFE_MS);
    return { page: typeof page === 'string' && young.length > 0 ? page : null, records: young };
  } catch {
    return { page: null, records: [] };
  }
}
