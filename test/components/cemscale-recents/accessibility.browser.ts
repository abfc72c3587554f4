import { expect } from 'chai';
import { loadNumbers } from '../../../src/components/internal/phone-numbers.js';
import { recentsOf } from '../../../src/softphone/recents/recents.js';
import { RecentsStore } from '../../../src/softphone/recents/recents-store.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { expectAccessible } from '../axe.js';
import { clearStage, deep, drawn, textOf } from '../mount.js';
import { fakeHistory, missed, mountRecents, received, restoreFetch, type RoomOptions } from './stage.js';

const records = [
  received(1, missed),
  received(2, {
    caller_id_number: '+442079460018',
    caller_id_name: 'Maximiliana Constantinopolous de la Vega y Ortiz',
  }),
  received(1500, { ...missed, status: 'voicemail', was_voicemail: true }),
  received(1501, { caller_id_number: '', caller_id_name: null }),
  received(20_000, { extension: '1003', destination: '6001' }),
];

describe('accessibility of the recents', function () {
  this.timeout(60_000);
  let softphone: Softphone;

  before(async () => {
    await loadNumbers();
    const permissions = ['calls:originate', 'calls:read', 'blocklist:write'];
    softphone = new Softphone({ tokenUrl: await standingTokenUrl('alice', { extension: '1001', permissions }) });
    await softphone.connect();
  });
  after(async () => {
    await softphone.disconnect();
    await new RecentsStore().wipe();
  });
  afterEach(() => {
    clearStage();
    restoreFetch();
  });

  const looks: RoomOptions[] = (['light', 'dark'] as const).flatMap((theme) => [
    { theme, locale: 'en', width: 280 },
    { theme, locale: 'es', width: 375 },
    { theme, locale: 'en', width: 280, dir: 'rtl' },
  ]);
  for (const look of looks) {
    const name = `${look.theme}, ${look.locale}, ${look.width} px, ${look.dir ?? 'ltr'}`;
    it(`finds nothing wrong with the list and the details (${name})`, async () => {
      document.documentElement.lang = look.locale ?? 'en';
      fakeHistory(records);
      const { view, root } = await mountRecents(softphone, look);
      await until('the calls', () => deep(view, '.line.calls'));
      await expectAccessible();
      const list = deep(view, '.rows') as HTMLElement;
      expect(list.scrollWidth, 'no overflow of the list').to.equal(list.clientWidth);
      expect(view.scrollWidth, 'no overflow').to.be.at.most(look.width ?? 0);
      deep(view, '.line.calls .round')?.click();
      const details = await until('the details', () => deep(view, 'cemscale-recent-details'));
      await drawn(root);
      expect(textOf(details)).to.contain(look.locale === 'es' ? 'Copiar número' : 'Copy number');
      expect(details.scrollWidth, 'no overflow of the details').to.be.at.most(look.width ?? 0);
      await expectAccessible();
    });
  }

  it('finds nothing wrong with an empty list and a failure', async () => {
    const permissions = ['calls:originate', 'calls:read'];
    const other = new Softphone({ tokenUrl: await standingTokenUrl('bob', { extension: '1002', permissions }) });
    await other.connect();
    fakeHistory([]);
    const { view } = await mountRecents(other);
    await until('none', () => textOf(view).includes('No calls yet'));
    await expectAccessible();
    fakeHistory([], () => new Response('', { status: 404 }));
    await recentsOf(other).refresh();
    await until('the failure', () => textOf(view).includes('could not be loaded'));
    await expectAccessible();
    await other.disconnect();
  });
});
