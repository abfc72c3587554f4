/** Styles of the button that appears at a number. The host belongs to a page that may style everything, so `!important`. */
export const buttonStyles = `
  :host {
    all: initial !important;
    position: fixed !important;
    z-index: 2147483647 !important;
    inset: 0 auto auto 0 !important;
    display: block !important;
    width: max-content !important;
    max-width: calc(100vw - 16px) !important;
    overflow: visible !important;
    background: none !important;
    translate: var(--_x, 0) var(--_y, 0) !important;
  }
  :host(.resting) {
    width: 1px !important;
    height: 1px !important;
    overflow: hidden !important;
    clip-path: inset(50%) !important;
    pointer-events: none !important;
  }
  button {
    --_hue: var(--cemscale-hue, 255);
    --_fill: var(--cemscale-accent, oklch(0.5 0.17 var(--_hue)));
    --_ink: var(--cemscale-accent-ink, #fff);
    box-sizing: border-box;
    display: flex;
    align-items: center;
    gap: 8px;
    max-width: 100%;
    min-height: 36px;
    margin: 0;
    padding: 4px 14px 4px 10px;
    border: 1px solid rgb(255 255 255 / 0.55);
    border-radius: 18px;
    background: #1766c8;
    background: var(--_fill);
    color: var(--_ink);
    font: 500 14px/1.3 var(--cemscale-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    font-variant-numeric: tabular-nums;
    text-align: start;
    overflow-wrap: anywhere;
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.2), 0 8px 24px -6px rgb(16 24 64 / 0.4);
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
    animation: appear 140ms ease-out;
  }
  button:dir(rtl) { padding: 4px 10px 4px 14px; }
  button:hover { filter: brightness(1.08); }
  button:focus-visible { outline: 2px solid var(--_fill); outline-offset: 2px; }
  svg { flex: none; width: 18px; height: 18px; }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @keyframes appear { from { opacity: 0; } }
  @media (pointer: coarse) { button { min-height: 44px; border-radius: 22px; } }
  @media (prefers-reduced-motion: reduce) { button { animation: none; } }
  @media (forced-colors: active) { button { border-color: ButtonText; } }
`;
