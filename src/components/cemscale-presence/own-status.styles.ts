import { css } from 'lit';

/** The pill with the own status: a select of the system, so that it works as people know it. */
export const ownStyles = css`
  .own {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-self: start;
    max-width: 100%;
    border: 1px solid var(--_line);
    border-radius: 22px;
    background: var(--_bg);
    transition: opacity 140ms;
  }
  .own[aria-busy='true'] {
    opacity: 0.6;
  }
  .own .mark,
  .own .icon {
    position: absolute;
    inset-inline-start: 12px;
    pointer-events: none;
  }
  .own .icon {
    inset-inline: auto 10px;
    width: 16px;
    height: 16px;
    color: var(--_ink-2);
  }
  .own select {
    appearance: none;
    min-width: 0;
    max-width: 100%;
    min-height: 36px;
    margin: 0;
    padding: 4px 32px;
    border: 0;
    border-radius: inherit;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 13px;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .own option {
    background: var(--_bg);
    color: var(--_ink);
  }
  @media (pointer: coarse) {
    .own select {
      min-height: 44px;
    }
  }
`;
