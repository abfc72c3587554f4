import { css } from 'lit';
import { base } from '../internal/base.styles.js';
import { rootStyles } from '../internal/root.styles.js';
import { markStyles } from '../internal/presence-mark.js';
import { tokens } from '../internal/tokens.styles.js';
import { ownStyles } from './own-status.styles.js';

const host = css`
  :host {
    max-width: 100%;
  }
  :host([extension]:not([extension=''])) {
    display: inline-block;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    --_max-height: var(--cemscale-presence-max-height, 400px);
  }
`;

const chip = css`
  .chip {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    border: 1px solid var(--_line);
    border-radius: 16px;
    background: var(--_bg);
    contain: layout style;
  }
  .chip .person {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    min-height: 30px;
    padding: 2px 10px;
    border-radius: inherit;
    font-size: 13px;
    white-space: nowrap;
  }
  .chip .person:hover,
  .chip .call:hover {
    background: var(--_raise);
  }
  .chip .name {
    overflow: hidden;
    min-width: 0;
    font-weight: 500;
    text-overflow: ellipsis;
  }
  .chip .word {
    color: var(--_ink-2);
  }
  .chip .call {
    width: 30px;
    height: 30px;
    color: var(--_accent);
  }
  .chip .call .icon {
    width: 16px;
    height: 16px;
  }
  .chip.compact {
    border: 0;
    background: none;
  }
  .chip.compact .person {
    justify-content: center;
    min-width: 24px;
    min-height: 24px;
    padding: 0;
  }
  @media (pointer: coarse) {
    .chip .person,
    .chip.compact .person {
      min-width: 44px;
      min-height: 44px;
    }
    .chip .call {
      width: 44px;
      height: 44px;
    }
    .chip {
      border-radius: 22px;
    }
  }
  @media (forced-colors: active) {
    .chip button {
      border: 0;
    }
  }
`;

const team = css`
  .team {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    width: 100%;
    /* Its rows are laid out for themselves and lend it no width where the page leaves that to the content. */
    min-width: 260px;
    height: 100%;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
  }
  .head {
    flex: none;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-height: 56px;
    padding: 8px 16px;
  }
  .title {
    min-width: 0;
    font-size: 15px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .head .own {
    flex: none;
    max-width: 65%;
  }
  .search {
    flex: none;
    position: relative;
    display: flex;
    align-items: center;
    margin: 0 16px 8px;
  }
  .search .icon {
    position: absolute;
    inset-inline-start: 10px;
    width: 18px;
    height: 18px;
    color: var(--_ink-2);
    pointer-events: none;
  }
  .search input {
    appearance: none;
    width: 100%;
    min-width: 0;
    height: 40px;
    margin: 0;
    padding-inline: 36px 12px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_raise);
    color: inherit;
    font: inherit;
  }
  .search input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .notice,
  .empty,
  .problem {
    flex: none;
    margin: 0 16px 8px;
    padding: 8px 12px;
    border-radius: 10px;
    font-size: 13px;
  }
  .notice {
    background: color-mix(in oklab, var(--_warn) 16%, var(--_bg));
  }
  .empty {
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .problem {
    color: var(--_bad);
  }
  .notice:empty,
  .problem:empty,
  .empty:empty {
    display: none;
  }
  .team cemscale-presence-list {
    flex: 0 1 auto;
    padding-block-end: 8px;
  }
  @media (forced-colors: active) {
    .notice {
      border: 1px solid CanvasText;
    }
  }
`;

export const styles = [tokens, base, rootStyles, markStyles, ownStyles, host, chip, team];
