import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

const keys: readonly (readonly [key: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

export interface KeypadOptions {
  /** Accessible name of the group of keys. */
  readonly label: string;
  /** Accessible name of the zero key where holding it types a plus; without it the zero is a plain key. */
  readonly zeroLabel?: string;
  /** Accessible names of the keys a screen reader may not know how to say. */
  readonly names: Readonly<Record<'*' | '#', string>>;
  readonly onKey: (key: string) => void;
  readonly onPress?: (event: PointerEvent) => void;
  readonly onRelease?: (event: PointerEvent) => void;
}

/** The twelve keys of a phone, in their order on every phone of the world, also where text runs right to left. */
export function keypad({ label, zeroLabel, names, onKey, onPress, onRelease }: KeypadOptions): TemplateResult {
  // The others are named by what stands on them: "2 ABC".
  const nameOf = (key: string) =>
    key === '*' || key === '#' ? names[key] : key === '0' ? (zeroLabel ?? nothing) : nothing;
  return html`<div
    class="keys"
    part="keypad"
    dir="ltr"
    role="group"
    aria-label=${label}
    @pointerdown=${onPress}
    @pointerup=${onRelease}
    @pointercancel=${onRelease}
    @pointerleave=${onRelease}
  >
    ${keys.map(
      ([key, letters]) =>
        html`<button
          type="button"
          class="key"
          part="key"
          data-key=${key}
          aria-label=${nameOf(key)}
          @click=${() => onKey(key)}
        >
          <span>${key}</span> <small>${key === '0' && !zeroLabel ? '' : letters}</small>
        </button>`,
    )}
  </div>`;
}

export const keypadStyles = css`
  .keys {
    flex: 0 1 248px;
    min-height: 194px;
    display: grid;
    grid-template: repeat(4, 1fr) / repeat(3, 1fr);
    gap: 6px 8px;
    width: 100%;
    max-width: 300px;
    margin-inline: auto;
  }
  .key {
    min-height: 44px;
    border-radius: 28px;
    background: var(--_raise);
    display: grid;
    align-content: center;
    justify-items: center;
    font-size: 22px;
    line-height: 1.1;
    user-select: none;
    -webkit-user-select: none;
    touch-action: manipulation;
    -webkit-touch-callout: none;
    transition:
      background-color 140ms,
      transform 120ms;
  }
  .key small {
    min-height: 14px;
    color: var(--_ink-2);
    font-size: 12px;
    font-weight: 500;
    letter-spacing: 0.1em;
    line-height: 14px;
    text-indent: 0.1em;
  }
  .key:hover {
    background: color-mix(in oklab, var(--_ink) 5%, var(--_raise));
  }
  .key:active,
  .key.pressed {
    background: color-mix(in oklab, var(--_accent) 20%, var(--_raise));
    transform: scale(0.97);
  }
`;
