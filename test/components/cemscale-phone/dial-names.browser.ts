import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { Softphone } from '../../../src/softphone/softphone.js';
import { standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { expectAccessible } from '../axe.js';
import { clearStage, deep, mountPanel, named, textOf, type Stage } from '../mount.js';

describe('a name in the dial field', function () {
  this.timeout(60_000);
  let softphone: Softphone;

  before(async () => {
    const permissions = ['calls:originate', 'presence:read', 'extensions:read'];
    softphone = new Softphone({ tokenUrl: await standingTokenUrl('alice', { extension: '1001', permissions }) });
    await softphone.connect();
  });
  after(() => softphone.disconnect());
  afterEach(clearStage);

  async function type(text: string): Promise<Stage & { field: HTMLInputElement }> {
    const stage = await mountPanel(softphone.snapshot, { model: { softphone } });
    const field = deep<HTMLInputElement>(stage.panel, '.display input') as HTMLInputElement;
    field.focus();
    await sendKeys({ type: text });
    return { ...stage, field };
  }
  const options = ({ panel }: Stage): string[] => {
    const list = deep(panel, '#names');
    return [...(list?.querySelectorAll('.name') ?? [])].map((name) => name.textContent ?? '');
  };
  const calls = ({ requests }: Stage) => requests.filter(({ type }) => type === 'call');

  it('lists colleagues with what they do, and calls the chosen one', async () => {
    const stage = await type('li');
    await until('those', () => options(stage).includes('Bob Lindqvist'));
    expect(stage.field.value).to.equal('li');
    expect(textOf(deep(stage.panel, '#names') as HTMLElement)).to.match(/1002/);
    expect(options(stage)).not.to.include('Alice Moreno');
    expect(stage.field.getAttribute('role')).to.equal('combobox');
    await expectAccessible();
    await sendKeys({ type: 'nd' });
    await until('one', () => options(stage).join() === 'Bob Lindqvist');
    await sendKeys({ press: 'ArrowDown' });
    await until('marked', () => stage.field.getAttribute('aria-activedescendant') === 'option-0');
    await sendKeys({ press: 'Enter' });
    expect(calls(stage)).to.deep.equal([{ type: 'call', number: '1002' }]);
    await until('the keys are back', () => deep(stage.panel, '[data-key]'));
    expect(stage.field.value).to.equal('');
  });

  it('says when there is nobody, and goes back to the keys by Escape alone', async () => {
    const stage = await type('zzz');
    await stage.show(softphone.snapshot, { softphone, lastNumber: '1005' });
    await until('nobody', () => textOf(stage.panel).includes('Nobody found for “zzz”.'));
    await sendKeys({ press: 'Enter' });
    named(stage.panel, 'Call').click();
    expect(calls(stage)).to.deep.equal([]);
    expect(stage.field.value).to.equal('zzz');
    stage.field.focus();
    await sendKeys({ press: 'Escape' });
    await until('the keys are back', () => deep(stage.panel, '[data-key]'));
    expect(stage.requests.some(({ type }) => type === 'hide')).to.equal(false);
  });

  it('leaves numbers with letters after a digit as they were', async () => {
    const stage = await type('1800F');
    expect(stage.field.value.replace(/\D/g, '')).to.equal('18003');
  });
});
