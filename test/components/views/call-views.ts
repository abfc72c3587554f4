import type { nothing, TemplateResult } from 'lit';
import { AutoAnswer } from '../../../src/components/cemscale-phone/auto-answer.js';
import type { CallSnapshot, CallState } from '../../../src/phone/call-state.js';
import type { TransferEnd, TransferSession } from '../../../src/phone/transfer/transfers.js';
import type { DialView } from '../../../src/components/cemscale-phone/dial-view.js';
import type { PanelModel } from '../../../src/components/cemscale-phone/view.js';
import { ApiError, MediaError } from '../../../src/shared/errors.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import type { SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, drawn, mountPanel, named, type Stage } from '../mount.js';
import { active, callOf, ended, inCall, phone } from '../snapshots.js';
import { sessions, show as showThreeWay, type SessionName } from '../cemscale-three-way/stage.js';
import { wordsOf, type Look, type View } from './view.js';

const permissions = agentPermissions;
const longName = 'Maximiliana Constantinopolous de la Vega y Ortiz';
const ben = { number: '1003', displayName: 'Ben Adeyemi-Featherstonehaugh' };
const anas = (state: CallState): CallSnapshot => callOf(state);
const bens = (state: CallState): CallSnapshot => callOf(state, { id: 'call-2', remote: ben });
const held = active({ held: true });
const signedOut = new ApiError('unauthorized', 'No.', { advice: 'Sign in.' });
const refused = new MediaError('microphone-denied', 'No.', { advice: 'Allow it.' });

interface Scene {
  readonly id: string;
  readonly snapshot: SoftphoneSnapshot;
  readonly model?: Partial<PanelModel>;
  /** Has a core beside it, online at the platform of the test. */
  readonly core?: true;
  /** Brings the view there. */
  readonly act?: (stage: Stage, look: Look) => Promise<unknown>;
}

function view({ id, snapshot, model = {}, core, act }: Scene): View {
  return {
    id: `call/${id}`,
    async show(look) {
      const softphone = core ? new Softphone({ tokenUrl: tokenUrl('1001') }) : null;
      const stage = await mountPanel(snapshot, { ...look, model: { softphone, country: 'US', ...model } });
      await act?.(stage, look);
      await drawn(stage.panel.renderRoot as ShadowRoot);
      return stage.panel;
    },
  };
}

const among = (current: CallSnapshot, others: CallSnapshot[], more: Partial<SoftphoneSnapshot> = {}) =>
  phone({ permissions, calls: [...others, current], currentCall: current, ...more });

const press = async ({ panel }: Stage, look: Look, english: string, id: string): Promise<void> => {
  named(panel, wordsOf(look)(english, { id })).click();
  await drawn(document.body);
};

/** The card comes with code of its own. */
const handover = ({ panel }: Stage) => until('the card', () => deep(panel, '.handover-card'));

const others = ({ panel }: Stage) => until('the other call', () => deep(panel, '.others'));

const consulting: TransferSession = {
  ...{ kind: 'attended', state: 'consulting', from: 'call-1', to: 'call-2', target: ben },
};
const handedOver = (reason: TransferEnd['reason']): TransferEnd => ({
  ...{ reason, kind: 'blind', caller: callOf(held).remote, target: ben },
});

/** As the policy of the page draws it, with time to look at it. */
function countdownFor(look: Look): TemplateResult | typeof nothing {
  const phone = { autoAnswerAfter: 60, answer: async () => undefined, requestUpdate: () => undefined };
  const policy = new AutoAnswer({ ...phone, autoAnswer: 'all' });
  policy.follow(inCall({ phase: 'incoming' }));
  return policy.countdown(wordsOf(look));
}

