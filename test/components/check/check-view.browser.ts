import 'axe-core/axe.js';
import { expect } from 'chai';
import { html, render } from 'lit';
import type { CheckView } from '../../../src/components/check/check-view.js';
import '../../../src/components/check/check-view.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { templates } from '../../../src/components/locales/es.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { toneMicrophones } from '../../support/hearing.js';
import { tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { clearStage, drawn, endAnimations, mountRoot, named, textOf } from '../mount.js';
import { phone } from '../snapshots.js';

interface ViewOptions {
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'en' | 'es';
  readonly permissions?: readonly string[];
}

describe('<cemscale-check-view>', () => {
  let microphones: ReturnType<typeof toneMicrophones>;
  let softphone: Softphone;

  before(() => (microphones = toneMicrophones()));
  beforeEach(() => (softphone = new Softphone({ tokenUrl: tokenUrl('1001') })));
  afterEach(async () => {
    clearStage();
    await softphone.disconnect();
    await until('the microphone to be free', () => microphones.open() === 0);
    document.documentElement.lang = document.title = '';
  });
  after(() => microphones.restore());

  async function mount({ theme = 'light', locale = 'en', permissions = ['calls:originate'] }: ViewOptions = {}) {
    document.documentElement.lang = locale;
    document.title = 'Host page';
    const root = mountRoot({ theme, locale });
    const msg = locale === 'es' ? createMsg(templates) : createMsg();
    render(
      html`<div class="root" style="width: 280px; background: var(--_bg)">
        <cemscale-check-view
          .softphone=${softphone}
          .model=${{ snapshot: phone({ permissions }) }}
          .msg=${msg}
        ></cemscale-check-view>
      </div>`,
      root,
    );
    await drawn(root);
    return root.querySelector('cemscale-check-view') as CheckView;
  }

  async function expectClean(view: CheckView): Promise<void> {
    endAnimations(view);
    const { violations } = await window.axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).to.deep.equal([]);
    expect(view.scrollWidth, 'it overflows 280 px').to.be.at.most(view.clientWidth);
  }

  it('says before it starts what it will do, and what it may not', async () => {
    expect(textOf(await mount())).to.include('a test call of a few seconds that nobody hears');
    clearStage();
    expect(textOf(await mount({ permissions: [] }))).to.include('Your account may not make a test call.');
  });

  it('goes through its steps to a verdict in words, and copies a report without secrets', async function () {
    this.timeout(60_000);
    const view = await mount();
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void written.push(text) },
    });
    named(view, 'Check now').click();
    await until('a step to run', () => textOf(view).includes('Checking…'));
    expect(named(view, 'Stop')).to.exist;
    await until(
      () => `a verdict: ${textOf(view)}`,
      () => /Ready|Calls may break/.test(textOf(view)),
      40_000,
    );
    expect(textOf(view)).to.match(/Microphone Good · \d+\.\d s It works\./);
    expect(textOf(view)).to.match(/Test call .* there and back \d+ ms · lost/);
    named(view, 'Copy report').click();
    await until('the report', () => written.length === 1);
    await until('the word', () => textOf(view).includes('Copied'));
    const [text] = written;
    expect(text).to.match(/^(Ready|Calls may break)\. 20\d\d-/);
    expect(text).to.include('Microphone: Good').and.include('Phone system: Good').and.include('Test call: ');
    expect(text).to.not.match(/password|sip:|wss?:|credential|uuid/i);
    delete (navigator as { clipboard?: unknown }).clipboard;
    await expectClean(view);
  });

  it('gives the report as text where the clipboard is closed to it', async function () {
    this.timeout(60_000);
    const view = await mount();
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
    });
    named(view, 'Check now').click();
    await until('a step to run', () => textOf(view).includes('Checking…'));
    named(view, 'Stop').click();
    await until('the end', () => textOf(view).includes('Copy report'));
    expect(textOf(view)).to.include('The check was stopped.');
    named(view, 'Copy report').click();
    const area = await until('the text', () => view.shadowRoot!.querySelector('textarea'));
    expect(area.value).to.include('Microphone:');
    expect(area.selectionEnd).to.equal(area.value.length);
    delete (navigator as { clipboard?: unknown }).clipboard;
  });

  it('stops when it is taken away', async () => {
    const view = await mount();
    named(view, 'Check now').click();
    await until('the microphone to be open', () => microphones.open() === 1);
    view.remove();
    await until('the microphone to be free', () => microphones.open() === 0);
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const locale of ['en', 'es'] as const) {
      it(`is accessible with all that it can find, and fits 280 px (${theme}, ${locale})`, async function () {
        this.timeout(40_000);
        const { mediaDevices } = navigator;
        const given = mediaDevices.getUserMedia;
        mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
        try {
          const view = await mount({ theme, locale });
          await expectClean(view);
          view.shadowRoot!.querySelector<HTMLElement>('.main')!.click();
          const verdict = locale === 'en' ? 'Not ready' : 'No está listo';
          await until(
            () => `a verdict: ${textOf(view)}`,
            () => textOf(view).includes(verdict),
            30_000,
          );
          await expectClean(view);
        } finally {
          mediaDevices.getUserMedia = given;
        }
      });
    }
  }
});
