import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { PeopleView } from '../../../src/components/cemscale-people/people-view.js';
import '../../../src/components/cemscale-people/people-view.js';
import { openPreferences } from '../../../src/softphone/preferences.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { fetchPlatform, standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { mountRoom, type RoomOptions, type RoomStage } from '../cemscale-recents/stage.js';
import { expectAccessible } from '../axe.js';
import { clearStage, deep, focused, named, textOf } from '../mount.js';

const permissions = ['calls:originate', 'presence:read', 'events:read', 'extensions:read'];

describe('<cemscale-people-view>', function () {
  this.timeout(60_000);
  let softphone: Softphone;

  before(async () => {
    softphone = new Softphone({ tokenUrl: await standingTokenUrl('alice', { extension: '1001', permissions }) });
    await softphone.connect();
  });
  after(() => softphone.disconnect());
  afterEach(async () => {
    clearStage();
    await (await openPreferences(softphone.snapshot.extension?.id ?? '')).wipe();
  });

  const lines = (view: PeopleView): string[] =>
    [...(view.shadowRoot?.querySelectorAll<HTMLElement>('.line') ?? [])].map((line) => {
      const name = line.querySelector('.name bdi') ?? line.querySelector('[role=rowheader]');
      return name?.textContent?.trim() ?? '';
    });
  const entry = (view: PeopleView, name: string): HTMLElement =>
    [...(view.shadowRoot?.querySelectorAll<HTMLElement>('.entry') ?? [])].find((one) =>
      textOf(one).includes(name),
    ) as HTMLElement;

  async function show(options: RoomOptions = {}): Promise<RoomStage<PeopleView>> {
    const stage = await mountRoom<PeopleView>('cemscale-people-view', softphone, options);
    await until('the people', () => entry(stage.view, 'Bob Lindqvist'));
    return stage;
  }

  it('shows the company by departments, and what they do right now', async () => {
    const { view } = await show();
    const shown = lines(view);
    const { extensions } = (await (await fetchPlatform('/api/extensions')).json()) as {
      extensions: { id: string; extension: string; displayName: string; department: string | null }[];
    };
    for (const { displayName, department } of extensions.filter((one) => shown.includes(one.displayName))) {
      const heading = shown.slice(0, shown.indexOf(displayName)).findLast((one) => one === department);
      expect(heading, displayName).to.equal(department ?? undefined);
    }
    expect(textOf(entry(view, 'Alice Moreno')))
      .to.contain('You')
      .and.not.to.contain('Call Alice');
    const id = extensions.find(({ extension }) => extension === '1002')?.id ?? '';
    await fetchPlatform(`/api/presence/${id}`, 'PUT', { status: 'busy' });
    await until('live', () => textOf(entry(view, 'Bob Lindqvist')).includes('Busy'));
    await fetchPlatform(`/api/presence/${id}`, 'PUT', { status: 'available' });
  });

  it('calls by a press and by Enter, and nobody calls themselves', async () => {
    const { view, requests } = await show();
    entry(view, 'Bob Lindqvist').click();
    expect(requests.at(-1)).to.deep.equal({ type: 'call', number: '1002' });
    entry(view, 'Alice Moreno').click();
    expect(requests.filter(({ type }) => type === 'call')).to.have.length(1);
    view.focus();
    await sendKeys({ type: 'rossi' });
    await until('one is left', () => lines(view).join() === 'Elena Rossi');
    expect(textOf(view)).to.contain('Found: 1');
    await sendKeys({ press: 'Enter' });
    await until('the row has the focus', () => focused() === entry(view, 'Elena Rossi'));
    await sendKeys({ press: 'Enter' });
    expect(requests.at(-1)).to.deep.equal({ type: 'call', number: '1005' });
  });

  it('finds by department and says when there is nobody', async () => {
    const { view } = await show();
    view.focus();
    await sendKeys({ type: 'zzz' });
    await until('nobody', () => textOf(view).includes('Nobody found for “zzz”.'));
    await sendKeys({ press: 'Escape' });
    await until('all again', () => lines(view).includes('Bob Lindqvist'));
  });

  it('keeps favourites at the top, also on the next page', async () => {
    const { view } = await show();
    named(view, 'Favourite: Elena Rossi').click();
    await until('she is at the top', () => lines(view).slice(0, 2).join() === 'Favourites,Elena Rossi');
    clearStage();
    const again = await show();
    await until('still', () => lines(again.view).slice(0, 2).join() === 'Favourites,Elena Rossi');
    named(again.view, 'Favourite: Elena Rossi').click();
    await until('no longer', () => !lines(again.view).includes('Favourites'));
  });

  it('is walked by arrows, past the headings', async () => {
    const { view } = await show();
    view.focus();
    await sendKeys({ press: 'ArrowDown' });
    const first = await until('a person has the focus', () => focused()?.closest('.person'));
    await sendKeys({ press: 'End' });
    await until('the last one', () => focused() !== first && focused()?.classList.contains('entry'));
    await sendKeys({ press: 'ArrowRight' });
    await until('the star', () => focused()?.classList.contains('star'));
  });

  for (const look of [
    { theme: 'light', locale: 'en', width: 280 },
    { theme: 'dark', locale: 'es', width: 375 },
    { theme: 'light', locale: 'en', width: 280, dir: 'rtl' },
  ] satisfies RoomOptions[])
    it(`is accessible and fits (${JSON.stringify(look)})`, async () => {
      document.documentElement.lang = look.locale;
      const { view } = await show(look);
      await expectAccessible();
      const list = deep(view, '.rows') as HTMLElement;
      expect(list.scrollWidth).to.equal(list.clientWidth);
      expect(view.scrollWidth).to.be.at.most(look.width);
      document.documentElement.lang = '';
    });
});
