import { css } from 'lit';

/** What every view is made of: a body that scrolls and a row of actions that never scrolls away. */
export const viewStyles = css`
  .body {
    flex: 1;
    min-height: 60px;
    overflow: hidden auto;
    overscroll-behavior: contain;
    display: flex;
    flex-direction: column;
    padding: 8px 20px;
  }
  .actions {
    flex: none;
    display: grid;
    gap: 12px;
    width: 100%;
    max-width: 340px;
    margin-inline: auto;
    padding: 12px 20px 20px;
  }
  .actions.two {
    grid-template-columns: 1fr 1fr;
  }
  .action {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-width: 0;
    min-height: 52px;
    padding: 6px 10px;
    border-radius: 26px;
    font-size: 15px;
    font-weight: 600;
    line-height: 1.2;
    transition:
      filter 140ms,
      transform 120ms,
      background-color 140ms;
  }
  .action span {
    min-width: 0;
    text-align: center;
    overflow-wrap: break-word;
  }
  .action:active {
    transform: scale(0.98);
  }
  .action:hover {
    filter: brightness(1.06);
  }
  .action.red {
    background: var(--_bad-fill);
    color: var(--_bad-ink);
  }
  .action.green {
    background: var(--_ok-fill);
    color: var(--_ok-ink);
  }
  .action.quiet {
    background: var(--_raise);
    color: var(--_ink);
  }
  .action.quiet:hover {
    filter: none;
    background: color-mix(in oklab, var(--_ink) 6%, var(--_raise));
  }
  .action[aria-disabled='true'] {
    background: var(--_raise);
    color: var(--_ink-2);
    cursor: default;
    filter: none;
    transform: none;
  }
  @container (max-width: 310px) {
    .body {
      padding-inline: 14px;
    }
    .actions {
      gap: 8px;
      padding-inline: 14px;
    }
    .two .icon {
      display: none;
    }
    .two .action {
      padding-inline: 4px;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (max-height: 600px) {
    .actions {
      padding-block: 8px 12px;
    }
  }
  @media (forced-colors: active) {
    .panel,
    .notice {
      border: 1px solid CanvasText;
    }
    .action.red,
    .action.green {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
    }
  }
`;
