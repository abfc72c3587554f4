import { css } from 'lit';
import { roomViewStyles } from '../internal/room.styles.js';

const voicemail = css`
  .item {
    border-radius: 14px;
  }
  .item.open {
    background: var(--_raise);
  }
  .line {
    display: flex;
    align-items: center;
    gap: 4px;
    padding-inline-start: 8px;
  }
  .line .row {
    flex: 1;
    min-width: 0;
  }
  .open .row:hover {
    background: none;
  }
  .unread b {
    font-weight: 700;
  }
  .row .name {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
  }
  .row .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .new {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--_accent);
  }
  .play {
    border: 1px solid color-mix(in oklab, var(--_ink) 22%, transparent);
  }
  .play[aria-disabled='true'] {
    color: var(--_ink-2);
    cursor: default;
  }
  .player {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 0 12px 12px;
  }
  .seek {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .seek input {
    flex: 1;
    min-width: 0;
    height: 44px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .pick {
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    cursor: pointer;
  }
  .round.speed {
    width: auto;
    min-width: 44px;
    padding: 0 10px;
    border-radius: 22px;
    font-size: 13px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .loading {
    animation: turn 1.1s linear infinite;
  }
  @media (forced-colors: active) {
    .new {
      forced-color-adjust: none;
      background: Highlight;
    }
    .item.open {
      border: 1px solid CanvasText;
    }
  }
`;

export const voicemailStyles = [...roomViewStyles, voicemail];
