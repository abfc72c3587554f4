import { css } from 'lit';

/** What only the recents and the details of a call have. */
export const recentsStyles = css`
  .entry.missed .name,
  .entry.missed .sub .icon,
  .past .missed {
    color: var(--_bad);
  }
  .entry .count {
    flex: none;
    color: var(--_ink-2);
    font-weight: 400;
  }
  .entry .figure {
    color: var(--_ink-2);
    font-size: 12.5px;
  }
  .line .older {
    display: flex;
    width: calc(100% - 16px);
    margin-inline: 8px;
  }
  .who {
    --_avatar: 64px;
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 4px 16px 14px;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .who .name {
    margin-block-start: 6px;
    font-size: 20px;
    font-weight: 600;
  }
  .who p {
    color: var(--_ink-2);
  }
  .who .record {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    color: var(--_accent);
  }
  .deeds {
    justify-content: center;
    padding: 0 8px 12px;
  }
  .past li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
    min-height: 40px;
    padding: 6px 12px;
    border-block-start: 1px solid var(--_line);
    font-size: 13.5px;
  }
  .past .icon {
    width: 18px;
    height: 18px;
  }
  .past .word {
    flex: 1 1 auto;
  }
  .past .figure {
    font-size: 13px;
  }
  @media (forced-colors: active) {
    .entry.missed .name {
      color: CanvasText;
    }
  }
`;
