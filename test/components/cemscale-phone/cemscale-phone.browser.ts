import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type {
  CallEndedEvent,
  CallRequestEvent,
  CemscalePhone,
  PhoneErrorEvent,
} from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { CallError } from '../../../src/shared/errors.js';
import { until } from '../../support/poll.js';
import { tokenUrl } from '../../support/platform.js';
import { deep, drawn, named, textOf } from '../mount.js';

const factTypes = ['started', 'ringing', 'answered', 'ended'].map((fact) => `cemscale-call-${fact}`);
const phones: CemscalePhone[] = [];

function put(attributes: Record<string, string>): CemscalePhone {
  const phone = document.createElement('cemscale-phone');
  for (const [name, value] of Object.entries(attributes)) phone.setAttribute(name, value);
  document.body.append(phone);
  phones.push(phone);
  return phone;
}

function record(target: EventTarget): string[] {
  const seen: string[] = [];
  for (const type of factTypes) target.addEventListener(type, () => seen.push(type.replace('cemscale-call-', '')));
  return seen;
}

let cores = 0;

/** A core of its own for each test: elements of one token URL share theirs for a while after they are gone. */
function freshTokenUrl(extension: string): string {
  cores += 1;
  return `${tokenUrl(extension)}?core=${cores}`;
}

const isOnline = (phone: CemscalePhone) => until('the phone is online', () => phone.snapshot.status === 'online');
const phase = (phone: CemscalePhone) => phone.snapshot.currentCall?.state.phase;

async function leave(): Promise<void> {
  for (const phone of phones.splice(0)) {
    await phone.disconnect().catch(() => undefined);
    phone.remove();
  }
}

