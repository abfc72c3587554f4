import { rooms } from '../../../src/components/cemscale-phone/rooms.js';
import { sections } from '../../../src/components/cemscale-settings/sections.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import type { SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { RecentsStore } from '../../../src/softphone/recents/recents-store.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, drawn, mountPanel } from '../mount.js';
import type { PanelModel } from '../../../src/components/cemscale-phone/view.js';
import { phone } from '../snapshots.js';
import {
  fakeRest,
  history,
  messages,
  noHistory,
  noMessages,
  parkedCalls,
  teamCalls,
  type Answer,
} from './company.js';
import { type Look, type View } from './view.js';

const permissions = [...agentPermissions, 'calls:supervise'];

/** What a room shows, by what the platform answers. */
interface Scene {
  readonly rest?: Readonly<Record<string, Answer>>;
  /** Selects what is there once the answer has been drawn. */
  readonly shows: string;
  readonly snapshot?: Partial<SoftphoneSnapshot>;
  readonly model?: Partial<PanelModel>;
  /** Brings it there, once the room is open. */
  readonly act?: (panel: HTMLElement) => Promise<unknown>;
}

type Scenes = Readonly<Record<string, Scene>>;

const offline = { status: 'reconnecting' } as const;

/** The four that depend on what one request answers. */
function around(path: string, filled: Scene, empty: Answer | null, shows = '.state p'): Scenes {
  return {
    filled,
    loading: { rest: { [path]: 'waits' }, shows: '[aria-busy=true]' },
    ...(empty ? { empty: { rest: { [path]: empty }, shows } } : {}),
    failed: { rest: { [path]: 'fails' }, shows: '[role=alert]' },
    offline: { ...filled, snapshot: offline },
  };
}

/** What presence asks for: people, their statuses, and the way to the event socket. */
const statuses = '(extensions|presence|tickets)';

