import 'axe-core/axe.js';
import type axe from 'axe-core';
import { expect } from 'chai';
import { html, render } from 'lit';
import '../../../src/components/cemscale-phone/call-bar.js';
import { launcher } from '../../../src/components/cemscale-phone/launcher.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { ApiError, MediaError } from '../../../src/shared/errors.js';
import type { SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { clearStage, drawn, endAnimations, mountPanel, mountRoot, named } from '../mount.js';
import { active, ended, inCall, phone } from '../snapshots.js';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const error = new ApiError('unauthorized', 'No.', { advice: 'Sign in.' });
const mediaError = new MediaError('microphone-denied', 'No.', { advice: 'Allow it.' });

const views: Record<string, SoftphoneSnapshot> = {
  'dial pad': phone(),
  offline: phone({ status: 'offline', extension: null }),
  failed: phone({ status: 'failed', error }),
  'microphone denied': phone({ microphone: 'denied' }),
  preparing: inCall({ phase: 'preparing' }, { direction: 'outbound' }),
  ringing: inCall({ phase: 'ringing', earlyMedia: false }, { direction: 'outbound' }),
  incoming: inCall({ phase: 'incoming' }),
  answering: inCall({ phase: 'answering' }),
  active: inCall(active()),
  'muted and held': inCall(active({ muted: true, held: true })),
  'device lost': inCall(
    active(),
    {},
    { deviceNotice: { kind: 'microphone', lost: 'Headset Pro 3000 (USB)', next: null } },
  ),
  'device back': phone({ deviceNotice: { kind: 'ringer', lost: null, next: 'Desk speaker' } }),
  'sound blocked': inCall(active(), {}, { audioBlocked: true }),
  recovering: inCall(active(), {}, { status: 'reconnecting' }),
  keypad: inCall(active()),
  ended: inCall(ended('hangup', { answered: true, durationSeconds: 257 })),
  busy: inCall(ended('busy')),
  'no microphone': inCall(ended('microphone', { error: mediaError })),
};

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // These three are about the page around the phone.
  rules: {
    region: { enabled: false },
    'page-has-heading-one': { enabled: false },
    'landmark-one-main': { enabled: false },
  },
};

async function expectClean(): Promise<void> {
  const { violations, passes } = await window.axe.run(document.body, rules);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
  expect(found).to.deep.equal([]);
  expect(passes.map(({ id }) => id)).to.include('color-contrast');
}

describe('accessibility of the closed launcher', () => {
  const idle: Record<string, SoftphoneSnapshot> = {
    online: phone(),
    silent: phone(),
    connecting: phone({ status: 'connecting' }),
    'a failure': phone({ status: 'failed', error }),
    'a missed call': inCall(ended('missed')),
  };
  const live: Record<string, SoftphoneSnapshot> = {
    'an incoming call': inCall({ phase: 'incoming' }),
    'an outgoing call': inCall({ phase: 'dialing' }, { direction: 'outbound' }),
    'a live call': inCall(active({ muted: true })),
  };

  afterEach(clearStage);

  for (const theme of ['light', 'dark'] as const) {
    const check = (name: string, draw: () => unknown) =>
      it(`finds nothing wrong with ${name} (${theme})`, async () => {
        const root = mountRoot({ theme });
        render(html`<div class="root floating bottom end">${draw()}</div>`, root);
        await drawn(root);
        endAnimations(root.host);
        document.documentElement.lang = 'en';
        document.title = 'Host page';
        await expectClean();
      });
    for (const [name, snapshot] of Object.entries(idle))
      check(name, () =>
        launcher(
          {
            snapshot,
            label: 'Phone',
            open: false,
            slim: false,
            broken: false,
            silent: name === 'silent',
            news: '',
            quiet: '',
          },
          createMsg(),
          () => undefined,
        ),
      );
    for (const [name, snapshot] of Object.entries(live))
      check(name, () => html`<cemscale-call-bar .snapshot=${snapshot}></cemscale-call-bar>`);
  }
});

describe('accessibility of the open panel', () => {
  afterEach(() => {
    clearStage();
    document.documentElement.lang = '';
    document.title = '';
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const locale of ['en', 'es'] as const) {
      for (const [name, snapshot] of Object.entries(views)) {
        it(`finds nothing wrong with ${name} (${theme}, ${locale})`, async () => {
          document.documentElement.lang = locale;
          document.title = 'Host page';
          const { panel, show } = await mountPanel(snapshot, { theme, locale });
          if (name === 'keypad') {
            named(panel, locale === 'en' ? 'Keypad' : 'Teclado').click();
            await show(snapshot);
          }
          endAnimations(panel);
          await expectClean();
        });
      }
    }
  }
});
