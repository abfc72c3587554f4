import { css } from 'lit';

/** The person, the controls and the keys of a call, and what became of it. */
export const callStyles = css`
  .person {
    margin-block: auto;
    padding-block: 12px;
    text-align: center;
  }
  .avatar,
  .mark {
    position: relative;
    width: 84px;
    height: 84px;
    margin: 0 auto 18px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: color-mix(in oklab, var(--_accent) 14%, var(--_bg));
    color: var(--_accent);
    font-size: 30px;
    font-weight: 600;
    letter-spacing: 0.01em;
  }
  .avatar .icon,
  .mark .icon {
    width: 38px;
    height: 38px;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
  .mark {
    background: var(--_raise);
    color: var(--_ink-2);
  }
  .mark.attention {
    background: color-mix(in oklab, var(--_bad) 12%, var(--_bg));
    color: var(--_bad);
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
    font-size: 22px;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
    border-radius: 6px;
  }
  .number,
  .with,
  .about,
  .detail,
  .reason {
    color: var(--_ink-2);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .number,
  .with {
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
  .reason {
    margin-block-start: 8px;
  }
  .ended .with {
    display: grid;
    justify-items: center;
    margin-block-start: 16px;
    color: var(--_ink);
    font-weight: 500;
  }
  .ended .with .number {
    margin: 0;
    font-weight: 400;
  }
  .ended .detail {
    margin-block-start: 4px;
    font-size: 14px;
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
  @media (max-height: 600px) {
    .avatar,
    .mark {
      width: 64px;
      height: 64px;
      margin-block-end: 10px;
      font-size: 24px;
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
    flex: 0 1 70px;
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
  .strip {
    flex: none;
    display: flex;
    align-items: baseline;
    gap: 12px;
    padding-block: 6px 0;
    color: var(--_ink-2);
  }
  .strip-name {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_ink);
    font-weight: 600;
  }
  .sent {
    flex: none;
    margin-block-start: auto;
    display: flex;
    align-items: center;
    justify-content: center;
    min-height: 76px;
    padding-block: 8px;
    font-size: 22px;
    font-weight: 500;
    line-height: 1.25;
    letter-spacing: 0.04em;
    font-variant-numeric: tabular-nums;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .sent + .keys {
    margin-block-end: auto;
  }
  .sent .hint {
    color: var(--_ink-2);
    font-size: 14px;
    font-weight: 400;
    letter-spacing: 0;
  }
  @media (forced-colors: active) {
    .control[aria-pressed='true'] i {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
