import { css } from 'lit';

/** A button with a word, beside text: quieter than `.action`, which is what a view is about. */
export const chipStyles = css`
  .chip {
    flex: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-height: 44px;
    padding: 0 16px;
    border: 1px solid color-mix(in oklab, var(--_ink) 22%, transparent);
    border-radius: 22px;
    background: var(--_bg);
    font-weight: 600;
  }
  .chip .icon {
    width: 18px;
    height: 18px;
  }
  .chip:hover {
    border-color: color-mix(in oklab, var(--_ink) 45%, transparent);
  }
  .chip[aria-pressed='true'] {
    border-color: transparent;
    background: var(--_ink);
    color: var(--_bg);
  }
  .chip[aria-disabled='true'] {
    color: var(--_ink-2);
    cursor: default;
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
