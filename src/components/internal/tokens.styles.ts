import { css } from 'lit';

const darkFallback = css`
  --_accent: var(--cemscale-accent, #62a0f5);
  --_accent-ink: var(--cemscale-accent-ink, #0a1424);
  --_ok: var(--cemscale-ok, #57c785);
  --_ok-fill: var(--cemscale-ok, #57c785);
  --_ok-ink: #06180d;
  --_bad: var(--cemscale-bad, #f5766f);
  --_bad-fill: var(--cemscale-bad, #f5766f);
  --_bad-ink: #210605;
  --_warn: var(--cemscale-warn, #e3ad4f);
  --_bg: var(--cemscale-bg, #15181e);
  --_raise: var(--cemscale-raise, #20242b);
  --_line: var(--cemscale-line, #333840);
  --_ink: var(--cemscale-ink, #eef0f4);
  --_ink-2: var(--cemscale-ink-2, #a3abb8);
  --_shadow: 0 1px 2px rgb(0 0 0 / 0.4), 0 16px 40px -8px rgb(0 0 0 / 0.6);
`;

/**
 * Design tokens, for the host of a public element. The page sets `--cemscale-hue`, or single tokens such as
 * `--cemscale-accent`; `--_` names are internal. Three layers: plain colours, their dark set for browsers
 * without `light-dark()` (before 2024), then the real palette in oklch.
 */
export const tokens = css`
  :host {
    --_hue: var(--cemscale-hue, 255);
    --_font: var(--cemscale-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    --_radius: var(--cemscale-radius, 16px);
    --_accent: var(--cemscale-accent, #1766c8);
    --_accent-ink: var(--cemscale-accent-ink, #fff);
    --_ok: var(--cemscale-ok, #1f9d5b);
    --_ok-fill: var(--cemscale-ok, #137c45);
    --_ok-ink: #fff;
    --_bad: var(--cemscale-bad, #cf2c33);
    --_bad-fill: var(--cemscale-bad, #cb2a31);
    --_bad-ink: #fff;
    --_warn: var(--cemscale-warn, #b9760c);
    --_bg: var(--cemscale-bg, #fff);
    --_raise: var(--cemscale-raise, #f4f6f9);
    --_line: var(--cemscale-line, #dfe3e9);
    --_ink: var(--cemscale-ink, #1a212c);
    --_ink-2: var(--cemscale-ink-2, #596373);
    --_shadow: 0 1px 2px rgb(0 0 0 / 0.06), 0 12px 32px -8px rgb(16 24 64 / 0.22);
  }

  :host([theme='dark']) {
    ${darkFallback}
  }

  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${darkFallback}
    }
  }

  @supports (color: light-dark(#000, oklch(0.5 0.1 200))) {
    /* The attribute selectors only outweigh the fallbacks above. */
    :host,
    :host([theme='dark']),
    :host(:not([theme='light'])) {
      --_accent: var(--cemscale-accent, light-dark(oklch(0.53 0.17 var(--_hue)), oklch(0.72 0.13 var(--_hue))));
      --_accent-ink: var(--cemscale-accent-ink, light-dark(#fff, oklch(0.18 0.03 var(--_hue))));
      --_ok: var(--cemscale-ok, light-dark(oklch(0.6 0.14 155), oklch(0.74 0.14 155)));
      --_ok-fill: var(--cemscale-ok, light-dark(oklch(0.52 0.13 155), oklch(0.74 0.14 155)));
      --_ok-ink: light-dark(#fff, oklch(0.19 0.04 155));
      --_bad: var(--cemscale-bad, light-dark(oklch(0.57 0.2 25), oklch(0.7 0.17 25)));
      --_bad-fill: var(--cemscale-bad, light-dark(oklch(0.55 0.2 25), oklch(0.7 0.17 25)));
      --_bad-ink: light-dark(#fff, oklch(0.18 0.05 25));
      --_warn: var(--cemscale-warn, light-dark(oklch(0.65 0.14 65), oklch(0.8 0.14 75)));
      --_bg: var(--cemscale-bg, light-dark(#fff, oklch(0.215 0.012 var(--_hue))));
      --_raise: var(--cemscale-raise, light-dark(oklch(0.972 0.005 var(--_hue)), oklch(0.268 0.014 var(--_hue))));
      --_line: var(--cemscale-line, light-dark(oklch(0.915 0.006 var(--_hue)), oklch(0.335 0.014 var(--_hue))));
      --_ink: var(--cemscale-ink, light-dark(oklch(0.24 0.02 var(--_hue)), oklch(0.955 0.005 var(--_hue))));
      --_ink-2: var(--cemscale-ink-2, light-dark(oklch(0.49 0.02 var(--_hue)), oklch(0.74 0.015 var(--_hue))));
      --_shadow:
        0 1px 2px light-dark(rgb(0 0 0 / 0.06), rgb(0 0 0 / 0.4)),
        0 16px 40px -8px light-dark(rgb(16 24 64 / 0.22), rgb(0 0 0 / 0.6));
    }
  }
`;
