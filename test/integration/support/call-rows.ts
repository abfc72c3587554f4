import assert from 'node:assert/strict';
import { until } from '../../demo/pbx/support/until.js';
import { address, done, invalid, locked, none, unknown } from './row.js';
import * as is from './shapes.js';
import { harborDental, type World } from './world.js';

const { promised } = is;
const campaign = {
  toNumber: '+15553330002',
  callerIdNumber: '+15552000100',
  onAnswer: { type: 'transfer', flowType: 'queue', destination: '5001' },
  metadata: { campaignId: 'spring' },
} as const;

/** The conference that a whole call was moved to; its first member. */
async function conference({ client }: World): Promise<{ name: string; memberId: string }> {
  const { conferences } = await client.listConferences();
  const name = conferences[0]?.name ?? '';
  const { members } = (await client.getConference(name)).conference;
  return { name, memberId: members[0]?.memberId ?? '' };
}

async function inConference(world: World): Promise<{ name: string; memberId: string }> {
  if ((await world.client.listConferences()).conferences.length === 0) {
    const { legUuid } = await world.liveCall();
    await world.client.transferToConference(legUuid, 'rows');
    await until(
      'two members',
      async () => (await world.client.listConferences()).conferences[0]?.memberCount === 2,
    );
  }
  return conference(world);
}

