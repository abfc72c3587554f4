import { css } from 'lit';

/** The calls beside the one at hand, and what a transfer says above them. */
export const otherCallStyles = css`
  .others,
  .handover {
    display: grid;
    gap: 8px;
    padding: 10px 12px 2px;
  }
  .others p,
  .handover p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .ringing-call,
  .handover-card {
    display: grid;
    gap: 8px;
    padding: 10px 12px;
    border-radius: 14px;
    background: color-mix(in oklab, var(--_accent) 12%, var(--_bg));
    font-size: 14px;
    animation: appear 160ms ease-out;
  }
  .ringing-actions,
  .handover-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .ringing-actions .chip,
  .handover-actions .chip {
    flex: 1 1 auto;
    padding-inline: 12px;
  }
  .chip.green {
    border-color: transparent;
    background: var(--_ok-fill);
    color: var(--_ok-ink);
  }
  .waiting-calls {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .waiting-call {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 52px;
    padding: 6px 12px;
    border-radius: 14px;
    background: var(--_raise);
    text-align: start;
  }
  .waiting-call .text {
    flex: 1;
    min-width: 0;
    display: grid;
    line-height: 1.3;
  }
  .waiting-call .name {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 14px;
    font-weight: 600;
  }
  .waiting-call .sub {
    color: var(--_ink-2);
    font-size: 12.5px;
    overflow-wrap: anywhere;
  }
  .waiting-call .switch {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--_accent);
    font-size: 13px;
    font-weight: 600;
  }
  .waiting-call .switch .icon {
    width: 18px;
    height: 18px;
  }
  @container (max-width: 310px) {
    .waiting-call .figures {
      display: none;
    }
    .ringing-actions .chip,
    .handover-actions .chip {
      padding-inline: 8px;
      font-size: 13px;
    }
  }
  .slot {
    margin: 8px 0 0;
    font-size: 56px;
    font-weight: 600;
    line-height: 1.1;
    letter-spacing: 0.06em;
    font-variant-numeric: tabular-nums;
  }
  @media (forced-colors: active) {
    .ringing-call,
    .handover-card,
    .waiting-call {
      border: 1px solid CanvasText;
    }
    .chip.green {
      forced-color-adjust: none;
      background: ButtonText;
      color: ButtonFace;
    }
  }
`;
