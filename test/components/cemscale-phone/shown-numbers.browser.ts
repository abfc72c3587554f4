import { expect } from 'chai';
import { html, render } from 'lit';
import '../../../src/components/cemscale-phone/call-bar.js';
import type { SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { withShownNumbers } from '../../../src/components/cemscale-three-way/model.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { loadNumbers } from '../../../src/components/internal/phone-numbers.js';
import { rows } from '../../../src/components/cemscale-three-way/rows.js';
import { clearStage, drawn, mountRoot, textOf } from '../mount.js';
import { participant, people, sessions } from '../cemscale-three-way/stage.js';
import { active, inCall } from '../snapshots.js';

const number = '+442079460018';
const grouped = '+44 20 7946 0018';

describe('numbers without a name', () => {
  afterEach(clearStage);

  const barWith = async (snapshot: SoftphoneSnapshot): Promise<string> => {
    const root = mountRoot();
    render(html`<cemscale-call-bar .snapshot=${snapshot}></cemscale-call-bar>`, root);
    await loadNumbers();
    await drawn(root);
    return textOf(root.querySelector('cemscale-call-bar')?.shadowRoot?.querySelector('.name') as Element);
  };

  it('are grouped in the bar of a call', async () => {
    expect(await barWith(inCall(active(), { remote: { number, displayName: null } }))).to.equal(grouped);
    expect(await barWith(inCall(active(), { remote: { number, displayName: 'Ana' } }))).to.equal('Ana');
    expect(await barWith(inCall(active(), { remote: { number: '', displayName: null } }))).to.equal(
      'Unknown caller',
    );
  });

  it('are grouped in the bar of a call of three', async () => {
    const threeWay = {
      ...sessions.dialing,
      participants: [participant(number, number), participant('1003', 'Eva')],
      third: { number: '+442079460019', name: '' },
    };
    expect(await barWith(inCall(active(), {}, { threeWay }))).to.equal(`${grouped}, Eva, +44 20 7946 0019`);
  });

  it('are grouped in the rows of a call of three, once', async () => {
    const shown = withShownNumbers(
      people('active').map((one) => (one.name === 'Ana' ? { ...one, name: number, number } : one)),
      (one) => (one === number ? grouped : one),
    );
    const root = mountRoot();
    render(
      rows({ people: shown, muted: false, pending: null, others: 2 }, createMsg(), () => {}),
      root,
    );
    const [, row] = root.querySelectorAll('li .text');
    expect(textOf(row as Element)).to.equal(`${grouped} talking`);
  });
});
