import { css } from 'lit';

/** The drawing of who hears whom. */
export const diagramStyles = css`
  .diagram {
    display: block;
    width: 100%;
    max-width: 320px;
    margin-inline: auto;
    overflow: visible;
  }
  .line {
    stroke: var(--_accent);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .line.music {
    stroke: var(--_ink-2);
    stroke-width: 2.5;
    stroke-dasharray: 0.1 8;
  }
  .line.call {
    stroke: var(--_warn);
    stroke-width: 2.5;
    stroke-dasharray: 6 7;
    animation: ring 1.4s linear infinite;
  }
  .node text {
    fill: var(--_ink);
    font: 600 13px/1 var(--_font);
  }
  .disc {
    fill: var(--_raise);
    stroke: var(--_line);
    stroke-width: 1.5;
  }
  .node.talk .disc,
  .node.self .disc {
    fill: color-mix(in oklab, var(--_accent) 14%, var(--_bg));
    stroke: var(--_accent);
  }
  .node.call .disc {
    stroke: var(--_warn);
    stroke-dasharray: 4 4;
  }
  .halo {
    fill: none;
    stroke: var(--_ok);
    stroke-width: 3;
    opacity: 0;
    transition: opacity 140ms;
  }
  .speaks .halo {
    opacity: 1;
  }
  .notes {
    fill: var(--_bg);
    stroke: var(--_ink-2);
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  @keyframes ring {
    to {
      stroke-dashoffset: -26;
    }
  }
  @media (forced-colors: active) {
    .line,
    .disc,
    .notes {
      stroke: CanvasText;
    }
    .speaks .halo {
      stroke: Highlight;
    }
  }
`;
