import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { leaveMessage } from '../../support/voicemail.js';
import { deep, drawn, named, textOf } from '../mount.js';
import { expectAccessible } from '../rooms.js';

const supervisorPermissions = [...agentPermissions, 'calls:supervise'];

describe('the rooms of one person in <cemscale-phone>', function () {
  this.timeout(90_000);
  let phone: CemscalePhone;
  let microphones: ReturnType<typeof toneMicrophones>;

  const shows = (text: string | RegExp) =>
    until(
      () => `"${text}" in "${textOf(phone)}"`,
      async () => {
        await drawn(document.body);
        return typeof text === 'string' ? textOf(phone).includes(text) : text.test(textOf(phone));
      },
      20_000,
    );
  const tab = (name: string) => deep(phone, `#tab-${name}`);
  const press = async (name: string): Promise<void> => {
    await until(`"${name}"`, async () => {
      await drawn(document.body);
      return (deep(phone, 'cemscale-phone-panel')?.shadowRoot && textOf(phone).includes(name)) || null;
    });
    named(phone, name).click();
    await drawn(document.body);
  };

  beforeEach(async () => {
    microphones = toneMicrophones();
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = await standingTokenUrl('frank', { extension: '1006', permissions: supervisorPermissions });
    phone.open = true;
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  });

  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    microphones.restore();
    await fetchPlatform('/control/reset', 'POST');
  });

  it('counts new messages on the tab, and hears them in the room', async () => {
    await phone.disconnect();
    await leaveMessage('1006');
    await phone.connect();
    await until('the badge', () => tab('voicemail')?.ariaLabel === 'Voicemail, 1 new', 30_000);
    tab('voicemail')?.click();
    await shows(/1 new.*Harbor Dental/);
    named(phone, 'Play the message of Harbor Dental').click();
    await until('the badge to go', () => tab('voicemail')?.ariaLabel === 'Voicemail', 20_000);
    await expectAccessible();
  });

  it('says in its first row that calls do not ring here', async () => {
    const { extension } = phone.snapshot;
    const forward = { enabled: true, type: 'always', destination: '1002' };
    tab('settings')?.click();
    await press('Status');
    const choose = async (label: string): Promise<void> => {
      const row = await until(label, () =>
        [...(deep(phone, 'cemscale-status-section')?.shadowRoot?.querySelectorAll('label') ?? [])].find((one) =>
          one.textContent?.includes(label),
        ),
      );
      row.querySelector('input')?.click();
    };
    await choose('Do not disturb');
    await until('the word', () => deep(phone, '.head .word')?.textContent?.includes('Do not disturb'));
    await choose('Available');
    await until('the word to go', () => deep(phone, '.head .word')?.textContent?.includes('Online'), 20_000);
    await fetchPlatform(`/api/extensions/${extension?.id}/call-forward`, 'PUT', forward);
    document.dispatchEvent(new Event('visibilitychange'));
    await until('the word', () => deep(phone, '.head .word')?.textContent?.includes('Calls go to 1002'), 20_000);
    await fetchPlatform(`/api/extensions/${extension?.id}/call-forward`, 'PUT', { ...forward, enabled: false });
  });

  it('leaves Enter to the field that it is typed into', async () => {
    const panel = deep(phone, 'cemscale-phone-panel');
    const field = document.createElement('input');
    panel?.shadowRoot?.append(field);
    const dialView = await until('the keypad', () => deep(phone, 'cemscale-dial-view'));
    await drawn(document.body);
    deep(dialView, '[data-key="9"]')?.click();
    let called = 0;
    phone.addEventListener('cemscale-call-request', (event) => {
      called += 1;
      event.preventDefault();
    });
    field.focus();
    await sendKeys({ press: 'Enter' });
    await drawn(document.body);
    expect(called).to.equal(0);
    deep(dialView, 'input')?.focus();
    await sendKeys({ press: 'Enter' });
    await until('the request of the dial field', () => called === 1);
  });

  it('listens to a call of the team, says who hears the supervisor, and changes that', async () => {
    const [alice, bob] = await Promise.all([TestPhone.online('1001', 740), TestPhone.online('1002', 1240)]);
    await alice.phone.call('1002');
    await bob.reaches('incoming');
    await bob.phone.liveCall().answer();
    tab('settings')?.click();
    await press('Calls of the team');
    await shows(/Alice Moreno · Bob Lindqvist/);
    await press('Listen');
    await shows('You listen to Alice Moreno and Bob Lindqvist. They do not hear you.');
    await expectAccessible();
    await alice.ear.doesNotHear(1000);
    await press('Whisper');
    await shows('Alice Moreno hears you. Bob Lindqvist does not.');
    await alice.ear.hears(1000);
    await bob.ear.doesNotHear(1000);
    await phone.hangup();
    expect(alice.last?.state.phase).to.equal('active');
    await shows('Call ended');
    expect(textOf(phone)).not.to.include('hears you');
    await Promise.all([alice.phone.stop(), bob.phone.stop()]);
  });
});