/** Calls, their history, conferences, recordings and campaigns. */
export const callRows = {
  originate: invalid(
    'toNumber',
    async (w) => {
      promised(await w.client.originate({ fromExtension: '1001', toNumber: harborDental }), {
        callUuid: 'string',
      });
      await w.alice.answer(await w.alice.rings());
      await w.quiet();
    },
    (c) => c.originate({ fromExtension: '1001' } as never),
  ),
  hangup: unknown(
    async (w) => done(w.client.hangup((await w.liveCall()).legUuid)),
    (c) => c.hangup(none),
  ),
  transfer: invalid(
    'targetExtension',
    async (w) => {
      const { legUuid } = await w.liveCall();
      await done(w.client.transfer(legUuid, { targetExtension: '1002', type: 'blind' }));
      await w.bob.rings();
      await w.quiet();
    },
    (c) => c.transfer(none, { type: 'blind' } as never),
  ),
  holdCall: unknown(
    async (w) => {
      const { legUuid } = await w.liveCall();
      await done(w.client.holdCall(legUuid));
      await done(w.client.holdCall(legUuid, false));
      await w.quiet();
    },
    (c) => c.holdCall(none),
  ),
  parkCall: unknown(
    async (w) => {
      const { legUuid } = await w.liveCall();
      promised(await w.client.parkCall(legUuid, '07'), is.parked);
      const { calls } = await w.client.getParkedCalls();
      promised(calls[0], is.parkedCall);
      await w.quiet();
    },
    (c) => c.parkCall(none),
  ),
  getParkedCalls: locked(
    async (w) => assert.deepEqual(await w.client.getParkedCalls(), { calls: [] }),
    (c) => c.getParkedCalls(),
  ),
  eavesdropCall: invalid(
    'extension',
    async (w) => {
      const { legUuid } = await w.liveCall();
      promised(await w.client.eavesdropCall(legUuid, '1002', 'whisper'), is.eavesdrop);
      await w.bob.answer(await w.bob.rings());
      await w.quiet();
    },
    (c) => c.eavesdropCall(none, undefined as never),
  ),
  getActiveCalls: locked(
    async (w) => {
      await w.liveCall();
      promised((await w.client.getActiveCalls()).calls[0], is.activeCall);
      await w.quiet();
    },
    (c) => c.getActiveCalls(),
  ),
  listCalls: invalid(
    'direction',
    async ({ client }) => {
      const answer = await client.listCalls({
        dateFrom: new Date(0).toISOString(),
        direction: 'inbound',
        limit: 2,
      });
      promised(answer.calls[0], is.callRecord);
      promised(answer.pagination, is.pagination);
      assert.equal(answer.calls.length, 2);
    },
    (c) => c.listCalls({ direction: 'sideways' as never }),
  ),
  getCall: unknown(
    async ({ client }) => {
      const { calls } = await client.listCalls({ limit: 1 });
      promised((await client.getCall(calls[0]?.id ?? '')).call, is.callRecord);
    },
    (c) => c.getCall(none),
  ),
  getCallStats: invalid(
    'period',
    async ({ client }) => promised((await client.getCallStats('week')).stats, is.callStats),
    (c) => c.getCallStats('decade' as never),
  ),
  exportCalls: invalid(
    'dateFrom',
    async ({ client }) => assert.match(await client.exportCalls({ direction: 'inbound' }), /"id",?.*|^.?id,/),
    (c) => c.exportCalls({ dateFrom: 'yesterday' }),
  ),
  listConferences: locked(
    async (w) => {
      await inConference(w);
      promised((await w.client.listConferences()).conferences[0], is.conference);
    },
    (c) => c.listConferences(),
  ),
  getConference: unknown(
    async (w) => {
      const { conference: room } = await w.client.getConference((await inConference(w)).name);
      promised(room, { ...is.conference, members: 'array' });
      promised(room.members[0], is.conferenceMember);
    },
    (c) => c.getConference(none),
  ),
  getConferenceMembers: unknown(
    async (w) => {
      const { conference: room } = await w.client.getConferenceMembers((await inConference(w)).name);
      promised(room.members[0], is.conferenceMember);
    },
    (c) => c.getConferenceMembers(none),
  ),
  muteConferenceMember: unknown(
    async (w) => {
      const { name, memberId } = await inConference(w);
      await done(w.client.muteConferenceMember(name, memberId, true));
    },
    (c) => c.muteConferenceMember(none, '1', true),
  ),
  deafConferenceMember: unknown(
    async (w) => {
      const { name, memberId } = await inConference(w);
      await done(w.client.deafConferenceMember(name, memberId, true));
    },
    (c) => c.deafConferenceMember(none, '1', true),
  ),
  lockConference: unknown(
    async (w) => {
      const { name } = await inConference(w);
      await done(w.client.lockConference(name, true));
      await done(w.client.lockConference(name, false));
    },
    (c) => c.lockConference(none, true),
  ),
  recordConference: unknown(
    async (w) => done(w.client.recordConference((await inConference(w)).name, 'start')),
    (c) => c.recordConference(none, 'start'),
  ),
  kickFromConference: unknown(
    async (w) => {
      const { name, memberId } = await inConference(w);
      await done(w.client.kickFromConference(name, memberId));
      await w.quiet();
    },
    (c) => c.kickFromConference(none, '1'),
  ),
  joinConference: invalid(
    'callUuid',
    async (w) => {
      await done(w.client.joinConference('joined', (await w.liveCall()).legUuid));
      await w.quiet();
    },
    (c) => c.joinConference('joined', undefined as never),
  ),
  transferToConference: unknown(
    async (w) => {
      const moved = await w.client.transferToConference((await w.liveCall()).legUuid);
      promised(moved, { success: 'boolean', conferenceName: 'string' });
      await w.quiet();
    },
    (c) => c.transferToConference(none),
  ),
  listRecordings: invalid(
    'dateFrom',
    async (w) => {
      await w.recordedCall();
      promised((await w.client.listRecordings({ extension: '1001' })).recordings[0], is.recording);
    },
    (c) => c.listRecordings({ dateFrom: 'yesterday' }),
  ),
  getRecordingUrl: unknown(
    async ({ client }) => {
      const answer = await client.getRecordingUrl(await newest(client.listRecordings()));
      promised(answer, is.presigned);
      assert.equal((await fetch(answer.url)).status, 200);
    },
    (c) => c.getRecordingUrl(none),
  ),
  getRecordingAudioUrl: address(
    async ({ client }) => client.getRecordingAudioUrl(await newest(client.listRecordings())),
    (c) => c.getRecordingAudioUrl(none),
  ),
  getRecordingDownloadUrl: address(
    async ({ client }) => client.getRecordingDownloadUrl(await newest(client.listRecordings())),
    (c) => c.getRecordingDownloadUrl(none),
  ),
  deleteRecording: unknown(
    async ({ client }) => done(client.deleteRecording(await newest(client.listRecordings()))),
    (c) => c.deleteRecording(none),
  ),
  campaignOriginate: invalid(
    'callerIdNumber',
    async ({ client }) => promised(await client.campaignOriginate(campaign), is.campaignStarted),
    (c) => c.campaignOriginate({ toNumber: campaign.toNumber } as never),
  ),
  getCampaignDetail: unknown(
    async ({ client }) => {
      const { callUuid } = await client.campaignOriginate(campaign);
      const detail = await until('the outcome', async () => {
        const found = await client.getCampaignDetail(callUuid);
        return found.outcome !== null && found;
      });
      promised(detail, is.campaignDetail);
      assert.deepEqual([detail.campaignId, detail.outcome], ['spring', 'agent_answered']);
    },
    (c) => c.getCampaignDetail(none),
  ),
  getCampaignActive: locked(
    async ({ client }) => promised(await client.getCampaignActive(), is.campaignActive),
    (c) => c.getCampaignActive(),
  ),
};

async function newest(
  list: Promise<{ readonly recordings: readonly { readonly id: string }[] }>,
): Promise<string> {
  const { recordings } = await list;
  return recordings[0]?.id ?? '';
}
