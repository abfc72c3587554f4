/** What a shortcut can do. */
export type ShortcutAction = 'answer' | 'hang-up' | 'mute' | 'hold';

export interface Shortcut {
  readonly action: ShortcutAction;
  /** As it is shown, such as `Alt+A`. */
  readonly keys: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Upper case letter, digit, or the name of a function key. */
  readonly key: string;
}

const actions: readonly ShortcutAction[] = ['answer', 'hang-up', 'mute', 'hold'];

/** Free in the browsers of today, with Alt, which no field takes for text. */
export const defaultShortcuts = 'answer: Alt+A; hang-up: Alt+X; mute: Alt+M; hold: Alt+P';

/** Alt with these opens menus of browsers, or leads to the address field. */
const browsersOwn = new Set(['D', 'E', 'F', 'S', 'V', 'B', 'T', 'H']);
const functionKeys = new Set(['F2', 'F4', 'F8', 'F9']);

/**
 * Reads `answer: Alt+A; mute: F8`. Empty: the defaults. Allowed are letters and digits with Alt (and Ctrl or Shift
 * beside it), and F2, F4, F8, F9 alone: all else belongs to the browser or to the text that people write.
 */
export function readShortcuts(text: string, onWrong: (entry: string) => void = () => {}): Shortcut[] {
  const found: Shortcut[] = [];
  for (const entry of (text.trim() || defaultShortcuts).split(';')) {
    if (entry.trim() === '') continue;
    const shortcut = readOne(entry);
    const isDouble = found.some(({ action, keys }) => action === shortcut?.action || keys === shortcut?.keys);
    if (shortcut && !isDouble) found.push(shortcut);
    else onWrong(entry.trim());
  }
  return found;
}

function readOne(entry: string): Shortcut | null {
  const [, name = '', combination = ''] = /^\s*([\w-]+)\s*:\s*(\S.*?)\s*$/.exec(entry) ?? [];
  const action = actions.find((one) => one === name.toLowerCase());
  const parts = combination.split('+').map((part) => part.trim().toUpperCase());
  const key = parts.pop() ?? '';
  const has = (part: string) => parts.includes(part);
  const [ctrl, shift, alt] = [has('CTRL'), has('SHIFT'), has('ALT')];
  const isOther = parts.some((part) => !['CTRL', 'SHIFT', 'ALT'].includes(part));
  if (!action || isOther || !isFree(key, { ctrl, shift, alt })) return null;
  const keys = [...(ctrl ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), key].join('+');
  return { action, keys, ctrl, shift, alt, key };
}

function isFree(key: string, { ctrl, shift, alt }: { ctrl: boolean; shift: boolean; alt: boolean }): boolean {
  if (functionKeys.has(key)) return !ctrl && !shift && !alt;
  if (!alt || !/^[A-Z\d]$/.test(key)) return false;
  return ctrl || shift || !browsersOwn.has(key);
}

/** The shortcut that was pressed. */
export function pressed(shortcuts: readonly Shortcut[], event: KeyboardEvent): Shortcut | undefined {
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  if (metaKey) return undefined;
  const key = keyOf(event);
  return shortcuts.find(
    (one) => one.key === key && one.ctrl === ctrlKey && one.shift === shiftKey && one.alt === altKey,
  );
}

/** What is on the key. With Alt a Mac writes other characters: there its place on the keyboard decides. */
function keyOf({ key, code }: KeyboardEvent): string {
  const upper = key.toUpperCase();
  if (/^([A-Z\d]|F\d)$/.test(upper)) return upper;
  return /^(?:Key|Digit)([A-Z\d])$/.exec(code)?.[1] ?? upper;
}
