import { css } from 'lit';
import { base } from '../internal/base.styles.js';
import { chipStyles } from '../internal/chip.styles.js';
import { callStyles } from './call-views.styles.js';
import { viewStyles } from './view.styles.js';

const frame = css`
  :host {
    display: block;
    container-type: inline-size;
    animation: rise 170ms ease-out;
  }
  .panel {
    height: 100%;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_panel-radius, var(--_radius));
    background: var(--_bg);
    color: var(--_ink);
    box-shadow: var(--_panel-shadow, none);
  }
  .head {
    flex: none;
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 56px;
    padding-block: 6px;
    padding-inline: 16px 6px;
    border-block-end: 1px solid var(--_line);
  }
  .head-text {
    flex: 1;
    min-width: 0;
    display: grid;
    line-height: 1.3;
  }
  .head b,
  .head .word {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .head .word {
    color: var(--_ink-2);
    font-size: 12.5px;
    font-weight: 400;
  }
  /* The launcher below closes the panel; where there is no room for it, this does. */
  .hide {
    display: var(--_hide, none);
    color: var(--_ink-2);
  }
  .notices {
    display: grid;
    gap: 8px;
    max-height: 50%;
    overflow-y: auto;
    padding: 10px 12px 2px;
  }
  .above {
    overflow-y: auto;
  }
  .notices:empty {
    padding: 0;
  }
  .notice {
    --_tone: var(--_accent);
    display: flex;
    gap: 10px;
    padding: 9px 12px;
    border-radius: 12px;
    background: color-mix(in oklab, var(--_tone) 12%, var(--_bg));
    font-size: 13px;
    animation: appear 160ms ease-out;
  }
  .notice.warn {
    --_tone: var(--_warn);
  }
  .notice.bad {
    --_tone: var(--_bad);
  }
  .notice .icon {
    width: 20px;
    height: 20px;
    color: var(--_tone);
  }
  .notice .words {
    min-width: 0;
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    overflow-wrap: anywhere;
  }
  .notice .text {
    flex: 1 1 152px;
  }
  .notice-title {
    font-weight: 600;
  }
  .view.third > * {
    flex: 1;
  }
  .view {
    container-type: size;
  }
  .view,
  cemscale-dial-view {
    flex: 1;
    min-height: 40%;
    display: flex;
    flex-direction: column;
    animation: appear 150ms ease-out;
  }
  @media (max-height: 660px) {
    .hide {
      display: grid;
    }
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`;

/** Styles of the open panel and of the views of a call. */
export const panelStyles = [base, chipStyles, frame, viewStyles, callStyles];
