import { css } from 'lit';

/** What became of a call. */
export const endedStyles = css`
  .mark {
    width: 64px;
    height: 64px;
    margin: 0 auto 12px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--_raise);
    color: var(--_ink-2);
  }
  .mark .icon {
    width: 32px;
    height: 32px;
  }
  .mark.attention {
    background: color-mix(in oklab, var(--_bad) 12%, var(--_bg));
    color: var(--_bad);
  }
  .reason {
    margin-block-start: 8px;
    color: var(--_ink-2);
    overflow-wrap: anywhere;
  }
  .with {
    display: grid;
    justify-items: center;
    margin-block-start: 16px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .ended .number {
    margin: 0;
    font-weight: 400;
  }
  .ended .detail {
    margin-block-start: 4px;
    font-size: 14px;
  }
`;
