import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { RecentsView } from '../../../src/components/cemscale-recents/recents-view.js';
import { loadNumbers } from '../../../src/components/internal/phone-numbers.js';
import { recentsOf } from '../../../src/softphone/recents/recents.js';
import { RecentsStore } from '../../../src/softphone/recents/recents-store.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { fetchPlatform, standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { clearStage, deep, focused, named, textOf } from '../mount.js';
import { fakeHistory, missed, mountRecents, received, restoreFetch, type RoomStage } from './stage.js';

const permissions = ['calls:originate', 'calls:read', 'events:read', 'blocklist:write'];

describe('<cemscale-recents-view>', function () {
  this.timeout(60_000);
  let softphone: Softphone;

  before(loadNumbers);
  beforeEach(async () => {
    document.documentElement.lang = 'en-US';
    softphone = new Softphone({ tokenUrl: await standingTokenUrl('alice', { extension: '1001', permissions }) });
    await softphone.connect();
  });
  afterEach(async () => {
    clearStage();
    restoreFetch();
    document.documentElement.lang = '';
    await softphone.disconnect();
    await new RecentsStore().wipe();
  });

  const entries = (view: RecentsView): HTMLElement[] => [
    ...(view.shadowRoot?.querySelectorAll<HTMLElement>('.line.calls .entry') ?? []),
  ];
  const names = (view: RecentsView): string[] =>
    entries(view).map((entry) => entry.querySelector('.name')?.textContent?.replace(/\s+/g, ' ').trim() ?? '');
  const words = (view: RecentsView): string[] =>
    entries(view).map((entry) => entry.querySelector('.word')?.textContent?.trim() ?? '');

  async function show(records = [received(1)], options = {}): Promise<RoomStage<RecentsView>> {
    fakeHistory(records);
    const stage = await mountRecents(softphone, options);
    await until('the calls', () => entries(stage.view).length > 0);
    return stage;
  }

  it('shows the calls of the platform under their days', async () => {
    const { view } = await mountRecents(softphone);
    await until('the history', () => entries(view).length > 3);
    const text = textOf(view);
    expect(text).to.contain('Yesterday');
    expect(text).to.match(/Ana Torres|Harbor Dental|Fjord Insurance|Chloe Martin/);
    expect(entries(view).every((entry) => /\d:\d\d/.test(textOf(entry)))).to.equal(true);
  });

  it('tells what became of each call by a word and a form', async () => {
    const { view } = await show([
      received(1, missed),
      received(2, { caller_id_number: '+15552010101', caller_id_name: null }),
      received(3, { ...missed, status: 'voicemail', was_voicemail: true, caller_id_number: '1002' }),
      received(4, {
        extension: '1003',
        destination: '6001',
        caller_id_number: '+15552010102',
        caller_id_name: '',
      }),
      received(5, { forwarded_to: '+442079460018', caller_id_number: '+442079460000', caller_id_name: null }),
      received(6, {
        ...missed,
        direction: 'outbound',
        caller_id_number: '1001',
        destination: '+15552010104',
        hangup_cause: 'USER_BUSY',
        status: 'failed',
      }),
      received(7, { caller_id_number: '', caller_id_name: 'anonymous' }),
    ]);
    const expected = ['Missed', 'Incoming', 'Voicemail', 'Answered elsewhere', 'Forwarded', 'Busy', 'Incoming'];
    // What a page before this one had kept may stand here for a moment.
    await until(
      () => `${expected.join()} in ${words(view).join()}`,
      () => words(view).join() === expected.join(),
    );
    expect(names(view)[1]).to.equal('Call (555) 201-0101');
    expect(names(view)[4]).to.equal('Call +44 20 7946 0000');
    const forms = entries(view).map((entry) => entry.querySelector('.sub svg')?.innerHTML);
    expect(new Set(forms).size).to.equal(6);
    expect(entries(view)[6]?.getAttribute('aria-disabled')).to.equal('true');
  });

  it('makes one row of what one person did several times in a row', async () => {
    const { view } = await show([
      received(1, missed),
      received(2, { ...missed, caller_id_number: '5551234567' }),
      received(3, missed),
      received(4),
      received(5, missed),
    ]);
    const shown = names(view);
    // Around midnight they belong to two days.
    if (new Date(Date.now() - 300_000).getDay() === new Date().getDay())
      expect(shown).to.deep.equal(['Call Ana Torres (3)', 'Call Ana Torres', 'Call Ana Torres']);
  });

  it('calls back by a press, and by Enter from the keyboard', async () => {
    const { view, requests } = await show([received(1), received(2, { caller_id_number: '1002' })]);
    entries(view)[0]?.click();
    expect(requests.at(-1)).to.deep.equal({ type: 'call', number: '+15551234567' });
    view.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until('the next one has the focus', () => focused() === entries(view)[1]);
    await sendKeys({ press: 'Enter' });
    expect(requests.at(-1)).to.deep.equal({ type: 'call', number: '1002' });
  });

  it('opens the details and comes back to where one was', async () => {
    const { view, requests } = await show([
      received(1, { forwarded_to: '+442079460018' }),
      received(2, { caller_id_number: '1002' }),
    ]);
    view.focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(
      'the button has the focus',
      () => focused()?.getAttribute('aria-label') === 'Details of Ana Torres',
    );
    await sendKeys({ press: 'Enter' });
    const details = await until('the details', () => deep(view, 'cemscale-recent-details'));
    await until('the way back has the focus', () => focused()?.getAttribute('aria-label') === 'Back to all calls');
    expect(textOf(details)).to.contain('(555) 123-4567').and.to.contain('+44 20 7946 0018').and.to.contain('1:01');
    named(details, 'Call').click();
    expect(requests.at(-1)).to.deep.equal({ type: 'call', number: '+15551234567' });
    await sendKeys({ press: 'Escape' });
    await until('back', () => deep(view, 'cemscale-recent-details') === null);
    await until('where one was', () => focused()?.getAttribute('aria-label') === 'Details of Ana Torres');
  });

  it('copies the number as it is dialled, and blocks it after a second press', async () => {
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    const { view } = await show([received(1, { caller_id_number: '+15552010113' })]);
    named(view, 'Details of Ana Torres').click();
    const details = await until('the details', () => deep(view, 'cemscale-recent-details'));
    await until('the button', () => textOf(details).includes('Copy number'));
    named(details, 'Copy number').click();
    await until('it is said', () => textOf(details).includes('Number copied'));
    expect(copied).to.deep.equal(['+15552010113']);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
    named(details, 'Block').click();
    await until('the question', () => textOf(details).includes('Press again to block'));
    named(details, 'Press again to block').click();
    await until('it is done', () => textOf(details).includes('refused from now on'));
    const check = await fetchPlatform(`/api/blocklist/check?number=${encodeURIComponent('+15552010113')}`);
    expect(await check.json()).to.deep.include({ blocked: true });
  });

  it('names whom the page knows, with the way to their record', async () => {
    const { view } = await show([received(1, { caller_id_name: '+15551234567' })]);
    expect(names(view)).to.deep.equal(['Call (555) 123-4567']);
    recentsOf(softphone).meet('+15551234567', { name: 'Ana of the CRM', link: 'https://crm.example/7' });
    await recentsOf(softphone).refresh();
    await until('the name', () => names(view)[0] === 'Call Ana of the CRM');
    named(view, 'Details of Ana of the CRM').click();
    const link = await until('the link', () => deep<HTMLAnchorElement>(view, 'a.record'));
    expect([link.href, link.rel]).to.deep.equal(['https://crm.example/7', 'noopener noreferrer']);
  });

  it('searches names and numbers, also among those that were not fetched', async () => {
    const records = Array.from({ length: 300 }, (_, index) =>
      received(index + 1, {
        caller_id_number: `+1555201${String(1000 + index)}`,
        caller_id_name: `Person ${index}`,
      }),
    );
    const { view } = await show(records);
    view.shadowRoot?.querySelector('input')?.focus();
    await sendKeys({ type: 'person 299' });
    await until('it was asked for', () => names(view).join() === 'Call Person 299');
    expect(textOf(view)).to.contain('Found: 1');
    await sendKeys({ press: 'Escape' });
    await until('all again', () => entries(view).length > 3);
    await sendKeys({ type: '(555) 201-1004' });
    await until('by number', () => names(view).join() === 'Call Person 4');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: 'zzz' });
    await until('none', () => textOf(view).includes('No call found for'));
  });

  it('shows missed calls alone', async () => {
    const { view } = await show([received(1), received(2, { ...missed, caller_id_name: 'Ben' }), received(3)]);
    named(view, 'Missed').click();
    await until('the one', () => names(view).join() === 'Call Ben');
    named(view, 'All').click();
    await until('all', () => names(view).length === 3);
  });

  it('draws what is in sight only, fetches older ones at the end, and is walked by keys', async () => {
    const records = Array.from({ length: 2000 }, (_, index) =>
      received(index * 10, { caller_id_number: `+1555${String(2_000_000 + index)}`, caller_id_name: null }),
    );
    const { view } = await show(records);
    const recents = recentsOf(softphone);
    await until('the first ones', () => recents.calls.length >= 50);
    expect(entries(view).length).to.be.within(5, 30);
    view.focus();
    for (let step = 0; step < 12; step += 1) {
      const before = recents.calls.length;
      await until('older ones', async () => {
        await sendKeys({ press: 'End' });
        return recents.calls.length > before;
      });
    }
    expect(recents.calls.length).to.be.greaterThan(600);
    expect(entries(view).length).to.be.below(30);
    await sendKeys({ press: 'Home' });
    await until('the first one', () => focused() === entries(view)[0]);
  });

  it('marks missed calls as seen when they are looked at', async () => {
    const recents = recentsOf(softphone);
    fakeHistory([received(-1, missed)]);
    await recents.refresh();
    expect(recents.missed).to.equal(1);
    await show([received(-1, missed)]);
    await until('seen', () => recents.missed === 0);
  });

  it('says that there are none, and why some are missing, and tries again', async () => {
    let answer: (() => Response | undefined) | undefined = () => new Response('', { status: 404 });
    fakeHistory([], () => answer?.());
    const { view } = await mountRecents(softphone);
    await until('the failure', () => textOf(view).includes('Your calls could not be loaded.'));
    answer = undefined;
    named(view, 'Try again').click();
    await until('none', () => textOf(view).includes('No calls yet'));
    expect(textOf(view)).not.to.contain('could not be loaded');
  });
});
