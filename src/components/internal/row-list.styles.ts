import { css } from 'lit';

/** Lists of people and calls: rows of fixed heights that lay out and paint for themselves alone. */
export const rowListStyles = css`
  .rows {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    contain: layout paint style;
  }
  .whole {
    position: relative;
    contain: layout style size;
  }
  .line {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    display: flex;
    align-items: center;
    padding-inline: 8px;
    contain: strict;
  }
  .line.heading {
    align-items: end;
    padding: 0 16px 4px;
    color: var(--_ink-2);
    font-size: 12.5px;
    font-weight: 600;
  }
  .cell {
    flex: none;
    min-width: 0;
  }
  .cell:first-child {
    flex: 1;
  }
  .entry {
    --_avatar: 36px;
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    height: 52px;
    padding-inline: 8px;
    border-radius: 12px;
    transition: background-color 140ms;
  }
  .entry:hover {
    background: var(--_raise);
  }
  .entry:focus-visible,
  .line .round:focus-visible {
    outline-offset: -2px;
  }
  .entry[aria-disabled='true'] {
    cursor: default;
  }
  .entry .text {
    flex: 1;
    min-width: 0;
    display: grid;
    line-height: 1.3;
  }
  .entry .name {
    display: flex;
    align-items: baseline;
    gap: 6px;
    min-width: 0;
    font-size: 14px;
    font-weight: 500;
  }
  .entry .name > bdi {
    overflow: hidden;
    min-width: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .entry .sub {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    color: var(--_ink-2);
    font-size: 13px;
    white-space: nowrap;
  }
  .entry .sub .icon {
    width: 16px;
    height: 16px;
  }
  .entry .sub .word {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .entry .figure {
    flex: none;
    font-variant-numeric: tabular-nums;
  }
  .line .round {
    color: var(--_ink-2);
  }
  .line .round .icon {
    width: 20px;
    height: 20px;
  }
  .tools {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 10px 12px 6px;
  }
  .search {
    position: relative;
    flex: 1 1 150px;
    min-width: 0;
  }
  .search > .icon {
    position: absolute;
    inset-block-start: 13px;
    inset-inline-start: 12px;
    width: 18px;
    height: 18px;
    color: var(--_ink-2);
    pointer-events: none;
  }
  .search input {
    width: 100%;
    height: 44px;
    margin: 0;
    padding-inline: 38px 12px;
    border: 1px solid var(--_line);
    border-radius: 22px;
    background: var(--_raise);
    color: inherit;
    font: inherit;
    font-size: 16px;
    appearance: none;
  }
  .search input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .choice {
    flex: none;
    display: flex;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: 22px;
    background: var(--_raise);
  }
  .choice button {
    min-width: 44px;
    min-height: 42px;
    padding-inline: 14px;
    border-radius: 21px;
    color: var(--_ink-2);
    font-size: 13px;
    font-weight: 600;
  }
  .choice button[aria-pressed='true'] {
    background: var(--_bg);
    box-shadow: 0 0 0 1px var(--_line);
    color: var(--_ink);
  }
  @media (forced-colors: active) {
    .entry,
    .line .round,
    .choice button {
      border-color: transparent;
    }
    .search input {
      border: 1px solid CanvasText;
    }
    .choice button[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
