import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom';
import type { LitElement, ReactiveController } from 'lit';

/** Anchors the open phone to its slim bar, in the top layer where there is one, so that nothing of the page cuts it off. */
export class BarPanel implements ReactiveController {
  readonly #phone: LitElement & { readonly mode: string };
  #panel: HTMLElement | null = null;
  #stop: () => void = () => {};

  constructor(phone: LitElement & { readonly mode: string }) {
    this.#phone = phone;
    phone.addController(this);
  }

  hostConnected(): void {
    this.#phone.requestUpdate();
  }

  hostUpdated(): void {
    const { mode, renderRoot, isConnected } = this.#phone;
    // What is drawn after it left the page has no place.
    const panel =
      mode === 'bar' && isConnected ? renderRoot.querySelector<HTMLElement>('cemscale-phone-panel') : null;
    if (panel === this.#panel) return;
    this.#letGo();
    if (panel) this.#anchor(panel);
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  #anchor(panel: HTMLElement): void {
    this.#panel = panel;
    panel.setAttribute('popover', 'manual');
    // Before 2024 some browsers had no popovers: there it is fixed above the page.
    if (typeof panel.showPopover === 'function') panel.showPopover();
    this.#stop = autoUpdate(this.#phone, panel, () => void this.#place(panel));
  }

  async #place(panel: HTMLElement): Promise<void> {
    const isRtl = getComputedStyle(this.#phone).direction === 'rtl';
    const { x, y } = await computePosition(this.#phone, panel, {
      strategy: 'fixed',
      placement: isRtl ? 'bottom-start' : 'bottom-end',
      middleware: [
        offset(8),
        flip({ padding: 8 }),
        shift({ padding: 8 }),
        size({
          padding: 8,
          apply: ({ availableHeight }) => {
            panel.style.height = `${Math.min(588, Math.max(280, availableHeight))}px`;
          },
        }),
      ],
    });
    if (panel !== this.#panel) return;
    panel.style.left = `${x}px`;
    panel.style.top = `${y}px`;
  }

  #letGo(): void {
    this.#stop();
    const { style } = this.#panel ?? {};
    this.#panel?.removeAttribute('popover');
    for (const name of ['left', 'top', 'height']) style?.removeProperty(name);
    this.#panel = null;
    this.#stop = () => {};
  }
}
