import { css } from 'lit';

/** What is wrong with the sound of a call, and the numbers behind its mark. */
export const callQualityStyles = css`
  :host {
    display: block;
    color: var(--_ink);
  }
  .warning {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 10px;
    margin-block-start: 8px;
    padding: 10px 12px;
    border: 1px solid color-mix(in oklab, var(--_bad) 45%, var(--_line));
    border-radius: 12px;
    background: color-mix(in oklab, var(--_bad) 7%, var(--_bg));
    text-align: start;
  }
  .warning > .icon {
    grid-row: span 2;
    width: 20px;
    height: 20px;
    color: var(--_bad);
  }
  .warning b {
    font-weight: 600;
  }
  .warning p,
  .warning button {
    grid-column: 2;
  }
  .warning p {
    color: var(--_ink-2);
    font-size: 13px;
  }
  .warning button {
    justify-self: start;
    min-height: 44px;
    color: var(--_accent);
    font-weight: 600;
  }
  .warning button[aria-disabled='true'] {
    color: var(--_ink-2);
    cursor: default;
  }
  .details {
    margin-block-start: 4px;
    padding: 8px 12px 10px;
    border-radius: 12px;
    background: var(--_raise);
    font-size: 13px;
    text-align: start;
  }
  .details ul {
    margin: 0 0 6px;
    padding: 0;
    list-style: none;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding-block: 3px;
    font-weight: 400;
    text-align: end;
  }
  td {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  thead th {
    color: var(--_ink-2);
    font-size: 12px;
  }
  tbody th {
    color: var(--_ink-2);
    text-align: start;
  }
  @media (forced-colors: active) {
    .warning button {
      padding-inline: 12px;
    }
  }
`;
