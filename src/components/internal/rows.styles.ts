import { css } from 'lit';

/**
 * Rows of people, calls and messages: `.rows > .row > (.avatar | .icon) .text > (.name .sub)`, with controls or
 * `.when` behind. A row that is a button as a whole is `button.row-main` within it. `.empty` stands in for no rows.
 */
export const rowStyles = css`
  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rows-title {
    padding: 12px 16px 4px;
    color: var(--_ink-2);
    font-size: 12.5px;
    font-weight: 600;
  }
  .row {
    --_avatar: 36px;
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 56px;
    padding-inline: 8px;
  }
  .row-main {
    flex: 1;
    min-width: 0;
    min-height: 52px;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 4px 8px;
    border-radius: 12px;
    text-align: start;
    transition: background-color 140ms;
  }
  button.row-main:hover,
  .row-main[aria-expanded='true'] {
    background: var(--_raise);
  }
  .row-main:focus-visible {
    outline-offset: -2px;
  }
  .row .text {
    flex: 1;
    min-width: 0;
    display: grid;
    line-height: 1.3;
  }
  .row .name,
  .row .sub {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row .name {
    font-weight: 500;
  }
  .row.new .name {
    font-weight: 700;
  }
  .row .sub {
    color: var(--_ink-2);
    font-size: 12.5px;
  }
  .row .when {
    flex: none;
    color: var(--_ink-2);
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .empty {
    flex: 1;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 160px;
    padding: 24px;
    color: var(--_ink-2);
    text-align: center;
    overflow-wrap: anywhere;
  }
  .empty .icon {
    width: 28px;
    height: 28px;
  }
  .empty .title {
    color: var(--_ink);
    font-size: 15px;
    font-weight: 600;
    text-align: center;
  }
  .empty .chip {
    margin-block-start: 8px;
  }
`;
