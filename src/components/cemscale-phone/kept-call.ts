import { css, html, render } from 'lit';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { isLive } from '../../softphone/snapshot.js';
import { adoptInto } from '../internal/adopted-styles.js';
import { base } from '../internal/base.styles.js';
import type { Msg } from '../internal/localize.js';
import { PhoneRequestEvent, type PhoneRequest } from '../internal/request.js';
import { rootStyles } from '../internal/root.styles.js';
import { tokens } from '../internal/tokens.styles.js';
import './call-bar.js';

/** Document Picture-in-Picture (WICG), as far as it is used; not part of TypeScript's own types. */
interface PictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}

/** What the kept call shows, and whom it tells. */
export interface KeptCallTools {
  readonly phone: HTMLElement;
  readonly snapshot: () => SoftphoneSnapshot;
  readonly msg: () => Msg;
  readonly take: (request: PhoneRequest) => unknown;
}

const SIZE = { width: 360, height: 76 };

/** What the page may have set on its phone, to be set in the other window as well. */
const themed = [
  ...['hue', 'font', 'radius', 'accent', 'accent-ink', 'ok', 'bad', 'warn', 'bg', 'raise', 'line', 'ink', 'ink-2'],
].map((name) => `--cemscale-${name}`);

const styles = css`
  :host {
    height: 100vh;
    background: var(--_bg);
  }
  .root {
    display: grid;
    align-content: center;
    height: 100%;
    --_shadow: none;
  }
  cemscale-call-bar {
    --_bar-line: transparent;
  }
`;

/** The call at hand in a small window that stays in front of all others. Its sound stays in the page. */
export class KeptCall {
  readonly #tools: KeptCallTools;
  #window: Window | null = null;
  #root: ShadowRoot | null = null;
  #isAwaited = false;

  constructor(tools: KeptCallTools) {
    this.#tools = tools;
  }

  /** Opens it, from within a gesture. Rejects with the browser's `NotAllowedError` without one. */
  async open(): Promise<void> {
    if (this.#window) return;
    const { documentPictureInPicture: api } = window as unknown as { documentPictureInPicture: PictureInPicture };
    const view = await api.requestWindow(SIZE);
    // The call may have ended while the window was on its way.
    if (!this.#tools.snapshot().calls.some(isLive)) return view.close();
    this.#window = view;
    view.addEventListener('pagehide', this.#onGone, { once: true });
    this.#furnish(view.document);
    this.draw();
  }

  /** Shows the snapshot of now; without a live call the window closes. */
  draw(): void {
    const snapshot = this.#tools.snapshot();
    this.#await(snapshot.calls.some(({ state }) => state.phase === 'active'));
    if (!this.#root) return;
    if (!snapshot.calls.some(isLive)) return this.close();
    const drawn = this.#tools.phone.shadowRoot?.querySelector('.root');
    // The page, the system or the person has decided it.
    if (drawn) this.#root.ownerDocument.documentElement.style.colorScheme = getComputedStyle(drawn).colorScheme;
    const bar = html`<div class="root" lang=${this.#tools.phone.lang}>
      <cemscale-call-bar .snapshot=${snapshot} .msg=${this.#tools.msg()}></cemscale-call-bar>
    </div>`;
    render(bar, this.#root);
  }

  close(): void {
    this.#window?.close();
    this.#onGone();
  }

  /** Nothing is kept any more. */
  end(): void {
    this.close();
    this.#await(false);
  }

  /** Chromium opens the window by itself when the tab of a call is left, where the person has not forbidden it. */
  #await(isTalking: boolean): void {
    if (isTalking === this.#isAwaited) return;
    this.#isAwaited = isTalking;
    try {
      const open = (): void => void this.open().catch(() => undefined);
      navigator.mediaSession.setActionHandler(
        'enterpictureinpicture' as MediaSessionAction,
        isTalking ? open : null,
      );
    } catch {
      // An action that this browser does not know.
    }
  }

  #furnish(page: Document): void {
    const { phone } = this.#tools;
    const look = getComputedStyle(phone);
    const host = page.createElement('div');
    page.documentElement.dir = look.direction;
    page.body.style.margin = '0';
    page.title = document.title;
    const theme = phone.getAttribute('theme');
    if (theme) host.setAttribute('theme', theme);
    for (const name of themed) {
      const value = look.getPropertyValue(name);
      if (value) host.style.setProperty(name, value);
    }
    this.#root = host.attachShadow({ mode: 'open' });
    adoptInto(this.#root, [tokens, base, rootStyles, styles]);
    this.#root.addEventListener(PhoneRequestEvent.type, this.#onRequest);
    page.body.append(host);
  }

  readonly #onRequest = (event: Event): void => {
    if (!(event instanceof PhoneRequestEvent)) return;
    if (event.request.type === 'show') {
      // Back to the page, from which the call is no longer away.
      window.focus();
      this.close();
    }
    void this.#tools.take(event.request);
  };

  readonly #onGone = (): void => {
    this.#window = this.#root = null;
  };
}
