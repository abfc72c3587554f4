import { css } from 'lit';

/** The check before a call: what it comes to, its steps, its buttons. */
export const checkStyles = css`
  :host {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
    color: var(--_ink);
    container-type: inline-size;
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding: 16px 20px 8px;
  }
  h3 {
    margin: 0;
    font-size: 20px;
    font-weight: 600;
    line-height: 1.25;
    border-radius: 6px;
  }
  .lead {
    margin-block-start: 4px;
    color: var(--_ink-2);
  }
  ol {
    margin: 14px 0 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: 20px 1fr auto;
    gap: 2px 10px;
    padding-block: 10px;
    border-block-start: 1px solid var(--_line);
  }
  .step-mark {
    margin-block-start: 1px;
    color: var(--_ink-2);
  }
  .step-mark.ok {
    color: var(--_ok);
  }
  .step-mark.warning {
    color: var(--_warn);
  }
  .step-mark.failed {
    color: var(--_bad);
  }
  .step-mark .turns {
    transform-origin: center;
    animation: turn 1.1s linear infinite;
  }
  .step-name {
    font-weight: 600;
  }
  .step-state {
    color: var(--_ink-2);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .finding,
  .remedy,
  .measured {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  .remedy,
  .measured {
    color: var(--_ink-2);
    font-size: 13px;
  }
  .measured {
    font-variant-numeric: tabular-nums;
  }
  .row {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 10px 20px 14px;
  }
  .row button {
    flex: 1 1 110px;
    min-height: 44px;
    padding: 6px 14px;
    border-radius: 22px;
    background: var(--_raise);
    font-weight: 600;
    text-align: center;
  }
  .row button.main {
    background: var(--_accent);
    color: var(--_accent-ink);
  }
  .row button:hover {
    filter: brightness(1.04);
  }
  textarea {
    display: block;
    width: 100%;
    min-height: 120px;
    margin-block-start: 12px;
    padding: 8px 10px;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_raise);
    color: var(--_ink);
    font: inherit;
    font-size: 13px;
    resize: vertical;
  }
  @media (forced-colors: active) {
    .step-mark,
    .step-mark[class] {
      color: CanvasText;
    }
  }
`;
