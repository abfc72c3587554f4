import { html, render } from 'lit';
import type { ActiveState, CallSnapshot } from '../../../src/phone/call-state.js';
import type { ThreeWayParticipant, ThreeWaySession } from '../../../src/phone/three-way/session.js';
import { styles } from '../../../src/components/cemscale-three-way/cemscale-three-way.styles.js';
import { hearingWords } from '../../../src/components/cemscale-three-way/hearing-words.js';
import {
  HoldTimes,
  peopleOf,
  type Levels,
  type Person,
  type ThreeWayAsk,
} from '../../../src/components/cemscale-three-way/model.js';
import { talkView } from '../../../src/components/cemscale-three-way/views.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { templates } from '../../../src/components/locales/es.js';
import '../../../src/components/internal/call-timer.js';
import { drawn, mountRoot, type StageOptions } from '../mount.js';
import { active, callOf, phone } from '../snapshots.js';

type Shown = ThreeWaySession;

export function participant(
  number: string,
  name: string,
  change: Partial<ThreeWayParticipant> = {},
): ThreeWayParticipant {
  const status = change.status ?? 'active';
  const waits = status === 'held';
  return {
    ...{ uuid: `handle-${number}`, memberId: number, callerIdNumber: number, callerIdName: name },
    ...{ muted: waits, deaf: waits, status, isSelf: false, talking: false },
    ...change,
  };
}

const self = participant('1001', 'Alice', { isSelf: true });
const ana = (status: 'active' | 'held' = 'active') => participant('+15551234567', 'Ana', { status });
const ben = (status: 'active' | 'held' = 'active') => participant('1002', 'Ben', { status });

function session(change: Partial<Shown>): Shown {
  return {
    ...{ conferenceName: '3way_1', state: 'active', participants: [self, ana(), ben()] },
    ...{ third: null, activeSince: null, pending: null, isStale: false },
    ...change,
  };
}

const third = { number: '1002', name: 'Ben' };

/** Every state of the documentation and of what lies between, as the platform may tell it. */
export const sessions = {
  adding: session({ state: 'dialing', participants: [self, ana()], third, pending: 'add', conferenceName: '' }),
  dialing: session({ state: 'dialing', participants: [self, ana('held')], third, pendingUuid: 'handle-1002' }),
  canceling: session({ state: 'dialing', participants: [self, ana('held')], third, pending: 'cancel' }),
  resumed: session({ state: 'dialing', participants: [self, ana()], third }),
  alone: session({ state: 'dialing', participants: [self], third }),
  holding: session({ state: 'holding', participants: [self, ana('held'), ben()] }),
  swapping: session({ state: 'swapping', participants: [self, ana('held'), ben()], pending: 'swap' }),
  'both held': session({ state: 'holding', participants: [self, ana('held'), ben('held')] }),
  active: session({ state: 'active', activeSince: Date.now() - 9000 }),
  stale: session({ state: 'active', isStale: true }),
  'with a fourth': session({ participants: [self, ana(), ben(), participant('1003', 'Eva')] }),
} satisfies Record<string, Shown>;

export type SessionName = keyof typeof sessions;

export interface ShowOptions extends StageOptions {
  readonly muted?: boolean;
  readonly problem?: string;
  readonly allowLeave?: boolean;
  readonly levels?: Levels;
}

export function people(
  name: SessionName,
  { muted = false, levels = { microphone: 0, farEnd: 0 } }: ShowOptions = {},
): Person[] {
  const holdTimes = new HoldTimes();
  holdTimes.follow(sessions[name]);
  const call = callOf(active({ muted }), { remote: { number: '+15551234567', displayName: 'Ana' } });
  return peopleOf({
    session: sessions[name],
    snapshot: phone({ calls: [call], currentCall: call }),
    board: null,
    holdTimes,
    levels,
    unknown: 'Unknown caller',
  });
}

/** Draws the view of a three-way call as the element does. */
export async function show(
  name: SessionName,
  options: ShowOptions = {},
): Promise<{ root: ShadowRoot; asks: ThreeWayAsk[] }> {
  const { locale = 'en', muted = false, problem = '', allowLeave = false } = options;
  const root = mountRoot(options);
  root.adoptedStyleSheets = styles.map((style) => style.styleSheet).filter((sheet) => sheet !== undefined);
  const msg = locale === 'es' ? createMsg(templates) : createMsg();
  const asks: ThreeWayAsk[] = [];
  const shown = people(name, options);
  const call = callOf(active({ muted })) as CallSnapshot & { state: ActiveState };
  const model = {
    ...{ msg, problem, allowLeave, call, label: 'Three-way call', isEmbedded: false, canAdd: false, field: null },
    ...{ session: sessions[name], people: shown, hearing: hearingWords(shown, sessions[name], { msg, locale }) },
    ask: (ask: ThreeWayAsk) => void asks.push(ask),
  };
  render(html`<section class="root">${talkView(model)}</section>`, root);
  await drawn(root);
  return { root, asks };
}
