import { css } from 'lit';

/** The rooms of the open phone, and the tabs below them. */
export const roomStyles = css`
  .room {
    flex: 1;
    min-height: 165px;
    display: flex;
    flex-direction: column;
    animation: appear 150ms ease-out;
  }
  .room > * {
    flex: 1;
    min-height: 0;
  }
  .room-waits {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    padding: 24px;
    color: var(--_ink-2);
  }
  .tabs {
    flex: none;
    display: flex;
    justify-content: center;
    padding-inline: 4px;
    border-block-start: 1px solid var(--_line);
  }
  .tab {
    position: relative;
    flex: 1 1 0;
    min-width: 44px;
    max-width: 96px;
    min-height: 56px;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 2px;
    padding: 4px 2px;
    border: 0;
    background: none;
    color: var(--_ink-2);
    font-size: 12px;
    line-height: 1.2;
  }
  .tab .icon {
    width: 22px;
    height: 22px;
  }
  .tab-label {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tab:hover {
    color: var(--_ink);
  }
  .tab[aria-selected='true'] {
    color: var(--_accent);
  }
  .tab[aria-selected='true']::before {
    content: '';
    position: absolute;
    inset-block-start: -1px;
    inset-inline: 22%;
    height: 2px;
    border-radius: 1px;
    background: currentColor;
  }
  .badge {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-start: calc(50% + 6px);
    min-width: 16px;
    padding-inline: 4px;
    border-radius: 8px;
    background: var(--_bad);
    color: var(--_bad-ink, #fff);
    font-size: 11px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 16px;
    text-align: center;
  }
  @container (max-width: 319px) {
    .tab[aria-selected='false'] .tab-label {
      display: none;
    }
    .tabs {
      padding: 0;
    }
    .tab {
      min-width: 42px;
    }
    .tab[aria-selected='true'] {
      flex: 1 1 auto;
    }
  }
`;
