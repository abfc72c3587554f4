import { expect } from 'chai';
import { LitElement, type TemplateResult } from 'lit';
import { Toaster, toastStyles } from '../../../src/components/internal/toast.js';
import { base } from '../../../src/components/internal/base.styles.js';
import { define } from '../../../src/components/internal/define.js';
import { clearStage, mountRoot } from '../mount.js';

class ToastStage extends LitElement {
  static override readonly styles = [base, toastStyles];
  readonly toaster = new Toaster(this);

  protected override render(): TemplateResult {
    return this.toaster.draw();
  }
}
define('toast-stage', ToastStage);

describe('Toaster', () => {
  let stage: ToastStage;
  const text = () => stage.shadowRoot?.querySelector('[role=status]')?.textContent?.trim();

  beforeEach(async () => {
    stage = document.createElement('toast-stage') as ToastStage;
    mountRoot().append(stage);
    await stage.updateComplete;
  });
  afterEach(clearStage);

  it('says it in a region that was there before', async () => {
    const region = stage.shadowRoot?.querySelector('[role=status]');
    stage.toaster.show({ text: 'Deleted' });
    await stage.updateComplete;
    expect(region?.textContent?.trim()).to.equal('Deleted');
  });

  it('takes back what was done, and nothing is final then', async () => {
    const done: string[] = [];
    stage.toaster.show({
      text: 'Deleted',
      action: { label: 'Undo', act: () => done.push('undone') },
      onGone: () => done.push('final'),
    });
    await stage.updateComplete;
    stage.shadowRoot?.querySelector('button')?.click();
    await stage.updateComplete;
    stage.remove();
    expect(done).to.deep.equal(['undone']);
    expect(text()).to.equal('');
  });

  it('makes final what the next message replaces, and what is left when the view goes', async () => {
    const done: string[] = [];
    stage.toaster.show({ text: 'One', onGone: () => done.push('one') });
    stage.toaster.show({ text: 'Two', onGone: () => done.push('two') });
    await stage.updateComplete;
    expect(done).to.deep.equal(['one']);
    expect(text()).to.equal('Two');
    stage.remove();
    expect(done).to.deep.equal(['one', 'two']);
  });
});
