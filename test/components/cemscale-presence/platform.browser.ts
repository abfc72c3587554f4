import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import type { CemscalePresence } from '../../../src/components/cemscale-presence/cemscale-presence.js';
import '../../../src/components/cemscale-presence/cemscale-presence.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, openSockets, standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { deep } from '../mount.js';
import { middleOf, settled } from './stage.js';

const permissions = ['calls:originate', 'presence:read', 'presence:write', 'events:read', 'extensions:read'];

describe('<cemscale-presence> with the platform', function () {
  this.timeout(60_000);
  let stage: HTMLElement;
  let microphones: ReturnType<typeof toneMicrophones>;
  before(() => {
    microphones = toneMicrophones();
  });
  after(() => microphones.restore());
  beforeEach(() => {
    stage = document.createElement('div');
    document.body.append(stage);
  });
  afterEach(async () => {
    await stage.querySelector<CemscalePhone>('cemscale-phone')?.disconnect();
    stage.remove();
  });

  const status = (element: CemscalePresence): string | undefined => element.people[0]?.status;
  const presenceIn = (root: ParentNode, extension: string): CemscalePresence =>
    root.querySelector(`cemscale-presence[extension="${extension}"]`) as CemscalePresence;

  it('follows a call from the click to its end, at both sides', async () => {
    const bob = await TestPhone.online('1002', 700);
    const url = await standingTokenUrl('alice', { extension: '1001', permissions });
    stage.innerHTML = `<cemscale-phone token-url="${url}"></cemscale-phone>
      <cemscale-presence extension="1001"></cemscale-presence><cemscale-presence extension="1002"></cemscale-presence>`;
    const [alice, other] = [presenceIn(stage, '1001'), presenceIn(stage, '1002')];
    await until('both are there', () => status(alice) === 'available' && status(other) === 'available');
    expect(other.people[0]?.displayName).to.equal('Bob Lindqvist');
    // A name that comes moves what stands behind it from under the mouse.
    const name = (of: CemscalePresence): string => deep(of, '.name')?.textContent?.trim() ?? '';
    await until('the names', () => name(alice).startsWith('Alice') && name(other).startsWith('Bob'));
    await until('the button', () => deep(other, '.call') && !deep(alice, '.call'));
    await settled();
    await sendMouse({ type: 'click', position: middleOf(other, '.call') });
    await until('it rings', () => status(other) === 'ringing');
    await bob.reaches('incoming');
    await bob.phone.findCall()?.answer();
    await until('they talk', () => status(alice) === 'on_call' && status(other) === 'on_call');
    await until('it is drawn', () => deep(other, '.mark.on_call'));
    expect(other.people[0]?.since).to.be.closeTo(Date.now(), 5000);
    bob.phone.findCall()?.hangup();
    await until('they are back', () => status(alice) === 'available' && status(other) === 'available');
    await bob.phone.stop();
    await until('Bob is gone', () => status(other) === 'offline');
  });

  it('shares one socket among a thousand elements', async () => {
    const url = await standingTokenUrl('crowd', { extension: '1003', permissions });
    const cells = Array.from(
      { length: 1000 },
      (_, index) => `<cemscale-presence extension="${1001 + (index % 6)}" compact></cemscale-presence>`,
    );
    stage.innerHTML = `<cemscale-phone connect="manual" token-url="${url}"></cemscale-phone>${cells.join('')}`;
    const all = [...stage.querySelectorAll('cemscale-presence')];
    await until('all are live', () => all.every((one) => one.isRealtime && status(one) !== 'unknown'));
    const { extensions } = (await (await fetchPlatform('/api/extensions')).json()) as {
      extensions: { id: string; extension: string }[];
    };
    const id = extensions.find(({ extension }) => extension === '1004')?.id ?? '';
    await fetchPlatform(`/api/presence/${id}`, 'PUT', { status: 'busy' });
    const those = all.filter(({ extension }) => extension === '1004');
    await until('every one of them shows it', () => those.every((one) => deep(one, '.mark.busy')));
    expect(await openSockets('crowd')).to.equal(1);
    stage.replaceChildren();
    await until('the socket is closed', async () => (await openSockets('crowd')) === 0);
  });

  it('sets the own status for everybody to see', async () => {
    const url = await standingTokenUrl('carmen', { extension: '1003', permissions });
    stage.innerHTML = `<cemscale-presence token-url="${url}" extension="1003"></cemscale-presence>`;
    const element = presenceIn(stage, '1003');
    await until('it is live', () => element.isRealtime);
    await element.setStatus('busy');
    await until('it shows', () => status(element) === 'busy');
    await element.setStatus('available');
    await until('it is gone', () => status(element) === 'offline', 15_000);
  });

  it('shows a visitor whom the host named, live, with the link of the page, and nobody else', async () => {
    const bob = await TestPhone.online('1002', 700);
    const url = await standingTokenUrl('visitor', { visitor: 'session', presenceOf: ['1002'] });
    stage.innerHTML = `<cemscale-presence token-url="${url}" extension="1002" label="Ana" href="tel:+15551234567"></cemscale-presence>
      <cemscale-presence token-url="${url}" extension="1003"></cemscale-presence>
      <cemscale-presence token-url="${url}"></cemscale-presence>`;
    const [ana, other, all] = [...stage.querySelectorAll('cemscale-presence')];
    if (!ana || !other || !all) throw new Error('There are not three.');
    await until('she is free', () => ana.isRealtime && status(ana) === 'available');
    const link = await until('the link', () => deep<HTMLAnchorElement>(ana, 'a.call'));
    expect(link.href).to.equal('tel:+15551234567');
    expect(link.getAttribute('aria-label')).to.equal('Call Ana');
    expect(status(other)).to.equal('unknown');
    await until('the list', () => all.people.length > 0);
    expect(all.people.map(({ number, displayName }) => number + displayName)).to.deep.equal(['1002']);
    expect(deep(all, '.own')).to.equal(null);
    const refusal = await ana.setStatus('busy').catch((error: unknown) => error);
    expect(refusal).to.include({ reason: 'forbidden' });
    await bob.phone.call('9196');
    await until('she talks', () => status(ana) === 'on_call');
    await until('the link is gone', () => deep(ana, 'a.call') === null);
    bob.phone.findCall()?.hangup();
    await until('she is free again', () => status(ana) === 'available');
    expect(await openSockets('visitor')).to.equal(1);
    await bob.phone.stop();
  });

  it('says of a phone with the token of a visitor that there is none', async () => {
    const url = await standingTokenUrl('visitor-phone', { visitor: 'session', presenceOf: ['1002'] });
    stage.innerHTML = `<cemscale-phone token-url="${url}"></cemscale-phone>`;
    const phone = stage.querySelector('cemscale-phone') as CemscalePhone;
    await until('the failure', () => phone.snapshot.status === 'failed');
    expect(phone.snapshot.error?.reason).to.equal('forbidden');
  });
});