const scenes: readonly Scene[] = [
  {
    id: 'keypad',
    snapshot: phone({ permissions }),
  },
  {
    id: 'keypad, typed',
    snapshot: phone({ permissions }),
    act: async ({ panel }) => deep<DialView>(panel, 'cemscale-dial-view')?.insert('+15551234567'),
  },
  { id: 'keypad, offline', snapshot: phone({ status: 'offline', extension: null }) },
  { id: 'keypad, connecting', snapshot: phone({ status: 'connecting' }) },
  { id: 'keypad, reconnecting', snapshot: phone({ permissions, status: 'reconnecting' }) },
  { id: 'keypad, failed', snapshot: phone({ status: 'failed', error: signedOut }) },
  { id: 'keypad, no microphone', snapshot: phone({ permissions, microphone: 'denied' }) },
  { id: 'keypad, ringing off', snapshot: phone({ permissions }), model: { ringtoneBlocked: true } },
  { id: 'keypad, asking the page', snapshot: phone({ permissions }), model: { checking: '+1 555 123 4567' } },
  { id: 'keypad, refused', snapshot: phone({ permissions }), model: { problem: refused } },
  { id: 'preparing', snapshot: inCall({ phase: 'preparing' }, { direction: 'outbound' }) },
  { id: 'dialling', snapshot: inCall({ phase: 'dialing' }, { direction: 'outbound' }) },
  { id: 'ringing out', snapshot: inCall({ phase: 'ringing', earlyMedia: false }, { direction: 'outbound' }) },
  { id: 'early media', snapshot: inCall({ phase: 'ringing', earlyMedia: true }, { direction: 'outbound' }) },
  { id: 'incoming', snapshot: inCall({ phase: 'incoming' }) },
  {
    id: 'incoming, answers itself',
    snapshot: inCall({ phase: 'incoming' }),
    act: ({ show }, look) => show(inCall({ phase: 'incoming' }), { countdown: countdownFor(look) }),
  },
  {
    id: 'incoming, long name',
    snapshot: inCall({ phase: 'incoming' }, { remote: { number: '+442079460018', displayName: longName } }),
    model: {
      contact: {
        ...{ name: longName, picture: null, link: 'https://crm.example/1' },
        details: 'Contoso Pharmaceuticals International',
      },
    },
  },
  {
    id: 'incoming, ringtone held back',
    snapshot: inCall({ phase: 'incoming' }),
    model: { ringtoneBlocked: true },
  },
  { id: 'answering', snapshot: inCall({ phase: 'answering' }) },
  { id: 'live', snapshot: among(anas(active()), []), model: { keepable: true } },
  {
    id: 'live, poor sound',
    snapshot: among(
      callOf(active(), { quality: { verdict: 'poor', warnings: ['loss-in', 'round-trip'], summary: null } }),
      [],
    ),
  },
  { id: 'live, muted and held', snapshot: among(anas(active({ muted: true, held: true })), []) },
  { id: 'live, held by them', snapshot: among(anas(active({ heldByRemote: true })), []) },
  { id: 'live, reconnecting', snapshot: among(anas(active()), [], { status: 'reconnecting' }) },
  { id: 'live, sound held back', snapshot: among(anas(active()), [], { audioBlocked: true }) },
  {
    id: 'live, keypad',
    snapshot: among(callOf(active(), { digits: '1234#' }), []),
    async act(stage, look) {
      await press(stage, look, 'Keypad', 'keypad');
      await until('the keys', () => deep(stage.panel, '.key'));
    },
  },
  { id: 'two calls', act: others, snapshot: among(anas(active()), [bens(held)]) },
  { id: 'call waiting', act: others, snapshot: among(anas(active()), [bens({ phase: 'incoming' })]) },
  {
    id: 'consultation rings',
    act: handover,
    snapshot: among(bens({ phase: 'ringing', earlyMedia: false }), [anas(held)], { transfer: consulting }),
  },
  { id: 'consultation', act: handover, snapshot: among(bens(active()), [anas(held)], { transfer: consulting }) },
  {
    id: 'transfer under way',
    act: handover,
    snapshot: among(anas(active()), [], {
      transfer: { ...consulting, kind: 'blind', state: 'transferring', to: null },
    }),
  },
  { id: 'transfer failed', snapshot: among(anas(active()), [], { transferEnd: handedOver('busy') }) },
  {
    id: 'transfer, whom',
    core: true,
    snapshot: among(anas(active()), []),
    async act(stage, look) {
      await press(stage, look, 'Transfer', 'transfer');
      await until('the choice', () => {
        const choice = deep(stage.panel, 'cemscale-transfer-view');
        return choice && deep(choice, '[role=option]');
      });
    },
  },
  {
    id: 'ended',
    snapshot: inCall(ended('remote-hangup', { answered: true, durationSeconds: 245 })),
  },
  {
    id: 'ended, notes',
    snapshot: inCall(ended('hangup', { answered: true, durationSeconds: 62 })),
    async act({ panel }) {
      const { host } = panel.getRootNode() as ShadowRoot;
      host.setAttribute('notes', '');
      host.setAttribute('dispositions', 'Sold, Call back, Wrong number');
      panel.requestUpdate();
      await until('the notes', () => deep(panel, 'textarea'));
    },
  },
  ...(['missed', 'busy', 'no-answer', 'microphone', 'connection-lost', 'redirected', 'media-failed'] as const).map(
    (reason) => ({ id: `ended, ${reason}`, snapshot: inCall(ended(reason)) }),
  ),
  {
    id: 'ended, parked',
    snapshot: among(anas(ended('parked', { answered: true, durationSeconds: 62 })), [], {
      parked: { slot: '07', caller: callOf(held).remote },
    }),
  },
];

const threeWay = (Object.keys(sessions) as SessionName[]).map((name): View => ({
  id: `three-way/${name}`,
  async show(look) {
    const { host } = (await showThreeWay(name, look)).root;
    return host as HTMLElement;
  },
}));

/** The open phone: the keypad, and every view of a call. */
export const callViews: readonly View[] = [...scenes.map(view), ...threeWay];
