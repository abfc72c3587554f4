import { css } from 'lit';

/** Rows of people and what can be done to them. */
export const peopleStyles = css`
  .people {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 50px;
  }
  .row.speaks .avatar {
    box-shadow:
      0 0 0 2px var(--_bg),
      0 0 0 4px var(--_ok);
  }
  .text {
    flex: 1;
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
    display: flex;
    flex-wrap: wrap;
    column-gap: 8px;
    color: var(--_ink-2);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .number {
    display: none;
  }
  @container (min-width: 330px) {
    .number {
      display: block;
      flex-basis: 100%;
    }
  }
  .buttons {
    flex: none;
    display: flex;
    gap: 4px;
  }
  .chip {
    gap: 5px;
    padding: 0 10px;
    font-size: 13px;
  }
  .actions {
    gap: 8px;
  }
  .pair {
    display: flex;
    gap: 8px;
  }
  .pair:empty {
    display: none;
  }
  .pair > * {
    flex: 1;
  }
  .action.accent {
    background: var(--_accent);
    color: var(--_accent-ink);
  }
  .action[aria-disabled='true'].red {
    background: var(--_bad-fill);
    color: var(--_bad-ink);
  }
  @container (max-width: 399px) {
    .chip.drop {
      width: 44px;
      padding: 0;
      justify-content: center;
    }
    .chip.drop span {
      display: none;
    }
  }
  @container (max-width: 329px) {
    .chip {
      width: 44px;
      padding: 0;
      justify-content: center;
    }
    .chip span {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .root,
    .note {
      border: 1px solid CanvasText;
    }
  }
`;
