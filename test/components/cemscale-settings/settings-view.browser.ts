import { expect } from 'chai';
import '../../../src/components/cemscale-settings/settings-view.js';
import type { SettingsView } from '../../../src/components/cemscale-settings/settings-view.js';
import type { QueueChangedEvent } from '../../../src/components/queue-events.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import { fetchPlatform, standingTokenUrl, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { clearStage, deep, drawn, focused, named, textOf } from '../mount.js';
import { expectAccessible, expectFitting, mountRoom, type RoomElement, type RoomOptions } from '../rooms.js';

describe('<cemscale-settings-view>', function () {
  this.timeout(60_000);
  let view: SettingsView & RoomElement;
  const shows = (text: string | RegExp) =>
    until(
      () => `"${text}" in "${textOf(view)}"`,
      async () => {
        await drawn(document.body);
        return typeof text === 'string' ? textOf(view).includes(text) : text.test(textOf(view));
      },
      20_000,
    );

  afterEach(clearStage);

  async function open(extension: string, title: string, options: RoomOptions = {}): Promise<void> {
    ({ view } = await mountRoom('cemscale-settings-view', { tokenUrl: tokenUrl(extension), ...options }));
    view.model = {
      ...view.model,
      snapshot: {
        ...view.model.snapshot,
        extension: { id: extension, number: extension, displayName: 'Somebody' },
      },
    };
    await drawn(document.body);
    if (title) named(view, title).click();
    await drawn(document.body);
  }

  const choose = async (label: string): Promise<void> => {
    const row = await until(`"${label}"`, () => labelled(label));
    row.querySelector('input')?.click();
    await drawn(document.body);
  };

  function labelled(label: string): HTMLElement | undefined {
    const section = view.renderRoot.querySelector<RoomElement>('[class=top] ~ *:not(.top)');
    const labels = [...(section?.shadowRoot?.querySelectorAll<HTMLElement>('label.row') ?? [])];
    return labels.find((one) => one.textContent?.includes(label));
  }

  it('lists what the token has a use for, and nothing else', async () => {
    await open('1001', '');
    expect(textOf(view)).to.equal(
      'More Status Call forwarding Queues Parked calls Sound Alerts Look and language Business hours Check microphone and network',
    );
    clearStage();
    await open('1001', '', { permissions: ['calls:supervise', 'events:read'] });
    expect(textOf(view)).to.equal(
      'More Calls of the team Sound Alerts Look and language Check microphone and network',
    );
    clearStage();
    await open('1001', '', { permissions: [] });
    expect(textOf(view)).to.equal('More Sound Alerts Look and language Check microphone and network');
  });

  it('leads into a section and back by Escape, with the focus', async () => {
    await open('1001', 'Queues');
    await shows('You are in no queue');
    expect(focused()?.textContent).to.equal('Queues');
    focused()?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
    );
    await until('the list', () => focused()?.id === 'open-queues');
  });

  it('sets the own status, and shows it when the platform has confirmed it', async () => {
    await open('1005', 'Status');
    await choose('Do not disturb');
    await until('the choice', () => labelled('Do not disturb')?.querySelector('input')?.checked);
    const { presence } = (await (await fetchPlatform('/api/presence')).json()) as { presence: object };
    expect(presence).to.include({ 1005: 'busy' });
    await expectAccessible();
    await choose('Available');
  });

  it('loses no choice that is made while an earlier one is on its way', async () => {
    await open('1005', 'Status');
    await until('the choices', () => labelled('Available'));
    for (const label of ['Offline', 'Available', 'Do not disturb'])
      labelled(label)?.querySelector('input')?.click();
    await until('the last one', async () => {
      const { presence } = (await (await fetchPlatform('/api/presence')).json()) as { presence: { 1005: string } };
      return presence[1005] === 'busy';
    });
    await choose('Available');
  });

  it('forwards calls, checks where to, and says what is so', async () => {
    await open('1004', 'Call forwarding');
    await choose('When nobody answers');
    named(view, 'Save').click();
    await shows('Enter where the calls shall go.');
    const field = deep<HTMLInputElement>(view, '#destination');
    const type = async (text: string): Promise<void> => {
      if (field) field.value = text;
      field?.dispatchEvent(new Event('input'));
      named(view, 'Save').click();
      await drawn(document.body);
    };
    expect(focused()).to.equal(field);
    await type('1004');
    await shows('Calls cannot be forwarded to yourself.');
    await expectAccessible();
    await type('bob@example.com');
    await shows('Enter a number in digits, or an extension.');
    await type('+1 (555) 201-0102');
    await shows('Saved. Calls are forwarded.');
    const id = await idOf('1004');
    const stored = await (await fetchPlatform(`/api/extensions/${id}/call-forward`)).json();
    expect(stored).to.deep.include({
      callForward: { enabled: true, type: 'no-answer', destination: '+15552010102', ringTimeoutSec: 20 },
    });
    await choose('Never');
    named(view, 'Save').click();
    await shows('Saved. Calls ring here.');
  });

  it('tells why the forwarding was not set', async () => {
    await open('1004', 'Call forwarding');
    await choose('Always');
    const field = deep<HTMLInputElement>(view, '#destination');
    if (field) field.value = '1002';
    field?.dispatchEvent(new Event('input'));
    await fetchPlatform('/control/api', 'PUT', { fail: { status: 500, times: 99 } });
    named(view, 'Save').click();
    await until('the failure', () => deep(view, '.note.warn'), 30_000);
    await fetchPlatform('/control/api', 'DELETE');
    expect(labelled('Always')?.querySelector('input')?.checked).to.equal(true);
  });

  it('takes a break from a queue with a reason that the page is told, and ends it', async () => {
    await open('1003', 'Queues');
    await shows('You are logged in, but your status keeps its calls away.');
    const told: QueueChangedEvent[] = [];
    document.body.addEventListener('cemscale-queue-changed', (event) => told.push(event));
    // What is shown may come by an event before the answer to the wish, and until then there is no other wish.
    const press = async (words: string): Promise<void> => {
      const ready = await until(words, () => [named(view, words)].find((one) => one.ariaDisabled !== 'true'));
      ready.click();
    };
    await press('Take a break');
    await drawn(document.body);
    await expectAccessible();
    await press('Lunch');
    await shows('You are on a break: Lunch');
    await press('End the break');
    await shows('Take a break');
    await press('Log out');
    await shows('You are logged out: its calls do not ring here.');
    await press('Log in');
    await shows('Take a break');
    expect(
      told.map(({ queueName, loggedIn, paused, reason }) => [queueName, loggedIn, paused, reason]),
    ).to.deep.equal([
      ['Support', true, true, 'lunch'],
      ['Support', true, false, ''],
      ['Support', false, false, ''],
      ['Support', true, false, ''],
    ]);
  });

  it('says whether the company is open, and until when', async () => {
    await open('1001', 'Business hours');
    await shows(/Office hours (Open|Closed) until \S+/);
    await expectAccessible();
  });

  it('lists the calls of the team as they happen', async () => {
    const permissions = [...agentPermissions, 'calls:supervise'];
    const url = await standingTokenUrl('team', { extension: '1006', permissions });
    await open('1006', 'Calls of the team', { tokenUrl: url, permissions });
    await shows('Nobody is on a call');
    const bob = await TestPhone.online('1002', 740);
    await bob.phone.call('+15552010101');
    await shows(/Bob Lindqvist · Harbor Dental.*Listen Whisper Join/);
    await expectAccessible();
    bob.phone.liveCall().hangup();
    await shows('Nobody is on a call');
    await bob.phone.stop();
  });

  for (const theme of ['light', 'dark'] as const)
    for (const locale of ['en', 'es'] as const)
      it(`is accessible and fits into 280 px (${theme}, ${locale})`, async () => {
        const permissions = [...agentPermissions, 'calls:supervise'];
        const titles =
          locale === 'en'
            ? ['Status', 'Call forwarding', 'Queues', 'Business hours']
            : ['Estado', 'Desvío de llamadas', 'Colas', 'Horario de atención'];
        const options = { theme, locale, width: 280, permissions };
        await open('1003', '', options);
        await expectAccessible(locale);
        expectFitting(view);
        for (const title of titles) {
          clearStage();
          await open('1003', title, options);
          const section = await until(`the content of ${title}`, () => {
            const shown = view.renderRoot.querySelector<RoomElement>('[class=top] ~ *:not(.top)');
            return shown?.shadowRoot?.querySelector('.scroll, .state p') ? shown : null;
          });
          if (title === titles[1]) await choose(locale === 'en' ? 'When nobody answers' : 'Cuando nadie responde');
          await expectAccessible(locale);
          expectFitting(section);
        }
      });
});

async function idOf(number: string): Promise<string> {
  const answer = await fetchPlatform('/api/extensions');
  const { extensions } = (await answer.json()) as { extensions: { id: string; extension: string }[] };
  return extensions.find(({ extension }) => extension === number)?.id ?? '';
}
