import { css } from 'lit';

/** The field for whoever is to be added and the list below it. */
export const addPersonStyles = css`
  :host {
    display: block;
  }
  .form {
    margin: 0;
  }
  .field {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .field > .icon {
    position: absolute;
    inset-inline-start: 14px;
    width: 20px;
    height: 20px;
    color: var(--_ink-2);
    pointer-events: none;
  }
  input {
    flex: 1;
    min-width: 0;
    height: 48px;
    margin: 0;
    padding-inline: 40px 8px;
    border: 1px solid var(--_line);
    border-radius: 24px;
    background: var(--_raise);
    color: inherit;
    font: inherit;
    font-size: 16px;
  }
  input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
    font-size: min(16px, 5.2cqi);
  }
  .round[aria-disabled='true'] {
    background: var(--_raise);
    color: var(--_ink-2);
    cursor: default;
  }
  .round {
    width: 48px;
    height: 48px;
  }
  .list {
    position: fixed;
    inset: auto;
    z-index: 1;
    margin: 0;
    padding: 6px;
    overflow-y: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--_line);
    border-radius: 14px;
    background: var(--_bg);
    box-shadow: var(--_shadow);
    color: var(--_ink);
    font: 400 14px/1.4 var(--_font);
    text-align: start;
  }
  @media (forced-colors: active) {
    input,
    .list {
      border: 1px solid CanvasText;
    }
  }
`;
