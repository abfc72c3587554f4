import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { CemscalePhone } from '../../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../../src/components/cemscale-phone/cemscale-phone.js';
import { asker } from '../../../../src/components/internal/request.js';
import { toneMicrophones } from '../../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../../support/platform.js';
import { stays, until } from '../../../support/poll.js';
import { deep, endAnimations, focused, textOf } from '../../mount.js';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

let cores = 0;

describe('the shortcuts of <cemscale-phone>', () => {
  let phone: CemscalePhone;
  let microphones: ReturnType<typeof toneMicrophones>;
  const added: Element[] = [];

  const mount = async (shortcuts: string | null, theme: 'light' | 'dark' = 'light') => {
    cores += 1;
    phone = Object.assign(document.createElement('cemscale-phone'), { shortcuts, theme });
    phone.tokenUrl = `${tokenUrl('1003')}?shortcuts=${cores}`;
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  };
  const state = () => phone.snapshot.currentCall?.state;
  const chord = async (key: string) => {
    await sendKeys({ down: 'Alt' });
    await sendKeys({ press: key });
    await sendKeys({ up: 'Alt' });
  };
  /** Presses until the code of the shortcuts, which comes when the phone goes online, is there. */
  const untilPressed = (key: string, what: string, done: () => unknown) =>
    until(what, async () => {
      if (done()) return true;
      await chord(key);
      return done();
    });
  const ring = async () => {
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1003' });
    await until('it rings', () => state()?.phase === 'incoming');
  };
  const list = async () => {
    asker(phone.renderRoot.querySelector('.root > *') ?? phone)({ type: 'list-shortcuts' });
    return until('the sheet', () => deep<HTMLDialogElement>(phone, 'dialog[open]'));
  };

  beforeEach(() => {
    microphones = toneMicrophones();
  });
  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    for (const element of added.splice(0)) element.remove();
    microphones.restore();
  });

  it('answer, mute, hold and end a call from anywhere on the page', async () => {
    await mount('');
    await ring();
    await untilPressed(
      'a',
      'the call is answered',
      () => state()?.phase === 'answering' || state()?.phase === 'active',
    );
    await until('the call is active', () => state()?.phase === 'active');
    const active = () => state() as { muted?: boolean; held?: boolean };
    await chord('m');
    await until('it is muted', () => active().muted);
    await chord('m');
    await until('it is not', () => !active().muted);
    await chord('p');
    await until('it is held', () => active().held);
    await chord('p');
    await until('it is not', () => !active().held);
    await chord('x');
    await until('it has ended', () => state()?.phase === 'ended');
  });

  it('are off unless the page asks for them', async () => {
    await mount(null);
    await ring();
    const rings = () => state()?.phase === 'incoming';
    await chord('a');
    await stays('it rings', rings);
    await chord('a');
    await stays('it rings', rings);
  });

  it('do nothing while somebody types, in a shadow tree, too, nor when the page takes the key', async () => {
    await mount('hang-up: Alt+X; answer: Alt+A');
    await ring();
    const field = document.createElement('input');
    const editor = Object.assign(document.createElement('div'), { contentEditable: 'true', tabIndex: 0 });
    const host = document.createElement('div');
    const inner = document.createElement('textarea');
    host.attachShadow({ mode: 'open' }).append(inner);
    for (const element of [field, editor, host]) {
      document.body.append(element);
      added.push(element);
    }
    for (const place of [field, editor, inner]) {
      place.focus();
      await chord('x');
      await stays('it rings', () => state()?.phase === 'incoming', 300);
      await chord('x');
    }
    inner.blur();
    const take = (event: Event) => event.preventDefault();
    document.addEventListener('keydown', take);
    await chord('x');
    document.removeEventListener('keydown', take);
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'x', code: 'KeyX', altKey: true, bubbles: true }),
    );
    expect(state()?.phase, 'nobody ended it').to.equal('incoming');
    await chord('x');
    await until('it has ended', () => state()?.phase === 'ended');
  });

  it('act once where two elements show the same phone', async () => {
    await mount('');
    const second = Object.assign(document.createElement('cemscale-phone'), {
      shortcuts: '',
      tokenUrl: phone.tokenUrl,
    });
    document.body.append(second);
    added.push(second);
    await phone.call('9196');
    await until('the call is active', () => state()?.phase === 'active');
    const muted = () => (state() as { muted?: boolean }).muted;
    await untilPressed('m', 'it is muted', muted);
    await stays('muted', () => muted() === true);
  });

  it('are listed in a dialog, which gives the focus back', async () => {
    await mount('mute: F8; hold: Alt+P');
    const before = deep(phone, '.pill');
    before?.focus();
    const sheet = await list();
    expect(textOf(sheet)).to.match(/Mute F8 Hold Alt \+ P/);
    expect(textOf(sheet)).not.to.contain('Answer');
    await sendKeys({ press: 'Escape' });
    await until('it is gone', () => !deep(phone, 'dialog'));
    expect(focused()).to.equal(before);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`are listed without an accessibility violation, ${theme}`, async () => {
      await mount('', theme);
      document.documentElement.lang = 'en';
      document.title = 'Host page';
      await list();
      endAnimations(phone);
      const { violations } = await window.axe.run(phone, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
      document.documentElement.lang = document.title = '';
    });
  }
});
