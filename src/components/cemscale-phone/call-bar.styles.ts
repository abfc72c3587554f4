import { css } from 'lit';
import { base } from '../internal/base.styles.js';

const bar = css`
  :host {
    display: block;
    max-width: 100%;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 2px;
    min-height: 56px;
    padding-inline: 8px 6px;
    border: 1px solid var(--_bar-line, var(--_line));
    border-radius: var(--_bar-radius, 28px);
    background: var(--_bg);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    animation: rise 160ms ease-out;
  }
  .who {
    position: relative;
    flex: 1;
    min-width: 0;
    min-height: 44px;
    display: flex;
    align-items: center;
    gap: 10px;
    padding-inline: 8px;
    border-radius: 22px;
  }
  .text {
    min-width: 0;
    display: grid;
    line-height: 1.3;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .sub {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_ink-2);
    font-size: 12px;
  }
  .gap {
    flex: none;
    width: 4px;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid ButtonText;
    }
  }
`;

/** Styles of the call in one row. */
export const callBarStyles = [base, bar];
