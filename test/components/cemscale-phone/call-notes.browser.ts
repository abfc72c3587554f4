import { expect } from 'chai';
import type {
  CallLog,
  CallNotesEvent,
  CemscalePhone,
} from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { toneMicrophones } from '../../support/hearing.js';
import { tokenUrl } from '../../support/platform.js';
import { stays, until } from '../../support/poll.js';
import { deep, drawn, named } from '../mount.js';
import { expectAccessible } from '../rooms.js';

let cores = 0;

describe('notes about a call', function () {
  this.timeout(60_000);
  let phone: CemscalePhone;
  let microphones: ReturnType<typeof toneMicrophones>;
  let told: CallNotesEvent[];
  let logs: CallLog[];
  let answers: (event: CallNotesEvent) => void;

  beforeEach(async () => {
    microphones = toneMicrophones();
    told = [];
    logs = [];
    answers = (event) => event.acknowledge();
    phone = await page('notes');
  });

  afterEach(async () => {
    await leave();
    microphones.restore();
  });

  async function leave(): Promise<void> {
    await phone.disconnect();
    phone.remove();
  }

  /** A page with a phone, as the next one would have it. */
  async function page(...attributes: string[]): Promise<CemscalePhone> {
    cores += 1;
    const next = document.createElement('cemscale-phone');
    next.tokenUrl = `${tokenUrl('1004')}?notes=${cores}`;
    for (const name of attributes) next.setAttribute(name, '');
    next.setAttribute('dispositions', 'Sold, Call back');
    next.open = true;
    next.addEventListener('cemscale-call-notes', (event) => {
      told.push(event);
      answers(event);
    });
    next.addEventListener('cemscale-call-log', (event) => {
      logs.push(event.log);
      event.acknowledge();
    });
    document.body.append(next);
    await until('the phone is online', () => next.snapshot.status === 'online');
    return next;
  }

  const field = async <Tag extends 'textarea' | 'select'>(tag: Tag): Promise<HTMLElementTagNameMap[Tag]> => {
    const found = await until(`the ${tag}`, async () => {
      await drawn(document.body);
      return deep<HTMLElementTagNameMap[Tag] & HTMLElement>(phone, tag);
    });
    return found as HTMLElementTagNameMap[Tag];
  };

  async function write(text: string): Promise<void> {
    const area = await field('textarea');
    area.value = text;
    area.dispatchEvent(new Event('input'));
  }

  async function talk(): Promise<string> {
    const { id } = await phone.call('9196');
    await until('the call', () => phone.snapshot.currentCall?.state.phase === 'active');
    return id;
  }

  it('are told when the call is over, with the chosen outcome, and stand in its log', async () => {
    const id = await talk();
    await write('Wants a <b>quote</b>');
    const select = await field('select');
    expect([...select.options].map(({ text }) => text)).to.deep.equal(['Not chosen', 'Sold', 'Call back']);
    await expectAccessible();
    select.value = 'Call back';
    select.dispatchEvent(new Event('change'));
    expect(told).to.deep.equal([]);
    await phone.hangup();
    await until('the notes', () => told.length === 1);
    expect(told[0]?.notes).to.include({
      id,
      number: '9196',
      notes: 'Wants a <b>quote</b>',
      disposition: 'Call back',
    });
    await until('the log', () => logs.length === 1);
    expect(logs[0]).to.include({ id, notes: 'Wants a <b>quote</b>', disposition: 'Call back' });
  });

  it('are told once more when they are changed after the call, and not when nothing is', async () => {
    const id = await talk();
    await phone.hangup();
    await write('Later');
    expect(told).to.deep.equal([]);
    (await field('textarea')).dispatchEvent(new Event('change'));
    await until('the notes', () => told.length === 1);
    await write('Later, by Ana');
    // By a key, without leaving the field.
    named(phone, 'Done').click();
    await until('the change', () => told.length === 2);
    expect(told.map(({ notes }) => [notes.id, notes.notes])).to.deep.equal([
      [id, 'Later'],
      [id, 'Later, by Ana'],
    ]);
  });

  it('are told again on the next page until somebody takes them', async () => {
    answers = () => undefined;
    await talk();
    await write('Keep me');
    await phone.hangup();
    await until('the notes', () => told.length === 1);
    await leave();
    answers = (event) => event.acknowledge();
    phone = await page();
    const again = await until('the notes again', () => told[1]);
    expect(again.notes.notes).to.equal('Keep me');
    expect(again.attempt).to.equal(2);
    await leave();
    phone = await page();
    await stays('told twice', () => told.length === 2);
  });

  it('are no part of a phone without the attribute', async () => {
    await leave();
    phone = await page();
    await talk();
    await drawn(document.body);
    expect(deep(phone, 'textarea')).to.equal(null);
    await phone.hangup();
    await until('the log', () => logs.length === 1);
    expect(logs[0]).to.include({ notes: '', disposition: null });
  });
});
