import { css } from 'lit';

/**
 * Fields: `.field > label + (input | select)`, `.search > .icon + input`, a switch (`input.switch`), a slider
 * (`input[type=range]`, with `output` in `.field.slider`) and a level (`.meter > .level` with `--_level` 0 to 1).
 */
export const fieldStyles = css`
  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .field > label,
  .field-title {
    color: var(--_ink-2);
    font-size: 12.5px;
    font-weight: 600;
  }
  .field-hint {
    color: var(--_ink-2);
    font-size: 12.5px;
  }
  input:not([type='range'], [type='checkbox']),
  select {
    width: 100%;
    min-width: 0;
    height: 44px;
    margin: 0;
    padding-inline: 14px;
    border: 1px solid color-mix(in oklab, var(--_ink) 45%, var(--_bg));
    border-radius: 12px;
    background: var(--_bg);
    color: inherit;
    font: inherit;
    font-size: 16px;
    text-overflow: ellipsis;
  }
  option {
    background: var(--_bg);
    color: var(--_ink);
  }
  input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  .search {
    position: relative;
    display: flex;
    align-items: center;
  }
  .search > .icon {
    position: absolute;
    inset-inline-start: 14px;
    width: 20px;
    height: 20px;
    color: var(--_ink-2);
    pointer-events: none;
  }
  .search > input:not([type='range'], [type='checkbox']) {
    padding-inline: 42px 14px;
    border-radius: 22px;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 44px;
    cursor: pointer;
  }
  .choice > span {
    flex: 1;
    min-width: 0;
  }
  .switch {
    appearance: none;
    position: relative;
    flex: none;
    width: 44px;
    height: 26px;
    margin: 0;
    border: 0;
    border-radius: 13px;
    background: color-mix(in oklab, var(--_ink) 45%, var(--_bg));
    cursor: pointer;
    transition: background-color 140ms;
  }
  .switch::before {
    content: '';
    position: absolute;
    inset-block-start: 3px;
    inset-inline-start: 3px;
    width: 20px;
    height: 20px;
    border-radius: 50%;
    background: var(--_bg);
    transition: inset-inline-start 140ms;
  }
  .switch:checked {
    background: var(--_accent);
  }
  .switch:checked::before {
    inset-inline-start: 21px;
  }
  input[type='range'] {
    width: 100%;
    min-width: 0;
    height: 44px;
    margin: 0;
    accent-color: var(--_accent);
  }
  .slider {
    grid-template-columns: 1fr auto;
    align-items: baseline;
    gap: 0 12px;
  }
  .slider > output {
    color: var(--_ink-2);
    font-size: 12.5px;
    font-variant-numeric: tabular-nums;
  }
  .slider > input {
    grid-column: 1 / -1;
  }
  .meter {
    height: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: var(--_raise);
  }
  .meter .level {
    height: 100%;
    border-radius: inherit;
    background: var(--_ok);
    transform: scaleX(var(--_level, 0));
    transform-origin: left;
  }
  .meter:dir(rtl) .level {
    transform-origin: right;
  }
  @media (forced-colors: active) {
    .switch {
      forced-color-adjust: none;
      border: 1px solid ButtonText;
      background: ButtonFace;
    }
    .switch::before {
      inset-block-start: 2px;
      background: ButtonText;
    }
    .switch:checked {
      background: Highlight;
    }
    .switch:checked::before {
      background: HighlightText;
    }
    .meter {
      border: 1px solid CanvasText;
    }
    .meter .level {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
