import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import { openPreferences, Preferences, wipeAllPreferences } from '../../../src/softphone/preferences.js';
import { standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, drawn, named, textOf } from '../mount.js';
import { expectAccessible } from '../rooms.js';

describe('<cemscale-look-section> in <cemscale-phone>', function () {
  this.timeout(60_000);
  let phone: CemscalePhone;
  let tokenUrl: string;

  const start = async (attributes: Record<string, string> = {}): Promise<void> => {
    phone = document.createElement('cemscale-phone');
    for (const [name, value] of Object.entries(attributes)) phone.setAttribute(name, value);
    phone.tokenUrl = tokenUrl;
    phone.open = true;
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  };
  const enter = async (entry: string): Promise<Element> => {
    (await until('the tab', () => deep(phone, '#tab-settings'))).click();
    (await until('the entry', () => deep(phone, '#open-look'))).click();
    const section = await until('the section', () => deep(phone, 'cemscale-look-section'));
    await until(entry, () => textOf(section).includes(entry));
    return section;
  };
  const choose = async (value: string): Promise<void> => {
    (await until(value, () => deep(phone, `input[value="${value}"]`))).click();
    await drawn(document.body);
  };
  const scheme = () => getComputedStyle(deep(phone, '.root') as Element).colorScheme;
  const ground = () => getComputedStyle(deep(phone, '.panel') as Element).backgroundColor;
  const language = () => deep(phone, '.root')?.lang;

  beforeEach(async () => {
    await wipeAllPreferences();
    tokenUrl = await standingTokenUrl('frank', { extension: '1006', permissions: agentPermissions });
  });

  afterEach(async () => {
    document.documentElement.style.colorScheme = '';
    await phone.disconnect();
    phone.remove();
    await wipeAllPreferences();
  });

  it('shows the phone as the person chose, on the next page too, until it is taken back', async () => {
    document.documentElement.style.colorScheme = 'light';
    await start();
    await enter('Appearance');
    const before = ground();
    await choose('dark');
    await until('dark', () => scheme() === 'dark');
    expect(ground()).not.to.equal(before);
    await choose('es');
    await until('Spanish', () => language() === 'es' && textOf(phone).includes('Aspecto e idioma'));
    await expectAccessible('es');
    phone.remove();
    await start();
    await until('both again', () => scheme() === 'dark' && language() === 'es', 20_000);
    await enter('Aspecto');
    for (const radio of ['theme', 'language']) deep(phone, `input[name=${radio}][value=""]`)?.click();
    await until('the page again', () => scheme() === 'light' && language() === 'en');
  });

  it('leaves to the page what the page has decided, and says so', async () => {
    await start({ theme: 'light', lang: 'en' });
    const preferences = await openPreferences(phone.snapshot.extension?.id ?? '');
    await preferences.set('look', { theme: 'dark', language: 'es' });
    const section = await enter('This page has decided it.');
    expect(section.shadowRoot?.querySelector('input')).to.equal(null);
    expect([scheme(), language()]).to.deep.equal(['light', 'en']);
    phone.removeAttribute('lang');
    phone.setAttribute('theme', 'auto');
    phone.remove();
    await start();
    await until('the choice', () => scheme() === 'dark' && language() === 'es', 20_000);
  });

  it('is the same in all tabs', async () => {
    document.documentElement.style.colorScheme = 'light';
    await start();
    await enter('Appearance');
    await choose('light');
    const { id } = phone.snapshot.extension ?? { id: '' };
    // As another tab has it: an object of its own over the same storage.
    const other = await Preferences.load(id);
    await other.set('look', { theme: 'dark' });
    window.dispatchEvent(new StorageEvent('storage', { key: 'cemscale-softphone-preferences' }));
    await until('dark', () => scheme() === 'dark');
  });

  it('is forgotten when the person signs out', async () => {
    document.documentElement.style.colorScheme = 'light';
    await start();
    await enter('Appearance');
    await choose('dark');
    await until('dark', () => scheme() === 'dark');
    await phone.logout();
    await until('light', () => scheme() === 'light');
  });

  it('is chosen by keys and named for assistive technology', async () => {
    await start();
    const section = await enter('Appearance');
    const radio = section.shadowRoot?.querySelector<HTMLInputElement>('input[value=light]');
    radio?.focus();
    expect(section.shadowRoot?.activeElement).to.equal(radio);
    expect(
      [...(section.shadowRoot?.querySelectorAll('legend') ?? [])].map((one) => one.textContent),
    ).to.deep.equal(['Appearance', 'Language']);
    await expectAccessible();
    expect(() => named(phone, 'Back')).not.to.throw();
  });
});
