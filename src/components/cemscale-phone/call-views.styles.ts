import { css } from 'lit';

/** The person, the controls and the keys of a call. */
export const callStyles = css`
  .person {
    margin-block: auto;
    padding-block: 12px;
    text-align: center;
  }
  .avatar {
    position: relative;
    width: 64px;
    height: 64px;
    margin: 0 auto 12px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: color-mix(in oklab, var(--_accent) 10%, var(--_bg));
    color: var(--_accent);
    font-size: 24px;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .avatar .icon {
    width: 32px;
    height: 32px;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
  .rings::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: 50%;
    border: 2px solid var(--_accent);
    opacity: 0;
    animation: pulse 2.2s ease-out infinite;
  }
  .name {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    font-size: min(22px, 7cqi);
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
    border-radius: 6px;
  }
  .number,
  .about,
  .detail {
    color: var(--_ink-2);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .number {
    margin-block-start: 4px;
  }
  .record {
    display: inline-grid;
    align-items: center;
    min-height: 44px;
    padding-inline: 12px;
    border-radius: 22px;
    color: var(--_accent);
    font-weight: 600;
  }
  .detail {
    margin-block-start: 10px;
    min-height: 22px;
    font-size: 15px;
  }
  .held {
    display: block;
    margin-block-start: 4px;
    color: var(--_ink);
    font-weight: 500;
  }
  @keyframes pulse {
    from {
      opacity: 0.7;
      transform: scale(1);
    }
    70%,
    to {
      opacity: 0;
      transform: scale(1.38);
    }
  }

  .controls {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 12px min(20px, 4cqi);
    width: 100%;
    max-width: 300px;
    margin-inline: auto;
    padding-block: 8px 16px;
  }
  .control {
    flex: 0 1 min(70px, 30%);
    min-width: 0;
    display: grid;
    align-content: start;
    justify-items: center;
    gap: 6px;
    border-radius: 16px;
    color: var(--_ink-2);
    font-size: 13px;
    text-align: center;
  }
  .control i {
    display: grid;
    place-items: center;
    width: 60px;
    height: 60px;
    border-radius: 50%;
    background: var(--_raise);
    color: var(--_ink);
    transition:
      background-color 140ms,
      color 140ms;
  }
  .control:hover i {
    background: color-mix(in oklab, var(--_ink) 6%, var(--_raise));
  }
  .control[aria-pressed='true'] {
    color: var(--_ink);
    font-weight: 500;
  }
  .control[aria-pressed='true'] i {
    background: var(--_ink);
    color: var(--_bg);
  }
  @container (max-height: 460px) {
    .person:not(.ended) {
      display: grid;
      grid-template-columns: auto 1fr;
      align-items: center;
      gap: 0 12px;
      padding: 0;
      text-align: start;
    }
    .avatar {
      grid-row: span 9;
      width: 48px;
      height: 48px;
      margin: 0;
      font-size: 18px;
    }
    .name {
      font-size: min(17px, 5.7cqi);
    }
    .detail {
      margin: 0;
    }
    .controls {
      padding: 4px;
    }
    .control i {
      width: 44px;
      height: 44px;
    }
  }
  @media (forced-colors: active) {
    .control[aria-pressed='true'] i {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
