import assert from 'node:assert/strict';
import { address, done, invalid, locked, none, unknown, type Row } from './row.js';
import * as is from './shapes.js';
import { wav, type World } from './world.js';

const { promised } = is;
type Client = World['client'];

/** What rows that come first leave for those that follow, by kind of record. */
const made = new Map<string, string>();
const id = (kind: string): string => made.get(kind) ?? '';
const keep = (kind: string, record: { readonly id: string }): void => void made.set(kind, record.id);
const weekdays = [{ day: 'monday', enabled: true, startTime: '09:00', endTime: '17:00' }] as const;

const removal = (kind: string, remove: (c: Client, one: string) => Promise<{ success: boolean }>): Row =>
  unknown(
    (w) => done(remove(w.client, id(kind))),
    (c) => remove(c, none),
  );

/** Where calls go: groups, queues, menus, hours, numbers, blocked numbers. */
export const routingRows = {
  createRingGroup: invalid(
    'members',
    async ({ client }) => {
      const { ringGroup } = await client.createRingGroup({ name: 'Night', extension: '6010', members: ['1001'] });
      promised(ringGroup, is.ringGroup);
      keep('group', ringGroup);
    },
    (c) => c.createRingGroup({ name: 'Day', extension: '6011', members: ['7777'] }),
  ),
  listRingGroups: locked(
    async ({ client }) => promised((await client.listRingGroups()).ringGroups[0], is.ringGroup),
    (c) => c.listRingGroups(),
  ),
  updateRingGroup: unknown(
    async ({ client }) =>
      promised((await client.updateRingGroup(id('group'), { ringTimeoutSec: 9 })).ringGroup, is.ringGroup),
    (c) => c.updateRingGroup(none, {}),
  ),
  deleteRingGroup: removal('group', (c, one) => c.deleteRingGroup(one)),
  createQueue: invalid(
    'strategy',
    async ({ client }) => {
      const { queue } = await client.createQueue({ name: 'Returns', extension: '5010', agents: ['1001'] });
      promised(queue, is.queue);
      promised(queue.agents[0], is.queueAgent);
      keep('queue', queue);
      keep('agent', queue.agents[0] ?? { id: '' });
    },
    (c) => c.createQueue({ name: 'Other', extension: '5011', strategy: 'loudest' as never }),
  ),
  listQueues: locked(
    async ({ client }) => promised((await client.listQueues()).queues[0], is.queue),
    (c) => c.listQueues(),
  ),
  updateQueue: unknown(
    async ({ client }) => promised((await client.updateQueue(id('queue'), { maxWaitSec: 60 })).queue, is.queue),
    (c) => c.updateQueue(none, {}),
  ),
  pauseQueueAgent: unknown(
    ({ client }) => done(client.pauseQueueAgent(id('queue'), id('agent'), true)),
    (c) => c.pauseQueueAgent(none, none, true),
  ),
  loginQueueAgent: unknown(
    ({ client }) => done(client.loginQueueAgent(id('queue'), id('agent'), false)),
    (c) => c.loginQueueAgent(none, none, true),
  ),
  getQueueStats: unknown(
    async ({ client }) => promised((await client.getQueueStats(id('queue'))).stats, is.queueStats),
    (c) => c.getQueueStats(none),
  ),
  deleteQueue: removal('queue', (c, one) => c.deleteQueue(one)),
  createIvrMenu: invalid(
    'extension',
    async ({ client }) => {
      const { menu } = await client.createIvrMenu({ name: 'Night menu', extension: '4010' });
      promised(menu, is.ivrMenu);
      keep('menu', menu);
    },
    (c) => c.createIvrMenu({ name: 'Menu' } as never),
  ),
  listIvrMenus: locked(
    async ({ client }) => promised((await client.listIvrMenus()).menus[0], is.ivrMenu),
    (c) => c.listIvrMenus(),
  ),
  getIvrMenu: unknown(
    async ({ client }) => promised((await client.getIvrMenu(id('menu'))).menu, is.ivrMenu),
    (c) => c.getIvrMenu(none),
  ),
  updateIvrMenu: unknown(
    async ({ client }) => promised((await client.updateIvrMenu(id('menu'), { timeoutSec: 9 })).menu, is.ivrMenu),
    (c) => c.updateIvrMenu(none, {}),
  ),
  uploadIvrAudio: unknown(
    async ({ client }) => assert.equal((await client.uploadIvrAudio(id('menu'), wav)).menu.hasGreetingAudio, true),
    (c) => c.uploadIvrAudio(none, wav),
  ),
  uploadIvrInvalidAudio: unknown(
    async ({ client }) =>
      assert.equal((await client.uploadIvrInvalidAudio(id('menu'), wav)).menu.hasInvalidAudio, true),
    (c) => c.uploadIvrInvalidAudio(none, wav),
  ),
  getIvrAudioUrl: address(
    ({ client }) => client.getIvrAudioUrl(id('menu')),
    (c) => c.getIvrAudioUrl(none),
  ),
  getIvrInvalidAudioUrl: address(
    ({ client }) => client.getIvrInvalidAudioUrl(id('menu')),
    (c) => c.getIvrInvalidAudioUrl(none),
  ),
  downloadIvrAudio: unknown(
    async ({ client }) => assert.equal((await client.downloadIvrAudio(id('menu'))).size, wav.size),
    (c) => c.downloadIvrAudio(none),
  ),
  downloadIvrInvalidAudio: unknown(
    async ({ client }) => assert.equal((await client.downloadIvrInvalidAudio(id('menu'))).size, wav.size),
    (c) => c.downloadIvrInvalidAudio(none),
  ),
  deleteIvrAudio: removal('menu', (c, one) => c.deleteIvrAudio(one)),
  deleteIvrInvalidAudio: removal('menu', (c, one) => c.deleteIvrInvalidAudio(one)),
  generateIvrTts: invalid(
    'voice',
    async ({ client }) => {
      const { menu } = await client.generateIvrTts(id('menu'), { text: 'Good night', voice: 'Kore' });
      assert.equal(menu.hasGreetingAudio, true);
    },
    (c) => c.generateIvrTts(id('menu'), { text: 'Good night', voice: 'Elvis' }),
  ),
  listIvrVoices: locked(
    async ({ client }) => promised((await client.listIvrVoices()).voices[0], is.voice),
    (c) => c.listIvrVoices(),
  ),
  deleteIvrMenu: removal('menu', (c, one) => c.deleteIvrMenu(one)),
  createSchedule: invalid(
    'timezone',
    async ({ client }) => {
      const wanted = { name: 'Madrid', timezone: 'Europe/Madrid', schedules: weekdays };
      const { schedule } = await client.createSchedule(wanted);
      promised(schedule, is.schedule);
      keep('schedule', schedule);
    },
    (c) => c.createSchedule({ name: 'Mars', timezone: 'Mars/Olympus', schedules: weekdays }),
  ),
  listSchedules: locked(
    async ({ client }) => promised((await client.listSchedules()).schedules[0], is.schedule),
    (c) => c.listSchedules(),
  ),
  getSchedule: unknown(
    async ({ client }) => promised((await client.getSchedule(id('schedule'))).schedule, is.schedule),
    (c) => c.getSchedule(none),
  ),
  updateSchedule: unknown(
    async ({ client }) =>
      promised((await client.updateSchedule(id('schedule'), { name: 'M' })).schedule, is.schedule),
    (c) => c.updateSchedule(none, {}),
  ),
  getScheduleStatus: unknown(
    async ({ client }) => promised(await client.getScheduleStatus(id('schedule')), is.scheduleStatus),
    (c) => c.getScheduleStatus(none),
  ),
  deleteSchedule: removal('schedule', (c, one) => c.deleteSchedule(one)),
  createDid: invalid(
    'routeTarget',
    async ({ client }) => {
      const { did } = await client.createDid({ number: '+15552000177' });
      promised(did, is.did);
      keep('did', did);
    },
    (c) => c.createDid({ number: '+15552000178', inboundRoute: 'queue', routeTarget: '7777' }),
  ),
  listDids: locked(
    async ({ client }) => promised((await client.listDids()).dids[0], is.did),
    (c) => c.listDids(),
  ),
  updateDid: unknown(
    async ({ client }) => promised((await client.updateDid(id('did'), { label: 'Night' })).did, is.did),
    (c) => c.updateDid(none, {}),
  ),
  deleteDid: removal('did', (c, one) => c.deleteDid(one)),
  blockNumber: invalid(
    'number',
    async ({ client }) => {
      const { blockedNumber } = await client.blockNumber({ number: '+15559990001', reason: 'Spam' });
      promised(blockedNumber, is.blockedNumber);
      keep('block', blockedNumber);
    },
    (c) => c.blockNumber({ number: 'spam' }),
  ),
  listBlockedNumbers: locked(
    async ({ client }) => promised((await client.listBlockedNumbers()).blockedNumbers[0], is.blockedNumber),
    (c) => c.listBlockedNumbers(),
  ),
  checkBlocked: invalid(
    'number',
    async ({ client }) => assert.equal((await client.checkBlocked('+15559990001')).blocked, true),
    (c) => c.checkBlocked(''),
  ),
  unblockNumber: removal('block', (c, one) => c.unblockNumber(one)),
};
