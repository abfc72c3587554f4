import { css } from 'lit';
import { avatarStyles } from '../internal/avatar.styles.js';
import { base } from '../internal/base.styles.js';
import { chipStyles } from '../internal/chip.styles.js';
import { rootStyles } from '../internal/root.styles.js';
import { tokens } from '../internal/tokens.styles.js';
import { viewStyles } from '../cemscale-phone/view.styles.js';
import { diagramStyles } from './diagram.styles.js';
import { peopleStyles } from './people.styles.js';

const host = css`
  :host {
    box-sizing: border-box;
    width: 100%;
    min-width: min(280px, 100%);
    max-width: 420px;
    container-type: inline-size;
  }
  :host([embedded]) {
    min-width: 0;
    max-width: none;
    height: 100%;
    min-height: 0;
  }
  .root {
    display: flex;
    flex-direction: column;
    max-height: inherit;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
  }
  :host([embedded]) .root {
    height: 100%;
    border: 0;
    border-radius: 0;
  }
`;

const talk = css`
  .body {
    gap: 10px;
    padding-block: 14px;
  }
  .body.empty {
    gap: 4px;
    padding: 20px;
    text-align: center;
  }
  .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
  }
  .title {
    font-size: 15px;
    font-weight: 600;
  }
  .head cemscale-call-timer,
  .quiet {
    color: var(--_ink-2);
  }
  p.quiet {
    font-size: 13px;
  }
  .lead {
    font-size: 18px;
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .hearing {
    font-size: 16px;
    font-weight: 600;
    line-height: 1.35;
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    border-radius: 6px;
  }
  .note {
    display: flex;
    gap: 8px;
    padding: 8px 12px;
    border-radius: 12px;
    background: color-mix(in oklab, var(--_accent) 10%, var(--_bg));
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .note.bad {
    background: color-mix(in oklab, var(--_bad) 12%, var(--_bg));
  }
  .note .icon {
    width: 18px;
    height: 18px;
    color: var(--_bad);
  }
`;

/** Styles of `<cemscale-three-way>`. */
export const styles = [
  tokens,
  base,
  rootStyles,
  host,
  avatarStyles,
  viewStyles,
  talk,
  diagramStyles,
  chipStyles,
  peopleStyles,
];