async function type(panel: HTMLElement, field: string, text: string): Promise<void> {
  const input = await until(field, () => deep<HTMLInputElement>(panel, field));
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Presses what tries the microphone of a browser that refuses it, and waits for what is said of that. */
async function withoutMicrophone(panel: HTMLElement, section: string, said: string): Promise<HTMLElement> {
  const place = await until(section, () => deep(panel, section));
  const button = await until('the way to try it', () => deep(place, '.main, .buttons button'));
  const { mediaDevices } = navigator;
  mediaDevices.getUserMedia = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
  try {
    button.click();
    await until(said, () => deep(place, said), 20_000);
  } finally {
    // The one of the prototype again.
    Reflect.deleteProperty(mediaDevices, 'getUserMedia');
  }
  return place;
}

async function refuseCheck(panel: HTMLElement): Promise<void> {
  const place = await withoutMicrophone(panel, 'cemscale-check-view', '.finding');
  // What is still running would change the picture.
  deep(place, '.main')?.click();
  await until('the end of the check', () => deep(place, '.row button:not(.main)'), 20_000);
}

const roomScenes: Readonly<Record<string, Scenes>> = {
  recents: {
    filled: { rest: { calls: history }, shows: '.line.calls' },
    loading: { rest: { calls: 'waits' }, shows: '.state p' },
    empty: { rest: { calls: noHistory }, shows: '.state p' },
    failed: { rest: { calls: 'fails' }, shows: '.note' },
    offline: { rest: { calls: history }, shows: '.line.calls', snapshot: offline },
  },
  people: {
    filled: { shows: '.entry' },
    loading: { rest: { [statuses]: 'waits' }, shows: '.state p' },
    failed: { rest: { [statuses]: 'fails' }, shows: '.state[role=alert]' },
    searched: { shows: '.state p', act: (panel) => type(panel, 'input[type=search]', 'Zz') },
    empty: { rest: { extensions: { extensions: [] }, presence: { presence: {} } }, shows: '.state p' },
    offline: { shows: '.entry', snapshot: offline },
  },
  voicemail: around('voicemail', { rest: { voicemail: messages }, shows: '.row' }, noMessages),
  settings: { filled: { shows: '#open-audio' } },
};

const callForward = (type: string) => ({
  callForward: { enabled: true, type, destination: '1002', ringTimeoutSec: 20 },
});

const sectionScenes: Readonly<Record<string, Scenes>> = {
  status: {
    filled: { shows: '[type=radio]' },
    loading: { rest: { [statuses]: 'waits' }, shows: '[aria-busy=true]' },
    failed: { rest: { [statuses]: 'fails' }, shows: '[role=alert]' },
    offline: { shows: '[type=radio]', snapshot: offline },
  },
  forwarding: around(
    'extensions/[^/]+/call-forward',
    { rest: { 'extensions/[^/]+/call-forward': callForward('no-answer') }, shows: '#destination' },
    null,
  ),
  queues: around('queues', { shows: '.queue' }, { queues: [] }),
  parked: {
    filled: { rest: { 'calls/parked': parkedCalls }, shows: '.row' },
    loading: { rest: { 'calls/parked': 'waits' }, shows: '[aria-busy=true]' },
    empty: { rest: { 'calls/parked': { calls: [] } }, shows: '.state p' },
    failed: { rest: { 'calls/parked': 'fails' }, shows: '[role=alert]' },
    offline: { rest: { 'calls/parked': parkedCalls }, shows: '.row', snapshot: offline },
  },
  team: around('calls/active', { rest: { 'calls/active': teamCalls }, shows: '.call' }, { calls: [] }),
  hours: around('schedules', { shows: 'li' }, { schedules: [] }),
  audio: {
    filled: { shows: 'select' },
    failed: {
      shows: '.note.warn',
      act: (panel) => withoutMicrophone(panel, 'cemscale-audio-section', '.note.warn'),
    },
    offline: { shows: 'select', snapshot: offline },
  },
  look: { filled: { shows: '[type=radio]' }, offline: { shows: '[type=radio]', snapshot: offline } },
  alerts: {
    filled: { shows: 'button', model: { notifications: 'ask', shortcuts: true } },
    failed: { shows: '.sub', model: { notifications: 'blocked' } },
    offline: { shows: 'button', model: { notifications: 'ask', shortcuts: true }, snapshot: offline },
  },
  check: {
    filled: { shows: '.main' },
    failed: { shows: '.finding', act: refuseCheck },
    offline: { shows: '.main', snapshot: offline },
  },
};

let cores = 0;
/** The one of the view before: it would go on to keep its calls, of the same person. */
let previous: Softphone | null = null;

async function enter(look: Look, room: string, section: string, scene: Scene): Promise<HTMLElement> {
  fakeRest({ blocklist: { numbers: [] }, ...scene.rest });
  cores += 1;
  const url = await standingTokenUrl('views', { extension: '1003', permissions });
  const softphone = new Softphone({ tokenUrl: `${url}?view=${cores}` });
  // Its calls are those of whoever it is registered for.
  await previous?.disconnect();
  previous = softphone;
  if (room === 'recents') {
    await new RecentsStore().wipe();
    await softphone.connect();
  }
  const extension = { id: 'carmen', number: '1003', displayName: 'Carmen Vidal' };
  const snapshot = phone({ permissions, extension, ...scene.snapshot });
  const { panel } = await mountPanel(snapshot, { ...look, model: { softphone, country: 'US', ...scene.model } });
  deep(panel, `#tab-${room}`)?.click();
  if (section) (await until(`the entry of ${section}`, () => deep(panel, `#open-${section}`))).click();
  await scene.act?.(panel);
  const inside = section ? 'cemscale-settings-view' : '.room';
  await until(
    () => `${scene.shows} in ${room} ${section}`,
    () => {
      const place = deep(panel, inside);
      return place && deep(place, scene.shows);
    },
    20_000,
  );
  await drawn(document.body);
  return panel;
}

function viewsOf(kind: string, all: Readonly<Record<string, Scenes>>, room: string | null): View[] {
  return Object.entries(all).flatMap(([id, scenes]) =>
    Object.entries(scenes).map(([name, scene]) => ({
      id: `${kind} ${id}/${name}`,
      show: (look: Look) => enter(look, room ?? id, room ? id : '', scene),
    })),
  );
}

/** The rooms of the open phone and the sections of the last one, each in what the platform may answer. */
export const roomViews: readonly View[] = [
  ...viewsOf('room', roomScenes, null),
  ...viewsOf('section', sectionScenes, 'settings'),
];

/** Rooms and sections that the phone has and nobody looks at here. */
export const unseenRooms = (): string[] => [
  ...rooms.filter(({ id }) => !(id in roomScenes)).map(({ id }) => id),
  ...sections.filter(({ id }) => !(id in sectionScenes)).map(({ id }) => id),
];
