import { css } from 'lit';

/** For the host of a public element and the box around everything in it: nothing of the page gets past that box. */
export const rootStyles = css`
  :host {
    all: initial;
    display: block;
    color-scheme: inherit;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    font: 400 14px/1.4 var(--_font);
    color: var(--_ink);
    -webkit-text-size-adjust: 100%;
    -webkit-font-smoothing: antialiased;
  }
  .root.system {
    color-scheme: light dark;
  }
`;
