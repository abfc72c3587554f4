import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { OfferedCall } from '../../../src/components/internal/request.js';
import { until } from '../../support/poll.js';
import { clearStage, deep, drawn, focused, mountPanel, named, textOf } from '../mount.js';
import type { Stage } from '../mount.js';
import { active, inCall, phone } from '../snapshots.js';

describe('a number that the page offers', () => {
  let stage: Stage;
  let placed: number;

  afterEach(clearStage);

  async function offer(number: string, change: Partial<OfferedCall> = {}): Promise<void> {
    placed = 0;
    stage.panel.offer({ number, tones: '', place: () => (placed += 1), ...change });
    await drawn(stage.panel);
  }
  const field = () => deep<HTMLInputElement>(stage.panel, 'input')?.value;
  const calls = () => stage.requests.filter(({ type }) => type === 'call');

  it('stands in the field, has the focus, and is called by Enter, once however long it is held', async () => {
    stage = await mountPanel(phone());
    await offer('+12125550123');
    expect([field(), focused()?.localName, placed]).to.deep.equal(['+12125550123', 'input', 0]);
    expect(textOf(stage.panel)).to.contain('Press Call to call this number.');
    const held = { key: 'Enter', repeat: true, bubbles: true, composed: true };
    focused()?.dispatchEvent(new KeyboardEvent('keydown', held));
    expect(placed).to.equal(0);
    await sendKeys({ press: 'Enter' });
    expect([placed, calls()]).to.deep.equal([1, []]);
  });

  it('is shown as it is dialled, with the tones that follow', async () => {
    stage = await mountPanel(phone(), { locale: 'es' });
    await offer('sip:1002@example.com', { tones: ',,42,7' });
    expect(field()).to.equal('1002');
    expect(textOf(stage.panel)).to.contain('se envía 42 7');
    await offer('tel:7042;phone-context=example.com');
    expect(field()).to.equal('7042');
    await offer('sip:ana@example.com');
    expect(field()).to.equal('');
    expect(textOf(stage.panel)).to.contain('dirección');
    await sendKeys({ press: 'Enter' });
    expect(placed).to.equal(0);
  });

  it('is another call once somebody changes it', async () => {
    stage = await mountPanel(phone());
    await offer('+12125550123');
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Enter' });
    expect([placed, calls()]).to.deep.equal([0, [{ type: 'call', number: '+1212555012' }]]);
  });

  it('is not called by the second click of a double click', async () => {
    stage = await mountPanel(phone());
    await offer('9196');
    const { x, y, width, height } = named(stage.panel, 'Call').getBoundingClientRect();
    const click = () =>
      sendMouse({ type: 'click', position: [x + width / 2, y + height / 2].map(Math.round) as [number, number] });
    // As soon as it was offered.
    await offer('9196');
    named(stage.panel, 'Call').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    named(stage.panel, 'Call').click();
    expect(placed).to.equal(0);
    await until('a later click to call', async () => {
      await click();
      return placed > 0;
    });
  });

  for (const [locale, words] of [
    ['en', 'You already have a call. \u20669196\u2069 was not called.'],
    ['es', 'Ya tiene una llamada. No se llamó al \u20669196\u2069.'],
  ] as const) {
    it(`is not called beside a call, which is said (${locale})`, async () => {
      stage = await mountPanel(inCall(active()), { locale });
      await offer('9196');
      await until(`"${words}"`, () => textOf(stage.panel).includes(words));
      await stage.show(phone());
      expect(textOf(stage.panel)).not.to.contain(words);
      expect(placed).to.equal(0);
    });
  }
});
