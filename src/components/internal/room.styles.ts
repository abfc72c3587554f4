import { css } from 'lit';
import { base } from './base.styles.js';
import { chipStyles } from './chip.styles.js';

/** What rooms and the sections in them are made of: a body that scrolls, rows, notes, fields and a toast. */
const room = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
    container-type: inline-size;
    color: var(--_ink);
  }
  .top {
    flex: none;
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 52px;
    padding-block: 4px;
    padding-inline: 16px 8px;
  }
  .top h2 {
    flex: 1;
    min-width: 0;
    font-size: 17px;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .top .sub {
    display: block;
    font-weight: 400;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 0 8px 12px;
  }
  .sub {
    color: var(--_ink-2);
    font-size: 13px;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 56px;
    padding: 6px 8px;
    border-radius: 12px;
  }
  button.row:hover,
  label.row:hover {
    background: var(--_raise);
  }
  .row > .text {
    flex: 1;
    min-width: 0;
    display: grid;
  }
  .row b {
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .row > .icon {
    color: var(--_ink-2);
  }
  .forward {
    transform: rotate(-90deg);
  }
  :host(:dir(rtl)) .forward {
    transform: rotate(90deg);
  }
  .back {
    transform: rotate(90deg);
  }
  :host(:dir(rtl)) .back {
    transform: rotate(-90deg);
  }
  .figure {
    flex: none;
    color: var(--_ink-2);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }
  .state {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    display: grid;
    place-content: safe center;
    justify-items: center;
    gap: 10px;
    padding: 24px;
    text-align: center;
  }
  .state p:first-of-type {
    font-size: 16px;
    font-weight: 600;
  }
  .state p + p {
    color: var(--_ink-2);
  }
  .note {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 0 12px 8px;
    padding: 9px 12px;
    border-radius: 12px;
    background: color-mix(in oklab, var(--_tone, var(--_accent)) 12%, var(--_bg));
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .note.warn {
    --_tone: var(--_warn);
  }
  .note > p {
    flex: 1 1 150px;
    min-width: 0;
  }
  .chip.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-ink);
  }
  .chip.primary[aria-disabled='true'] {
    background: var(--_raise);
    color: var(--_ink-2);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    padding: 6px 8px;
  }
  .field > label,
  legend {
    padding: 0;
    font-weight: 600;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 6px 0;
    border: 0;
  }
  legend {
    padding-inline: 8px;
  }
  input[type='text'],
  input[type='tel'],
  select,
  textarea {
    width: 100%;
    min-height: 44px;
    margin: 0;
    padding: 8px 12px;
    border: 1px solid color-mix(in oklab, var(--_ink) 45%, transparent);
    border-radius: 12px;
    background: var(--_bg);
    color: inherit;
    font: inherit;
    font-size: 16px;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .wrong {
    color: var(--_bad);
    font-size: 13px;
  }
  input[type='radio'],
  input[type='checkbox'] {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--_accent);
  }
  label.row {
    cursor: pointer;
  }
  .toast {
    flex: none;
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0 12px 8px;
    padding-block: 4px;
    padding-inline: 16px 4px;
    border-radius: 14px;
    background: var(--_ink);
    color: var(--_bg);
  }
  .toast > p {
    flex: 1;
    min-width: 0;
  }
  .toast button {
    min-height: 44px;
    padding: 0 14px;
    border-radius: 12px;
    font-weight: 600;
    text-decoration: underline;
  }
  .toast :focus-visible {
    outline-color: var(--_bg);
    outline-offset: -4px;
  }
  @media (forced-colors: active) {
    .note,
    .toast {
      border: 1px solid CanvasText;
    }
  }
`;

export const roomViewStyles = [base, chipStyles, room];
