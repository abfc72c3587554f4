import { css } from 'lit';

/** Rows of one size that paint and lay out for themselves alone: a change in one touches no other. */
export const listStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .rows {
    flex: 0 1 auto;
    min-height: 0;
    max-height: var(--_max-height);
    overflow: hidden auto;
    overscroll-behavior: contain;
    contain: layout paint style;
  }
  .whole {
    position: relative;
    contain: layout style size;
  }
  .row {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    display: flex;
    align-items: center;
    height: 56px;
    padding-inline: 8px;
    contain: strict;
  }
  .compact .row {
    height: 44px;
  }
  .cell {
    flex: none;
    min-width: 0;
  }
  .cell:first-child {
    flex: 1;
  }
  .person {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    height: 52px;
    padding-inline: 8px;
    border-radius: 12px;
    transition: background-color 140ms;
  }
  .person:hover,
  .person[aria-expanded='true'] {
    background: var(--_raise);
  }
  .person:focus-visible,
  .call:focus-visible {
    outline-offset: -2px;
  }
  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 9%, var(--_bg));
    color: var(--_accent);
    font-size: 13px;
    font-weight: 600;
  }
  .avatar .icon {
    width: 20px;
    height: 20px;
  }
  .text {
    display: grid;
    flex: 1;
    min-width: 0;
    line-height: 1.3;
  }
  .name,
  .sub {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    white-space: nowrap;
  }
  .name {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 14px;
    font-weight: 500;
  }
  .you {
    padding: 0 6px;
    border-radius: 8px;
    background: var(--_raise);
    color: var(--_ink-2);
    font-size: 12px;
    font-weight: 400;
  }
  .sub {
    color: var(--_ink-2);
    font-size: 13px;
  }
  .sub .word {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .number {
    flex: 0 100 auto;
    overflow: hidden;
    min-width: 0;
    text-overflow: ellipsis;
    font-variant-numeric: tabular-nums;
  }
  .number::before {
    content: '· ';
  }
  .call {
    color: var(--_accent);
  }
  .call .icon {
    width: 20px;
    height: 20px;
  }
  .compact .person {
    height: 40px;
  }
  .compact .avatar,
  .compact .number {
    display: none;
  }
  .compact .text {
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px;
  }
`;
