import { css } from 'lit';

export const cardStyles = css`
  :host {
    position: fixed;
    z-index: 2147483000;
    inset: auto;
    top: 0;
    left: 0;
    width: min(288px, calc(100vw - 16px));
    height: auto;
    margin: 0;
    padding: 0;
    overflow: visible;
    border: 0;
    background: none;
    color: inherit;
  }
  .box {
    display: grid;
    gap: 12px;
    max-height: calc(100vh - 16px);
    padding: 16px;
    overflow: hidden auto;
    border: 1px solid var(--_line);
    border-radius: min(var(--_radius), 20px);
    background: var(--_bg);
    box-shadow: var(--_shadow);
    animation: appear 140ms;
  }
  .box:focus-visible {
    outline-offset: -2px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 0;
  }
  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 9%, var(--_bg));
    color: var(--_accent);
    font-size: 15px;
    font-weight: 600;
  }
  .head .round {
    align-self: flex-start;
    margin: -8px -8px 0 0;
    margin-inline: 0 -8px;
    color: var(--_ink-2);
  }
  .text {
    flex: 1;
    min-width: 0;
  }
  .name {
    font-size: 17px;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }
  .sub,
  .since {
    color: var(--_ink-2);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    font-size: 14px;
  }
  .notice {
    padding: 8px 12px;
    border-radius: 10px;
    background: color-mix(in oklab, var(--_warn) 16%, var(--_bg));
    font-size: 13px;
  }
  .problem {
    color: var(--_bad);
    font-size: 13px;
  }
  .problem:empty {
    display: none;
  }
  .action {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 44px;
    padding: 4px 12px;
    border-radius: 22px;
    background: var(--_ok-fill);
    color: var(--_ok-ink);
    font-weight: 600;
    text-decoration: none;
    transition: filter 140ms;
  }
  .action:hover {
    filter: brightness(1.06);
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(-4px);
    }
  }
  @media (forced-colors: active) {
    .notice {
      border: 1px solid CanvasText;
    }
    .action {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
    }
  }
`;
