import { css } from 'lit';
import { base } from '../internal/base.styles.js';
import { keypadStyles } from '../internal/keypad.js';
import { viewStyles } from './view.styles.js';

const dial = css`
  .display {
    flex: none;
    position: relative;
    margin-block: auto 0;
    padding-block-start: 4px;
  }
  .display input {
    width: 100%;
    min-height: 52px;
    margin: 0;
    padding: 0 44px;
    border: 0;
    border-radius: 12px;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 28px;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.01em;
    text-align: center;
    caret-color: var(--_accent);
  }
  .display input:is(.medium, .long, .longest) {
    padding-inline: 4px 44px;
    font-size: min(28px, 7.5cqi);
  }
  .display input.long {
    font-size: min(24px, 6.1cqi);
  }
  .display input.longest {
    font-size: min(18px, 4.6cqi);
  }
  .display input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
    font-weight: 400;
    font-size: 20px;
  }
  .display input:focus-visible {
    outline-offset: -2px;
  }
  .erase {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 0;
    color: var(--_ink-2);
  }
  .note {
    flex: 0 1 38px;
    padding: 2px 4px 0;
    color: var(--_ink-2);
    font-size: 13px;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .keys {
    margin-block-end: auto;
  }
`;

/** Styles of the dial pad, which draws in a shadow tree of its own. */
export const dialViewStyles = [base, viewStyles, keypadStyles, dial];

/** Class of the field: a longer number is set smaller, so that all of it can be read. */
export function sizeOf({ length }: string): string {
  if (length > 17) return 'longest';
  if (length > 13) return 'long';
  return length > 10 ? 'medium' : '';
}
