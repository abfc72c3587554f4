import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pressed, readShortcuts } from '../../../../src/components/cemscale-phone/shortcuts/key-map.js';

const keysOf = (text: string) => readShortcuts(text).map(({ action, keys }) => `${action} ${keys}`);
const wrongIn = (text: string) => {
  const wrong: string[] = [];
  readShortcuts(text, (entry) => wrong.push(entry));
  return wrong;
};
const press = (change: Partial<KeyboardEvent>) =>
  ({
    key: '',
    code: '',
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    ...change,
  }) as KeyboardEvent;

describe('the shortcuts that a page writes', () => {
  it('are the usual ones without a word', () => {
    assert.deepEqual(keysOf(''), ['answer Alt+A', 'hang-up Alt+X', 'mute Alt+M', 'hold Alt+P']);
    assert.deepEqual(keysOf('  '), keysOf(''));
  });

  it('are those that are named, and no others', () => {
    assert.deepEqual(keysOf('answer: alt + a; MUTE: F8;'), ['answer Alt+A', 'mute F8']);
    assert.deepEqual(keysOf('hold: shift+alt+h'), ['hold Alt+Shift+H']);
    assert.deepEqual(keysOf('hang-up: Ctrl+Alt+0'), ['hang-up Ctrl+Alt+0']);
  });

  it('are never those of the browser, nor what people write', () => {
    for (const keys of [
      'A',
      'Shift+A',
      'Ctrl+W',
      'Ctrl+Shift+T',
      'Alt+D',
      'Alt+F4',
      'F5',
      'F12',
      'Meta+A',
      'Alt+Tab',
      'Alt+ArrowLeft',
      'Enter',
      'Ctrl+F8',
      '',
    ])
      assert.deepEqual(keysOf(`mute: ${keys}`), [], keys);
  });

  it('are told when they are none, or taken twice', () => {
    assert.deepEqual(wrongIn('mute: Ctrl+W; dance: Alt+A; nonsense; answer: Alt+A; hold: Alt+A; answer: Alt+Q'), [
      'mute: Ctrl+W',
      'dance: Alt+A',
      'nonsense',
      'hold: Alt+A',
      'answer: Alt+Q',
    ]);
  });
});

describe('a pressed key', () => {
  const all = readShortcuts('answer: Alt+A; mute: F8; hold: Alt+Shift+P');
  const action = (change: Partial<KeyboardEvent>) => pressed(all, press(change))?.action;

  it('is the shortcut with exactly its modifiers', () => {
    assert.equal(action({ key: 'a', code: 'KeyA', altKey: true }), 'answer');
    assert.equal(action({ key: 'P', code: 'KeyP', altKey: true, shiftKey: true }), 'hold');
    assert.equal(action({ key: 'F8', code: 'F8' }), 'mute');
    assert.equal(action({ key: 'a', code: 'KeyA' }), undefined);
    assert.equal(action({ key: 'A', code: 'KeyA', altKey: true, shiftKey: true }), undefined);
    assert.equal(action({ key: 'a', code: 'KeyA', altKey: true, metaKey: true }), undefined);
  });

  it('is read from its letter on other layouts, and from its place where Alt writes something else', () => {
    assert.equal(action({ key: 'a', code: 'KeyQ', altKey: true }), 'answer');
    assert.equal(action({ key: 'å', code: 'KeyA', altKey: true }), 'answer');
    assert.equal(action({ key: 'q', code: 'KeyA', altKey: true }), undefined);
  });
});
