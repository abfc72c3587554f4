import { expect } from 'chai';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import { CoreFinder } from '../../../src/components/internal/core-finder.js';
import { acquireSoftphone } from '../../../src/softphone/shared-softphones.js';
import type { Softphone } from '../../../src/softphone/softphone.js';

class Seeker extends LitElement {
  readonly cores: (Softphone | undefined)[] = [];
  readonly finder = new CoreFinder(this, (core) => this.cores.push(core));
  @property({ attribute: 'for' }) htmlFor = '';
  @property({ attribute: 'token-url' }) tokenUrl = '';
}
customElements.define('test-seeker', Seeker);

const phone = (url: string, more = ''): string =>
  `<cemscale-phone connect="manual" token-url="${url}" ${more}></cemscale-phone>`;

describe('CoreFinder', () => {
  let stage: HTMLElement;
  beforeEach(() => {
    stage = document.createElement('div');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  /** The page as this markup makes it, with its first seeker. */
  async function show(markup: string): Promise<Seeker> {
    stage.innerHTML = markup;
    return settled(stage.querySelector('test-seeker') as Seeker);
  }

  async function settled(seeker: Seeker): Promise<Seeker> {
    // What a change of the page leads to comes in the microtasks after it, and one update later.
    await new Promise((resolve) => setTimeout(resolve));
    await seeker.updateComplete;
    return seeker;
  }

  const coreOf = (url: string): Softphone => {
    const { softphone, release } = acquireSoftphone({ tokenUrl: url });
    release();
    return softphone;
  };

  it('takes the core of the only phone of the page, and that phone to call with', async () => {
    const { finder } = await show(`<p><test-seeker></test-seeker></p>${phone('/a')}`);
    expect(finder.softphone).to.equal(coreOf('/a'));
    expect(finder.phone).to.equal(stage.querySelector('cemscale-phone'));
  });

  it('takes the core of the phone it stands in, though there are others', async () => {
    const inside =
      '<cemscale-phone connect="manual" token-url="/b"><i><test-seeker></test-seeker></i></cemscale-phone>';
    const { finder } = await show(phone('/a') + inside);
    expect(finder.softphone).to.equal(coreOf('/b'));
  });

  it('takes the phone that "for" names, also one that comes later', async () => {
    const seeker = await show(`<test-seeker for="two"></test-seeker>${phone('/a', 'id="one"')}`);
    expect(seeker.finder.problem).to.equal('no-such-phone');
    stage.insertAdjacentHTML('beforeend', phone('/b', 'id="two"'));
    await settled(seeker);
    expect(seeker.finder.softphone).to.equal(coreOf('/b'));
    seeker.htmlFor = 'one';
    await settled(seeker);
    expect(seeker.finder.softphone).to.equal(coreOf('/a'));
    expect(seeker.cores).to.deep.equal([coreOf('/b'), coreOf('/a')]);
  });

  it('does not guess between phones that differ, and shares when they do not', async () => {
    const seeker = await show(`<test-seeker></test-seeker>${phone('/a')}${phone('/b')}`);
    expect(seeker.finder.problem).to.equal('several-phones');
    expect(seeker.finder.softphone).to.equal(undefined);
    stage.querySelectorAll('cemscale-phone')[1]?.setAttribute('token-url', new URL('/a', location.href).href);
    await settled(seeker);
    expect(seeker.finder.softphone).to.equal(coreOf('/a'));
  });

  it('has a core of its own by token-url, without a phone, that a phone shares later', async () => {
    const seeker = await show('<test-seeker token-url="/c"></test-seeker>');
    expect(seeker.finder.softphone).to.equal(coreOf('/c'));
    expect(seeker.finder.phone).to.equal(null);
    stage.insertAdjacentHTML('beforeend', phone('/c'));
    await settled(seeker);
    expect(seeker.finder.phone).to.be.instanceOf(CemscalePhone);
    expect(seeker.cores).to.have.length(1);
  });

  it('follows a token URL that a framework sets as a property', async () => {
    const seeker = await show('<test-seeker></test-seeker>');
    expect(seeker.finder.problem).to.equal('no-phone');
    const late = new CemscalePhone();
    late.connectMode = 'manual';
    stage.append(late);
    late.tokenUrl = '/d';
    await late.updateComplete;
    await settled(seeker);
    expect(seeker.finder.softphone).to.equal(coreOf('/d'));
  });

  it('lets the core go when it leaves the page, not when it is moved', async () => {
    const seeker = await show(`<test-seeker></test-seeker><p></p>${phone('/a')}`);
    stage.querySelector('p')?.append(seeker);
    await settled(seeker);
    expect(seeker.cores).to.have.length(1);
    seeker.remove();
    await settled(seeker);
    expect(seeker.cores).to.deep.equal([coreOf('/a'), undefined]);
  });

  it('works in a shadow tree, with a phone there or on the page', async () => {
    const outside = document.createElement('div');
    const root = outside.attachShadow({ mode: 'open' });
    root.innerHTML = '<test-seeker></test-seeker>';
    stage.innerHTML = phone('/a');
    stage.append(outside);
    const seeker = await settled(root.querySelector('test-seeker') as Seeker);
    expect(seeker.finder.softphone).to.equal(coreOf('/a'));
    root.append(Object.assign(new CemscalePhone(), { connectMode: 'manual', tokenUrl: '/e' }));
    await settled(seeker);
    expect(seeker.finder.softphone).to.equal(coreOf('/e'));
  });
});
