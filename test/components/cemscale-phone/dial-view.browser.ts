import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { until } from '../../support/poll.js';
import { clearStage, deep, drawn, mountPanel, named, textOf } from '../mount.js';
import type { Stage, StageOptions } from '../mount.js';
import { loadNumbers } from '../../../src/components/internal/phone-numbers.js';
import { active, inCall, phone } from '../snapshots.js';
import '../../../src/components/cemscale-phone/dial-view.js';

async function dialPad(
  options: StageOptions = {},
  snapshot = phone(),
): Promise<Stage & { field: HTMLInputElement }> {
  const stage = await mountPanel(snapshot, options);
  const field = deep<HTMLInputElement>(stage.panel, 'input');
  if (!field) throw new Error('There is no number field.');
  return { ...stage, field };
}

const key = (stage: Stage, name: string) => deep(stage.panel, `[data-key="${name}"]`) as HTMLElement;
const calls = ({ requests }: Stage) => requests.filter(({ type }) => type === 'call');

function paste(target: Element, text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text', text);
  target.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
  );
}

function press(target: Element): void {
  target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, button: 0 }));
}

function release(target: HTMLElement): void {
  target.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true, button: 0 }));
  target.click();
}

describe('the dial pad', () => {
  afterEach(clearStage);

  it('takes the focus that it is given before it is drawn', async () => {
    const view = document.createElement('cemscale-dial-view');
    document.body.append(view);
    view.focus();
    await until('the field to have the focus', () => view.shadowRoot?.activeElement?.localName === 'input');
    view.remove();
  });

  it('puts a number together by its keys and asks for the call', async () => {
    const stage = await dialPad();
    for (const name of ['*', '9', '7', '#']) key(stage, name).click();
    expect(stage.field.value).to.equal('*97#');
    named(stage.panel, 'Call').click();
    expect(calls(stage)).to.deep.equal([{ type: 'call', number: '*97#' }]);
    expect(stage.requests.filter(({ type }) => type === 'key-tone').length).to.equal(4);
  });

  it('takes digits typed anywhere in the panel, Backspace and Enter', async () => {
    const stage = await dialPad();
    key(stage, '1').focus();
    await sendKeys({ type: '1009' });
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: '2' });
    expect(stage.field.value).to.equal('1002');
    stage.field.focus();
    await sendKeys({ press: 'Enter' });
    expect(calls(stage)).to.deep.equal([{ type: 'call', number: '1002' }]);
  });

  it('keeps the caret where the person put it', async () => {
    const { field } = await dialPad();
    field.focus();
    await sendKeys({ type: '1234' });
    field.setSelectionRange(2, 2);
    await sendKeys({ type: '99' });
    expect(field.value).to.equal('129934');
    expect(field.selectionStart).to.equal(4);
  });

  it('cleans a pasted number', async () => {
    const { field, panel } = await dialPad();
    paste(field, 'tel:+1 (555) 123-4567');
    await drawn(document.body);
    expect(field.value.replaceAll(' ', '')).to.equal('+15551234567');
    expect(deep(panel, '#note')?.textContent).to.equal('');
  });

  it('takes a paste anywhere in the panel', async () => {
    const stage = await dialPad();
    paste(key(stage, '5'), '555 0100');
    expect(stage.field.value).to.equal('5550100');
  });

  it('explains what it changed or refused, and keeps what was there', async () => {
    const { field, panel } = await dialPad();
    paste(field, '1-800-FLOWERS');
    await drawn(document.body);
    expect(field.value).to.equal('18003569377');
    expect(textOf(panel)).to.contain('“FLOWERS” became the digits of its keys.');
    paste(field, 'sip:1001@example.com?Replaces=x');
    await drawn(document.body);
    expect(field.value).to.equal('18003569377');
    expect(textOf(panel)).to.contain('That is an address.');
  });

  it('explains a typed word', async () => {
    const { field, panel } = await dialPad();
    field.focus();
    await sendKeys({ press: 'h' });
    await drawn(document.body);
    expect(field.value).to.equal('');
    expect(textOf(panel)).to.contain('“h” is not a number.');
  });

  it('types a plus by holding the zero, and no zero with it', async () => {
    const stage = await dialPad();
    press(key(stage, '0'));
    await until('the plus', () => stage.field.value === '+');
    release(key(stage, '0'));
    expect(stage.field.value).to.equal('+');
    press(key(stage, '0'));
    release(key(stage, '0'));
    expect(stage.field.value).to.equal('+0');
  });

  it('loses no key after a long press that was released elsewhere', async () => {
    const stage = await dialPad();
    press(key(stage, '0'));
    await until('the plus', () => stage.field.value === '+');
    document.body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    press(key(stage, '5'));
    release(key(stage, '5'));
    expect(stage.field.value).to.equal('+5');
  });

  it('clears the field by holding the erase key', async () => {
    const { field, panel } = await dialPad();
    paste(field, '12345');
    await drawn(document.body);
    const erase = () => named(panel, 'Delete last digit, hold to clear');
    erase().click();
    expect(field.value).to.equal('1234');
    press(erase());
    await until('the empty field', () => field.value === '');
  });

  it('fetches the last number when Call is pressed on an empty field', async () => {
    const stage = await dialPad({ model: { lastNumber: '1002' } });
    named(stage.panel, 'Call').click();
    await drawn(document.body);
    expect(stage.field.value).to.equal('1002');
    expect(calls(stage)).to.deep.equal([]);
    named(stage.panel, 'Call').click();
    expect(calls(stage)).to.deep.equal([{ type: 'call', number: '1002' }]);
  });

  it('says what is missing instead of calling nobody', async () => {
    const stage = await dialPad();
    named(stage.panel, 'Call').click();
    await drawn(document.body);
    expect(calls(stage)).to.deep.equal([]);
    expect(textOf(stage.panel)).to.contain('Enter a number first.');
  });

  it('does not call while the phone is not online, and says so', async () => {
    const stage = await dialPad({}, phone({ status: 'connecting' }));
    paste(stage.field, '1002');
    named(stage.panel, 'Call').click();
    await drawn(document.body);
    expect(calls(stage)).to.deep.equal([]);
    expect(textOf(stage.panel)).to.contain('The phone is not online yet.');
  });

  it('prepares the call when the call button is near', async () => {
    const stage = await dialPad();
    named(stage.panel, 'Call').focus();
    expect(stage.requests).to.deep.include({ type: 'warm-up' });
  });
});