describe('<cemscale-phone> on the platform', () => {
  afterEach(leave);

  it('goes online by itself and says so', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003') });
    const registered = new Promise((resolve) =>
      phone.addEventListener('cemscale-registered', resolve, { once: true }),
    );
    await registered;
    await drawn(document.body);
    expect(phone.snapshot.status).to.equal('online');
    expect(textOf(phone)).to.contain('Online');
  });

  it('waits to be asked with connect="manual", and the attribute leaves the method alone', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003'), connect: 'manual' });
    await phone.updateComplete;
    expect(phone.snapshot.status).to.equal('offline');
    phone.connect = 'manual';
    await phone.connect();
    expect(phone.snapshot.status).to.equal('online');
  });

  it('goes online when connect turns from manual to auto', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003'), connect: 'manual' });
    await phone.updateComplete;
    phone.setAttribute('connect', 'auto');
    await isOnline(phone);
  });

  it('goes online by itself also when the page acts before the first drawing', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003') });
    await phone.hangup().catch(() => undefined);
    await isOnline(phone);
  });

  it('calls the echo and tells the page each fact once, in order', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003') });
    await isOnline(phone);
    const facts = record(document.body);
    const requested: string[] = [];
    phone.addEventListener('cemscale-call-request', (event: CallRequestEvent) => requested.push(event.number));
    const over = new Promise<CallEndedEvent>((resolve) =>
      phone.addEventListener('cemscale-call-ended', resolve, { once: true }),
    );
    await phone.call('9196');
    await until('the call is answered', () => phase(phone) === 'active');
    await drawn(document.body);
    expect(phone.open).to.equal(true);
    expect(textOf(phone)).to.contain('On a call');
    named(phone, 'Mute').click();
    await until('the call is muted', () => textOf(phone).includes('Muted'));
    named(phone, 'End call').click();
    const { reason, durationSeconds, call } = await over;
    expect(reason).to.equal('hangup');
    expect(durationSeconds).to.be.a('number');
    expect(call.remote.number).to.equal('9196');
    await until('the end is shown', () => textOf(phone).includes('Call ended'));
    expect(requested).to.deep.equal(['9196']);
    expect(facts.filter((fact) => fact !== 'ringing')).to.deep.equal(['started', 'answered', 'ended']);
  });

  it('lets the page cancel a call, from the keypad and by call()', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003'), open: '' });
    await isOnline(phone);
    phone.addEventListener('cemscale-call-request', (event) => event.preventDefault());
    const failure = await phone.call('9196').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CallError);
    expect(failure).to.have.property('reason', 'canceled-by-page');
    await until('the dial pad', () => deep(phone, 'input'));
    deep(phone, 'input')?.focus();
    await sendKeys({ type: '9196' });
    await sendKeys({ press: 'Enter' });
    await drawn(document.body);
    expect(phone.snapshot.currentCall).to.equal(null);
  });

  it('rings at the other phone, which opens by itself and answers', async () => {
    const caller = put({ 'token-url': freshTokenUrl('1003') });
    const called = put({ 'token-url': freshTokenUrl('1004'), placement: 'bottom-start' });
    await Promise.all([isOnline(caller), isOnline(called)]);
    await caller.call('1004');
    await until('the call arrives', () => phase(called) === 'incoming');
    await until('the panel is open', () => textOf(called).includes('is calling you'));
    await until('it is announced', () =>
      deep(called, '[role="alert"]')?.textContent?.startsWith('Incoming call from'),
    );
    named(called, 'Answer').click();
    await until('both talk', () => phase(caller) === 'active' && phase(called) === 'active');
    await until('the announcement', () =>
      deep(called, '[role="status"]')?.textContent?.startsWith('Connected with'),
    );
    called.hide();
    await until('the bar', () => deep(called, '.bar'));
    named(called, 'End call').click();
    await until('the call is over', () => phase(caller) === 'ended');
    expect(caller.snapshot.currentCall?.state).to.have.property('reason', 'remote-hangup');
    await until('the caller is told', () => textOf(caller).includes('They hung up'));
  });

  it('shares one core between elements of the same token URL', async () => {
    const url = freshTokenUrl('1003');
    const first = put({ 'token-url': url });
    const second = put({ 'token-url': url, mode: 'inline' });
    await Promise.all([isOnline(first), isOnline(second)]);
    expect(first.snapshot).to.equal(second.snapshot);
    const facts = [record(first), record(second)];
    await first.call('9196');
    await until('the call is answered', () => phase(second) === 'active');
    await second.hangup();
    await until('the call is over', () => phase(first) === 'ended');
    for (const seen of facts) expect(seen.filter((fact) => fact === 'ended').length).to.equal(1);
  });

  it('keeps its call when the page moves it', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003') });
    await isOnline(phone);
    await phone.call('9196');
    await until('the call is answered', () => phase(phone) === 'active');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(phone);
    await phone.updateComplete;
    expect(phase(phone)).to.equal('active');
    await phone.hangup();
    box.remove();
  });

  it('says what a number that cannot be dialled lacks', async () => {
    const phone = put({ 'token-url': freshTokenUrl('1003') });
    await isOnline(phone);
    for (const bad of ['call me', 'sip:1001@example.com?Replaces=x']) {
      const failure = await phone.call(bad).catch((error: unknown) => error);
      expect(failure).to.have.property('reason', 'invalid-number');
    }
  });
});

describe('<cemscale-phone> with bad luck', () => {
  afterEach(leave);

  it('says that the page has not set it up, when there is no token URL', async () => {
    const phone = put({ mode: 'inline' });
    await until('the words', () => textOf(phone).includes('The phone is not set up'));
    const failure = await phone.connect().catch((error: unknown) => error);
    expect(failure).to.have.property('reason', 'not-found');
  });

  it('shows a wrong token URL in words, fires the typed error, and recovers when the cause goes away', async () => {
    const phone = put({ mode: 'inline' });
    const errors: string[] = [];
    phone.addEventListener('cemscale-error', ({ error }: PhoneErrorEvent) => errors.push(error.reason));
    phone.setAttribute('token-url', '/no-such-endpoint');
    await until('the words', () => textOf(phone).includes('Failed') && textOf(phone).includes('Try again'));
    expect(named(phone, 'Try again')).not.to.equal(null);
    await until('the event', () => errors.length > 0);
    phone.setAttribute('token-url', freshTokenUrl('1003'));
    await isOnline(phone);
    await until('the word', () => textOf(phone).includes('Online'));
  });
});
