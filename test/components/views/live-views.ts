import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import type { EavesdropMode } from '../../../src/api/types/calls.js';
import { agentPermissions } from '../../../src/server/permissions.js';
import { acquireSoftphone } from '../../../src/softphone/shared-softphones.js';
import { supervision } from '../../../src/softphone/supervision.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, standingTokenUrl, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { deep, drawn, named } from '../mount.js';
import { wordsOf, type Look, type View } from './view.js';

/** Answers at once. */
const dental = '+15552010101';
/** Answers after 2 s. */
const ben = '+15552010102';
/** Rings on. */
const eva = '+15552010106';

type Mode = CemscalePhone['mode'];

interface Scene {
  readonly id: string;
  readonly mode?: Mode;
  /** Brings the phone there, once it is online. */
  readonly act: (phone: CemscalePhone, look: Look) => Promise<unknown>;
  readonly tokenUrl?: () => Promise<string>;
}

let shown: { readonly phone: CemscalePhone; readonly microphones: { restore(): void } } | null = null;
let cores = 0;
const talkers: TestPhone[] = [];

/** Takes the phone off the page, and its calls from the platform. */
export async function hangUp(): Promise<void> {
  if (!shown) return;
  const { phone, microphones } = shown;
  shown = null;
  await Promise.all([phone.disconnect(), ...talkers.splice(0).map((one) => one.phone.stop())]);
  phone.parentElement?.remove();
  microphones.restore();
  await fetchPlatform('/control/reset', 'POST');
}

const active = (phone: CemscalePhone): Promise<unknown> =>
  until('the call', () => phone.snapshot.currentCall?.state.phase === 'active');

async function talk(phone: CemscalePhone): Promise<void> {
  await phone.call(dental);
  await active(phone);
}

/** The panel comes with code of its own. */
const open = (phone: CemscalePhone, inside: string): Promise<HTMLElement> => {
  phone.open = true;
  return until(inside, () => {
    const panel = deep(phone, 'cemscale-phone-panel');
    return panel && deep(panel, inside);
  });
};

const shut = (phone: CemscalePhone): Promise<unknown> => {
  phone.open = false;
  return until('the row alone', () => deep(phone, 'cemscale-call-bar') && !deep(phone, 'cemscale-phone-panel'));
};

async function openField(phone: CemscalePhone, look: Look): Promise<void> {
  await talk(phone);
  await open(phone, '.controls');
  named(phone, wordsOf(look)('Add call', { id: 'three-add' })).click();
  await until('the field', () => deep(phone, 'cemscale-add-person')?.shadowRoot?.querySelector('input'));
}

const add =
  (number: string, state: string) =>
  async (phone: CemscalePhone): Promise<void> => {
    await talk(phone);
    await open(phone, '.controls');
    await phone.addParticipant(number);
    await until(state, () => phone.snapshot.threeWay?.state === state);
    await until('the drawing', () => deep(phone, 'cemscale-three-way')?.shadowRoot?.querySelector('.diagram'));
  };

/** Two of the company talk, and the one at the phone listens, or more. */
const join =
  (mode: EavesdropMode) =>
  async (phone: CemscalePhone): Promise<void> => {
    const [agent, customer] = await Promise.all([TestPhone.online('1001', 740), TestPhone.online('1002', 1240)]);
    await agent.phone.call('1002');
    await customer.reaches('incoming');
    await customer.phone.liveCall().answer();
    await customer.reaches('active');
    const { softphone, release } = acquireSoftphone({ tokenUrl: new URL(phone.tokenUrl, location.href) });
    const team = supervision(softphone);
    const stop = team.use();
    const call = await until('their call', () => team.value?.find(({ status }) => status === 'answered'), 20_000);
    await team.monitor(call, mode);
    await open(phone, 'cemscale-monitor-bar');
    await until('who hears', () => deep(phone, 'cemscale-monitor-bar')?.shadowRoot?.querySelector('.note'));
    stop();
    release();
    talkers.push(agent, customer);
  };

const supervisorUrl = (): Promise<string> =>
  standingTokenUrl('supervising', { extension: '1003', permissions: [...agentPermissions, 'calls:supervise'] });

const scenes: readonly Scene[] = [
  { id: 'docked', mode: 'docked', act: (phone) => open(phone, '.key') },
  { id: 'docked, in a call', mode: 'docked', act: (phone) => talk(phone).then(() => open(phone, '.controls')) },
  { id: 'inline, in a call', mode: 'inline', act: (phone) => talk(phone).then(() => open(phone, '.controls')) },
  { id: 'bar', mode: 'bar', act: async () => {} },
  { id: 'bar, in a call', mode: 'bar', act: (phone) => talk(phone).then(() => shut(phone)) },
  {
    id: 'bar, open in a call',
    mode: 'bar',
    async act(phone) {
      await talk(phone);
      await open(phone, '.controls');
      await until('its place', () => deep(phone, 'cemscale-phone-panel')?.style.top);
    },
  },
  { id: 'adding a person', act: openField },
  { id: 'the third rings', act: add(eva, 'dialing') },
  { id: 'the third talks', act: add(ben, 'holding') },
  { id: 'listening', act: join('listen'), tokenUrl: supervisorUrl },
  { id: 'whispering', act: join('whisper'), tokenUrl: supervisorUrl },
  { id: 'barging', act: join('barge'), tokenUrl: supervisorUrl },
];

const heights: Readonly<Partial<Record<Mode, string>>> = { docked: '100vh', inline: '100vh' };

async function show(scene: Scene, look: Look): Promise<HTMLElement> {
  const { theme, locale, dir } = look;
  const microphones = toneMicrophones();
  const box = document.createElement('div');
  box.lang = locale;
  box.dir = dir;
  const { mode = 'floating' } = scene;
  box.style.cssText = `position: fixed; inset: 0 0 auto auto; width: min(100%, 420px); height: ${heights[mode] ?? 'auto'}`;
  const phone = document.createElement('cemscale-phone');
  cores += 1;
  const url = (await scene.tokenUrl?.()) ?? tokenUrl('1001');
  Object.assign(phone, { mode, theme, tokenUrl: `${url}?live=${cores}` });
  shown = { phone, microphones };
  box.append(phone);
  document.body.append(box);
  await until('the phone to be online', () => phone.snapshot.status === 'online');
  await scene.act(phone, look);
  await drawn(document.body);
  return box;
}

/** The phone as a page has it, in a real call: where it stands, and what belongs to some calls only. */
export const liveViews: readonly View[] = scenes.map((scene) => ({
  id: `phone/${scene.id}`,
  show: (look) => show(scene, look),
}));
