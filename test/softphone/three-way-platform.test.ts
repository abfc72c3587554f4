import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { VoIPClient } from '../../src/api/client.js';
import { ThreeWayError } from '../../src/phone/three-way/errors.js';
import type { ThreeWayPlatform } from '../../src/phone/three-way/platform.js';
import { ApiError } from '../../src/shared/errors.js';
import { reasonOf, threeWayPlatform } from '../../src/softphone/three-way-platform.js';

type Answer = readonly [status: number, body: object];

const self = {
  uuid: 'own',
  memberId: '1',
  callerIdNumber: '1001',
  callerIdName: 'Alice',
  muted: false,
  deaf: false,
};
const bob = { uuid: 'bob', memberId: '2', callerIdNumber: '1002', callerIdName: 'Bob', muted: true, deaf: true };

describe('the platform of a three-way call', () => {
  let asked: { method: string; path: string; body: unknown }[];
  let answers: Record<string, Answer>;
  let platform: ThreeWayPlatform;
  let directory: ReadonlySet<string> | null;

  beforeEach(() => {
    asked = [];
    answers = {};
    directory = null;
    const client = new VoIPClient({
      apiUrl: 'https://platform.example',
      apiKey: 'csk_test',
      retries: 0,
      fetch: async (url, init) => {
        const path = new URL(String(url)).pathname;
        const method = init?.method ?? 'GET';
        asked.push({ method, path, body: init?.body ? JSON.parse(String(init.body)) : null });
        const [status, body] = answers[`${method} ${path}`] ?? [404, {}];
        return Response.json(body, { status });
      },
    });
    platform = threeWayPlatform({
      client,
      extension: () => '1001',
      isExtension: (number) => directory?.has(number) ?? null,
      follow: () => () => {},
    });
  });

  const added = {
    conferenceName: '3way_1',
    state: 'dialing',
    participants: [self, { ...bob, status: 'held' }],
    newCallUuid: 'third',
    heldMemberUuid: 'bob',
    originalBridgedLeg: 'bob',
  };
  const add = async (number: string): Promise<unknown> => {
    answers['POST /api/calls/own/participants'] ??= [200, added];
    await platform.add('own', { number, name: null });
    return asked.at(-1)?.body;
  };

  it('takes a number for an extension when the directory knows it, else when it is as long as the own', async () => {
    assert.deepEqual(await add('1002'), { toExtension: '1002' });
    assert.deepEqual(await add('+15551234567'), { toNumber: '+15551234567' });
    assert.deepEqual(await add('911'), { toNumber: '911' });
    directory = new Set(['20']);
    assert.deepEqual(await add('20'), { toExtension: '20' });
    assert.deepEqual(await add('1002'), { toNumber: '1002' });
  });

  it('cleans and bounds names, which may come from outside', async () => {
    const name = `Ann\u202e\u200b\n${'x'.repeat(500)}`;
    answers['GET /api/conferences/3way_1/members'] = [
      200,
      { conference: { members: [{ ...bob, callerIdName: name }] } },
    ];
    const [member] = (await platform.members('3way_1')) ?? [];
    assert.match(member?.name ?? '', /^Ann x+$/);
    assert.equal(member?.name.length, 64);
    assert.equal(member?.held, true);
  });

  it('knows no conference where the platform knows none, and fails where it fails', async () => {
    assert.equal(await platform.members('3way_1'), null);
    answers['GET /api/conferences/3way_1/members'] = [500, {}];
    await assert.rejects(platform.members('3way_1'), ApiError);
  });

  it('finds the conference of our own leg and the call that rings for it, by our number or by theirs', async () => {
    const call = {
      callUuid: 'third',
      peerUuid: null,
      status: 'ringing',
      callerIdNumber: '+1999',
      destination: '1003',
    };
    answers['GET /api/conferences'] = [
      200,
      {
        conferences: [
          { name: 'old', duration: 900 },
          { name: 'other', duration: 1 },
          { name: '3way_1', duration: 2 },
        ],
      },
    ];
    answers['GET /api/conferences/other/members'] = [200, { conference: { members: [bob] } }];
    answers['GET /api/conferences/3way_1/members'] = [200, { conference: { members: [self, bob] } }];
    answers['GET /api/calls/active'] = [200, { calls: [call] }];
    const found = await platform.find('own', '1003');
    assert.deepEqual([found?.conferenceName, found?.thirdUuid], ['3way_1', 'third']);
    assert.equal((await platform.find('own', '1004'))?.thirdUuid, null);
    assert.equal(
      asked.some(({ path }) => path.includes('/old/')),
      false,
    );
  });

  it('says that a call is over only when it was seen, or the history says so', async () => {
    const calls = (...uuids: string[]): Answer => [
      200,
      { calls: uuids.map((callUuid) => ({ callUuid, peerUuid: null })) },
    ];
    answers['GET /api/calls/active'] = calls();
    assert.equal(await platform.isAlive('third'), null);
    answers['GET /api/calls/third'] = [200, { call: { ended_at: null, hangup_cause: '' } }];
    assert.equal(await platform.isAlive('third'), null);
    answers['GET /api/calls/third'] = [
      200,
      { call: { ended_at: '2026-01-01T00:00:00Z', hangup_cause: 'USER_BUSY' } },
    ];
    assert.equal(await platform.isAlive('third'), false);
    assert.equal(await platform.endReason('third'), 'busy');
    answers['GET /api/calls/active'] = calls('fourth');
    assert.equal(await platform.isAlive('fourth'), true);
    answers['GET /api/calls/active'] = calls();
    assert.equal(await platform.isAlive('fourth'), false);
    answers['GET /api/calls/active'] = [403, {}];
    assert.equal(await platform.isAlive('fourth'), null);
  });

  const verdicts: [status: number, code: string, verdict: string][] = [
    [403, 'not-allowed', 'refused'],
    [409, 'conflict', 'refused'],
    [429, 'rate-limited', 'refused'],
    [500, 'originate_failed', 'failed'],
    [502, 'platform-failed', 'failed'],
    [502, 'platform-unreachable', 'unanswered'],
    [504, 'platform-timeout', 'unanswered'],
  ];
  for (const [status, code, verdict] of verdicts)
    it(`takes ${status} ${code} for ${verdict}`, async () => {
      answers['POST /api/calls/own/participants'] = [status, { error: { code, message: 'No.' } }];
      const error = await add('1003').catch((failure: unknown) => failure);
      assert.equal(platform.verdictOf(error), verdict);
    });

  it('tells a number that the rules of the gateway do not let through from other refusals', async () => {
    answers['POST /api/calls/own/participants'] = [
      403,
      { error: { code: 'destination-not-allowed', message: 'No.' } },
    ];
    const error = await add('+19005550123').catch((failure: unknown) => failure);
    assert.ok(error instanceof ThreeWayError);
    assert.equal(error.reason, 'destination-refused');
    assert.equal(platform.verdictOf(error), 'refused');
  });

  it('has a reason for each cause, and no cause of Object.prototype', () => {
    assert.equal(reasonOf('NO_ANSWER'), 'no-answer');
    assert.equal(reasonOf('SOMETHING_NEW'), 'failed');
    assert.equal(reasonOf('constructor'), 'failed');
  });
});
