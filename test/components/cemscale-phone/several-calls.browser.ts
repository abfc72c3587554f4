import 'axe-core/axe.js';
import type axe from 'axe-core';
import { expect } from 'chai';
import type { TransferEnd, TransferSession } from '../../../src/phone/transfer/transfers.js';
import type { CallSnapshot, CallState } from '../../../src/phone/call-state.js';
import type { SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { page } from '../../support/page.js';
import { until } from '../../support/poll.js';
import { clearStage, drawn, endAnimations, mountPanel, named, textOf, deep } from '../mount.js';
import { active, callOf, ended, phone } from '../snapshots.js';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const permissions = ['calls:originate', 'calls:control', 'calls:read', 'conferences:read'];
const ben = { number: '1003', displayName: 'Ben Adeyemi-Featherstonehaugh' };
const anas = (state: CallState): CallSnapshot => callOf(state);
const bens = (state: CallState): CallSnapshot => callOf(state, { id: 'call-2', remote: ben });

function with_(current: CallSnapshot, others: CallSnapshot[], more: Partial<SoftphoneSnapshot> = {}) {
  return phone({ permissions, calls: [...others, current], currentCall: current, ...more });
}

const consulting: TransferSession = {
  kind: 'attended',
  state: 'consulting',
  from: 'call-1',
  to: 'call-2',
  target: ben,
};
const held = active({ held: true });
const end = (reason: TransferEnd['reason']): TransferEnd => ({
  reason,
  kind: 'blind',
  caller: callOf(held).remote,
  target: ben,
});

const views: Record<string, SoftphoneSnapshot> = {
  'a call with all it can do': with_(anas(active()), []),
  'somebody waiting': with_(anas(active()), [bens({ phase: 'incoming' })]),
  'somebody on hold': with_(anas(active()), [bens(held)]),
  'calling beside a call on hold': with_(bens({ phase: 'ringing', earlyMedia: false }), [anas(held)]),
  'ringing beside a call on hold': with_(bens({ phase: 'incoming' }), [anas(held)]),
  'a consultation that rings': with_(bens({ phase: 'ringing', earlyMedia: false }), [anas(held)], {
    transfer: consulting,
  }),
  'a consultation': with_(bens(active()), [anas(held)], { transfer: consulting }),
  'a transfer under way': with_(anas(active()), [], {
    transfer: { ...consulting, kind: 'blind', state: 'transferring', to: null },
  }),
  'a transfer that failed': with_(anas(active()), [], { transferEnd: end('busy') }),
  'a transfer that was done': with_(anas(ended('transferred', { answered: true, durationSeconds: 62 })), [], {
    transferEnd: end('completed'),
  }),
  'a parked call': with_(anas(ended('parked', { answered: true, durationSeconds: 62 })), [], {
    parked: { slot: '07', caller: callOf(held).remote },
  }),
};

async function expectClean(): Promise<void> {
  const { violations } = await window.axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.failureSummary).join('\n')}`);
  expect(found).to.deep.equal([]);
}

/** Draws what comes late, too. */
async function settle(panel: Element, snapshot: SoftphoneSnapshot): Promise<void> {
  if (snapshot.transfer) await until('the card of the transfer', () => deep(panel, '.handover'));
  else if (snapshot.transferEnd) await until('the news of the transfer', () => deep(panel, '.notice'));
  await drawn(panel.getRootNode() as ShadowRoot);
  endAnimations(panel);
}

describe('several calls in the panel', function () {
  this.timeout(30_000);
  afterEach(clearStage);

  for (const [name, snapshot] of Object.entries(views))
    for (const theme of ['light', 'dark'] as const)
      it(`shows ${name} to everybody, ${theme}, in English and Spanish, from 280 px on`, async () => {
        for (const locale of ['en', 'es'] as const) {
          const { panel } = await mountPanel(snapshot, { theme, locale });
          await settle(panel, snapshot);
          await expectClean();
          for (const width of [280, 375]) {
            const host = panel.parentElement as HTMLElement;
            host.style.setProperty('--cemscale-width', `${width}px`);
            host.style.width = `${width}px`;
            await drawn(panel.getRootNode() as ShadowRoot);
            for (const box of [
              panel,
              ...panel.shadowRoot!.querySelectorAll<HTMLElement>('.body, .others, .handover'),
            ])
              expect(box.scrollWidth, `${box.className} at ${width} px`).to.be.at.most(box.clientWidth + 1);
            for (const button of panel.shadowRoot!.querySelectorAll('button')) {
              const { height, width: wide } = button.getBoundingClientRect();
              if (height > 0) expect(Math.min(height, wide), button.textContent ?? '').to.be.at.least(43);
            }
          }
          clearStage();
        }
      });

  it('keeps who is spoken with and what can be done with the call in sight in a consultation, also at 280 px', async () => {
    try {
      for (const [width, height] of [
        [280, 640],
        [375, 620],
      ] as const) {
        await page('page:size', { width, height });
        const { panel } = await mountPanel(views['a consultation']!);
        await settle(panel, views['a consultation']!);
        const body = deep(panel, '.body')!.getBoundingClientRect();
        for (const one of [deep(panel, '[data-focus]')!, named(panel, 'Mute'), named(panel, 'Hold')]) {
          const { top, bottom } = one.getBoundingClientRect();
          expect(top, `${one.textContent} at ${width} px`).to.be.at.least(body.top);
          expect(bottom, `${one.textContent} at ${width} px`).to.be.at.most(body.bottom + 1);
        }
        clearStage();
      }
    } finally {
      await page('page:size', { width: 800, height: 600 });
    }
  });

  it('leaves the status mark as it is beside a second call that rings', async () => {
    const snapshot = views['a consultation that rings']!;
    const { panel } = await mountPanel(snapshot);
    await settle(panel, snapshot);
    const { backgroundColor, padding } = getComputedStyle(deep(panel, '.head .dot.ringing')!);
    expect([backgroundColor, padding]).to.deep.equal(['rgba(0, 0, 0, 0)', '0px']);
  });

  it('asks for what a press means, about the right call', async () => {
    const { panel, requests, show } = await mountPanel(views['somebody waiting']!);
    // The other calls come with the second one.
    await until('who waits', () => textOf(panel).includes('Hold and answer'));
    named(panel, 'Hold and answer').click();
    named(panel, 'End and answer').click();
    named(panel, 'Decline').click();
    await show(views['somebody on hold']!);
    await until('who is on hold', () => deep(panel, 'button.waiting-call') !== null);
    deep(panel, 'button.waiting-call')!.click();
    named(panel, 'Park').click();
    await show(views['a consultation']!);
    await settle(panel, views['a consultation']!);
    expect(textOf(panel)).to.include('You speak with Ben Adeyemi-Featherstonehaugh. Ana Martínez hears music.');
    named(panel, 'Complete transfer').click();
    named(panel, 'Back to Ana Martínez').click();
    await show(views['a parked call']!);
    expect(deep(panel, '.slot')?.textContent).to.equal('07');
    named(panel, 'Take back').click();
    expect(requests).to.deep.include.members([
      { type: 'answer', callId: 'call-2' },
      { type: 'answer', callId: 'call-2', others: 'end' },
      { type: 'hangup', callId: 'call-2' },
      { type: 'switch', callId: 'call-2' },
      { type: 'park' },
      { type: 'complete-transfer' },
      { type: 'cancel-transfer' },
      { type: 'call', number: '*7107' },
    ]);
  });

  it('offers no way that leads nowhere', async () => {
    const { panel, show } = await mountPanel(with_(anas(active()), [], { permissions: ['calls:originate'] }));
    for (const word of ['Transfer', 'Park']) expect(textOf(panel)).to.not.include(word);
    await show(views['calling beside a call on hold']!);
    expect(deep(panel, 'button.waiting-call'), 'a call on its way is not left').to.equal(null);
    await show(with_(bens({ phase: 'ringing', earlyMedia: false }), [anas({ phase: 'incoming' })]));
    await until('the way out', () => textOf(panel).includes('End and answer'));
    expect(textOf(panel)).to.not.include('Hold and answer');
  });

  it('chooses whom to hand the call to, then whether to ask first, and steps back by Escape', async () => {
    const { panel, requests } = await mountPanel(views['a call with all it can do']!);
    named(panel, 'Transfer').click();
    const field = await until('the field', () => {
      const person = deep(panel, 'cemscale-add-person');
      return person && deep<HTMLInputElement>(person, 'input');
    });
    endAnimations(panel);
    await expectClean();
    field.value = '1003';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn(panel);
    named(panel, 'Choose').click();
    await until('the two ways', () => textOf(panel).includes('Ask first'));
    endAnimations(panel);
    await expectClean();
    named(panel, 'Transfer now').click();
    named(panel, 'Ask first').click();
    expect(requests).to.deep.include.members([
      { type: 'transfer', number: '1003' },
      { type: 'consult', number: '1003' },
    ]);
    panel.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await until('the call again', () => textOf(panel).includes('Mute'));
  });
});
