import { css } from 'lit';

/** What every shadow tree of the package starts from: boxes, plain buttons, the focus ring, status marks. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  p {
    margin: 0;
    font: inherit;
  }
  /* Each line reads in its own direction, a name or an untranslated text in a right-to-left page too. */
  h2,
  p,
  b,
  .name,
  .sub,
  .word {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  button {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    text-align: inherit;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [hidden] {
    display: none !important;
  }
  .icon {
    display: block;
    flex: none;
    width: 22px;
    height: 22px;
  }
  .round {
    flex: none;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    transition: background-color 140ms;
  }
  .round:hover {
    background: color-mix(in oklab, var(--_ink) 7%, transparent);
  }
  .round[aria-pressed='true'] {
    background: var(--_ink);
    color: var(--_bg);
  }
  .round.red,
  .round.green {
    background: var(--_bad-fill);
    color: var(--_bad-ink);
  }
  .round.green {
    background: var(--_ok-fill);
    color: var(--_ok-ink);
  }
  .round.red:hover,
  .round.green:hover {
    filter: brightness(1.06);
  }
  .dot {
    display: block;
    flex: none;
    overflow: visible;
    color: var(--_ink-2);
  }
  .dot.online {
    color: var(--_ok);
  }
  .dot.call,
  .dot.failed,
  .dot.quiet {
    color: var(--_bad);
  }
  .dot.ringing,
  .dot.held,
  .dot.connecting,
  .dot.reconnecting {
    color: var(--_warn);
  }
  .dot .cut {
    stroke: var(--_cut, var(--_bg));
    stroke-width: 1.75;
  }
  .dot .turns {
    transform-origin: center;
    animation: turn 1.1s linear infinite;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  cemscale-call-timer {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
    .round[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .dot,
    .dot[class] {
      color: CanvasText;
    }
  }
`;