describe('numbers in the page’s country', () => {
  before(loadNumbers);
  beforeEach(() => {
    document.documentElement.lang = 'en-US';
  });
  afterEach(() => {
    clearStage();
    document.documentElement.lang = '';
  });

  it('groups what is typed, says what is dialled and dials that', async () => {
    const stage = await dialPad();
    stage.field.focus();
    await sendKeys({ type: '5551234567' });
    expect(stage.field.value).to.equal('(555) 123-4567');
    await drawn(document.body);
    expect(deep(stage.panel, '#note')?.textContent).to.contain('+1 555 123 4567');
    await sendKeys({ press: 'Enter' });
    expect(calls(stage)).to.deep.equal([{ type: 'call', number: '+15551234567' }]);
  });

  it('keeps the caret at its digit while groups come and go', async () => {
    const { field } = await dialPad();
    field.focus();
    await sendKeys({ type: '55512345' });
    field.setSelectionRange(3, 3);
    await sendKeys({ type: '9' });
    expect([field.value, field.selectionStart]).to.deep.equal(['(559) 512-345', 4]);
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    expect(field.selectionStart).to.equal(6);
    await sendKeys({ press: 'Backspace' });
    expect([field.value, field.selectionStart]).to.deep.equal(['(555) 123-45', 3]);
    field.setSelectionRange(4, 4);
    await sendKeys({ press: 'Delete' });
    expect([field.value, field.selectionStart]).to.deep.equal(['5552345', 3]);
  });

  it('leaves codes and extensions as they are', async () => {
    for (const code of ['*3', '*7105', '1001', '911']) {
      const stage = await dialPad();
      stage.field.focus();
      await sendKeys({ type: code });
      expect(stage.field.value).to.equal(code);
      await sendKeys({ press: 'Enter' });
      expect(calls(stage)).to.deep.equal([{ type: 'call', number: code }]);
      clearStage();
    }
  });

  it('reads no number as one of a country that the page does not name', async () => {
    document.documentElement.lang = 'en';
    const stage = await dialPad();
    stage.field.focus();
    await sendKeys({ type: '5551234567' });
    expect(stage.field.value).to.equal('5551234567');
    await sendKeys({ press: 'Enter' });
    expect(calls(stage)).to.deep.equal([{ type: 'call', number: '5551234567' }]);
  });

  it('shows the number of a call in groups', async () => {
    const { panel } = await mountPanel(inCall(active()));
    expect(deep(panel, '.number')?.textContent).to.equal('(555) 123-4567');
  });
});
