import { expect } from 'chai';
import '../../../src/components/cemscale-settings/alerts-section.js';
import type { AlertsSection } from '../../../src/components/cemscale-settings/alerts-section.js';
import type { PanelModel } from '../../../src/components/cemscale-phone/view.js';
import { clearStage, drawn, named, textOf } from '../mount.js';
import { expectAccessible, expectFitting, mountRoom, type RoomElement, type RoomOptions } from '../rooms.js';

describe('<cemscale-alerts-section>', () => {
  let view: AlertsSection & RoomElement;
  let requests: unknown[];

  const open = async (change: Partial<PanelModel>, options: RoomOptions = {}) => {
    ({ view, requests } = await mountRoom('cemscale-alerts-section', options));
    view.model = { ...view.model, notifications: 'ask', shortcuts: false, ...change };
    await drawn(document.body);
  };

  afterEach(clearStage);

  it('lets the browser be asked by a press, where it has not been', async () => {
    await open({});
    named(view, 'Tell me about calls when this window is behind').click();
    expect(requests).to.deep.equal([{ type: 'allow-notifications' }]);
  });

  it('says what holds where there is nothing to ask', async () => {
    for (const [notifications, words] of [
      ['on', 'Calls tell you when this window is behind others.'],
      ['blocked', 'Your browser blocks notifications of this site: allow them in the address bar.'],
      ['off', 'They are not available here.'],
    ] as const) {
      await open({ notifications });
      expect(textOf(view)).to.contain(words);
      expect(view.renderRoot.querySelector('button')).to.equal(null);
      clearStage();
    }
  });

  it('leads to the list of shortcuts where the page has switched them on', async () => {
    await open({ notifications: 'on', shortcuts: true });
    named(view, 'Show').click();
    expect(requests).to.deep.equal([{ type: 'list-shortcuts' }]);
  });

  for (const locale of ['en', 'es'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      it(`is accessible and fits 280 px (${theme}, ${locale})`, async () => {
        await open({ shortcuts: true }, { theme, locale, width: 280 });
        await expectAccessible(locale);
        expectFitting(view);
      });
    }
  }
});
