import { css } from 'lit';
import { base } from '../internal/base.styles.js';
import { rootStyles } from '../internal/root.styles.js';
import { tokens } from '../internal/tokens.styles.js';

const host = css`
  :host {
    display: contents;
  }
  :host([mode='inline']) {
    display: block;
    container-type: inline-size;
    width: 100%;
    min-width: 280px;
    max-width: 420px;
    height: 588px;
    max-height: 100%;
  }
  :host([mode='docked']) {
    display: block;
    container-type: inline-size;
    width: 100%;
    min-width: 280px;
    height: 100%;
    min-height: 320px;
  }
  :host([mode='bar']) {
    display: block;
    width: 100%;
    min-width: 240px;
  }
  :host([hidden]) {
    display: none;
  }
  .root.inline {
    display: block;
    height: 100%;
  }
  .root.floating {
    position: fixed;
    z-index: var(--cemscale-z-index, 2147483000);
    inset-block: max(12px, env(safe-area-inset-top)) max(16px, env(safe-area-inset-bottom));
    inset-inline: max(12px, env(safe-area-inset-left)) max(12px, env(safe-area-inset-right));
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    align-items: flex-end;
    gap: 12px;
    pointer-events: none;
  }
  .root.start {
    align-items: flex-start;
  }
  .root.top {
    flex-direction: column-reverse;
  }
  .root > * {
    pointer-events: auto;
  }
  cemscale-phone-panel {
    --_panel-shadow: var(--_shadow);
    flex: 0 1 588px;
    min-height: 0;
    width: min(var(--cemscale-width, 344px), 100%);
  }
  .back cemscale-phone-panel {
    animation: none;
  }
  .inline cemscale-phone-panel,
  .inline .waiting {
    --_panel-shadow: none;
    width: 100%;
    height: 100%;
  }
  :host([mode='docked']) cemscale-phone-panel {
    --_panel-radius: 0px;
  }
  .bar cemscale-phone-panel {
    --_hide: grid;
    position: fixed;
    inset: auto;
    z-index: var(--cemscale-z-index, 2147483000);
    width: min(var(--cemscale-width, 344px), calc(100vw - 16px));
    height: min(588px, calc(100vh - 16px));
    margin: 0;
    padding: 0;
    overflow: visible;
    border: 0;
    background: none;
    color: inherit;
  }
  .waiting {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
  }
`;

const launcher = css`
  .pill {
    flex: none;
    display: flex;
    align-items: center;
    gap: 10px;
    max-width: 100%;
    min-height: 52px;
    border-radius: 28px;
    box-shadow: var(--_shadow);
    padding-inline: 16px 20px;
    background: var(--_accent);
    color: var(--_accent-ink);
    font-size: 15px;
    font-weight: 600;
    --_cut: var(--_accent);
    transition:
      transform 140ms,
      filter 140ms;
  }
  .pill:hover {
    filter: brightness(1.06);
  }
  .pill:active {
    transform: scale(0.98);
  }
  .pill:focus-visible {
    outline-color: var(--_accent);
    outline-offset: 3px;
  }
  .floating .pill .dot[class] {
    color: inherit;
  }
  .pill .status {
    display: flex;
    align-items: center;
    gap: 7px;
    padding-inline-start: 12px;
    border-inline-start: 1px solid color-mix(in oklab, currentColor 32%, transparent);
    font-size: 13px;
    font-weight: 500;
  }
  .pill.open {
    width: 52px;
    padding: 0;
    justify-content: center;
  }
  .floating .pill {
    touch-action: none;
  }
  .bar .pill {
    width: 100%;
    justify-content: space-between;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    color: var(--_ink);
    --_cut: var(--_bg);
    box-shadow: none;
  }
  .bar .pill .label {
    flex: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  cemscale-call-bar {
    flex: none;
    width: min(var(--cemscale-width, 344px), 100%);
  }
  .bar cemscale-call-bar {
    --_shadow: none;
    --_bar-radius: var(--_radius);
    width: 100%;
  }
  @media (max-height: 660px) {
    .pill.open {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .pill {
      border: 1px solid ButtonText;
    }
  }
`;

/** Styles of `<cemscale-phone>`: where it sits, and the closed launcher. The open panel brings its own. */
export const styles = [tokens, base, rootStyles, host, launcher];
