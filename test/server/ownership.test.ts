import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { access } from '../../src/server/access.js';
import { agentPermissions, permissions } from '../../src/server/index.js';
import { signIn } from './support/caller.js';
import { answerJson } from './support/recording-platform.js';

const everything = Object.keys(permissions);
const inConference = (...numbers: string[]) =>
  answerJson({ conference: { members: numbers.map((callerIdNumber) => ({ callerIdNumber })) } });
const activeCalls = answerJson({
  calls: [
    { callUuid: 'mine', peerUuid: 'mine-b', callerIdNumber: '1001', destination: '+15551234567' },
    { callUuid: 'theirs', peerUuid: null, callerIdNumber: '1002', destination: '+15557654321' },
  ],
});

describe('what belongs to whom', () => {
  it('binds lists, new calls and greetings to the own extension, whatever the page sent', async (t) => {
    const { platform, ask } = await signIn(t);
    await ask('GET', '/api/voicemail?extension=1002&extension=1003');
    await ask('POST', '/api/calls/originate', {
      body: '{"fromExtension":"1001","toNumber":"1002","fromExtension":"1003"}',
    });
    await ask('PUT', '/api/voicemail/greeting', { body: { extension: '1002', enabled: true } });
    const form = new FormData();
    form.set('extension', '1002');
    await ask('POST', '/api/voicemail/greeting/audio', { body: form });
    const [list, call, greeting, audio] = platform.requests;
    assert.equal(list?.line, 'GET /api/voicemail?extension=1001');
    assert.deepEqual(JSON.parse(call?.body ?? ''), { fromExtension: '1001', toNumber: '1002' });
    assert.deepEqual(JSON.parse(greeting?.body ?? ''), { extension: '1001', enabled: true });
    assert.match(audio?.body ?? '', /name="extension"\r\n\r\n1001\r\n/);
    assert.doesNotMatch(audio?.body ?? '', /1002/);
  });

  it('finds nothing of others: credentials, presence, forwarding, voicemail, recordings, live calls', async (t) => {
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/calls/active'] = activeCalls;
    platform.answers['GET /api/voicemail/v2'] = answerJson({ message: { id: 'v2', extension: '1002' } });
    platform.answers['GET /api/calls/c2'] = answerJson({ call: { id: 'c2', extension: '1002' } });
    const forbidden: readonly (readonly [string, string])[] = [
      ['GET', '/api/extensions/by-number/1002/sip-credentials'],
      ['GET', '/api/extensions/ext-1002/sip-credentials'],
      ['PUT', '/api/presence/ext-1002'],
      ['PUT', '/api/extensions/ext-1002/call-forward'],
      ['DELETE', '/api/voicemail/v2'],
      ['GET', '/api/recordings/c2/audio'],
      ['POST', '/api/calls/theirs/hangup'],
    ];
    for (const [method, path] of forbidden) assert.equal((await ask(method, path)).status, 404, path);
    assert.ok(
      platform.requests.every(({ line }) => line.startsWith('GET /api/') && !/credentials|audio/.test(line)),
    );
  });

  it('pauses and logs in oneself in a queue, by id or number, and nobody else', async (t) => {
    const { platform, ask } = await signIn(t);
    for (const action of ['pause', 'login']) {
      for (const agent of ['1001', 'ext-1001'])
        assert.equal((await ask('POST', `/api/queues/sales/agents/${agent}/${action}`)).status, 200, agent);
      for (const [queue, agent] of [
        ['sales', '1002'],
        ['1001', '1002'],
        ['ext-1001', 'ext-1002'],
      ] as const)
        assert.equal((await ask('POST', `/api/queues/${queue}/agents/${agent}/${action}`)).status, 404, queue);
    }
    assert.equal(platform.requests.length, 4);
  });

  it('sends on that one pauses and logs in, and nothing else of what the page says', async (t) => {
    const { platform, ask } = await signIn(t);
    const body = { paused: true, loggedIn: true, extension: '1002', penalty: 0 };
    await ask('POST', '/api/queues/sales/agents/1001/pause', { body });
    await ask('POST', '/api/queues/sales/agents/1001/login', { body });
    const bodies = platform.requests.map((request) => JSON.parse(request.body) as unknown);
    assert.deepEqual(bodies, [{ paused: true }, { loggedIn: true }]);
  });

  const agents = (...numbers: string[]) => numbers.map((extension) => ({ id: `a${extension}`, extension }));
  const queues = answerJson({
    queues: [
      { id: 'q1', name: 'Sales', agents: agents('1001', '1002') },
      { id: 'q2', name: 'Board', agents: agents('1002') },
    ],
  });

  it('shows an agent the own queues with the own place, and how those do', async (t) => {
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/queues'] = queues;
    assert.deepEqual(await (await ask('GET', '/api/queues')).json(), {
      queues: [{ id: 'q1', name: 'Sales', agents: agents('1001') }],
    });
    assert.equal((await ask('GET', '/api/queues/q1/stats')).status, 200);
    for (const other of ['q2', 'q3'])
      assert.equal((await ask('GET', `/api/queues/${other}/stats`)).status, 404, other);
  });

  it('shows all queues to whoever may read the routing, and none to whoever may do neither', async (t) => {
    const reader = await signIn(t, ['routing:read']);
    reader.platform.answers['GET /api/queues'] = queues;
    const shown = (await (await reader.ask('GET', '/api/queues')).json()) as { queues: { agents: unknown[] }[] };
    assert.deepEqual(
      shown.queues.map((queue) => queue.agents.length),
      [2, 1],
    );
    assert.equal((await reader.ask('GET', '/api/queues/q2/stats')).status, 200);
    const nobody = await signIn(t, ['calls:read']);
    for (const path of ['/api/queues', '/api/queues/q1/stats', '/api/schedules', '/api/schedules/s1/status'])
      assert.equal((await nobody.ask('GET', path)).status, 403, path);
  });

  it('shows business hours without where calls go after them', async (t) => {
    const hours = { id: 's1', name: 'Office', timezone: 'UTC', schedules: [{ day: 'monday' }] };
    const schedule = { ...hours, afterHoursAction: 'external', afterHoursTarget: '+15551230000' };
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/schedules'] = answerJson({ schedules: [schedule] });
    platform.answers['GET /api/schedules/s1'] = answerJson({ schedule });
    assert.deepEqual(await (await ask('GET', '/api/schedules')).json(), { schedules: [hours] });
    assert.deepEqual(await (await ask('GET', '/api/schedules/s1')).json(), { schedule: hours });
    const reader = await signIn(t, ['routing:read']);
    reader.platform.answers['GET /api/schedules'] = answerJson({ schedules: [schedule] });
    assert.deepEqual(await (await reader.ask('GET', '/api/schedules')).json(), { schedules: [schedule] });
  });

  it('controls the own calls by either of their channels', async (t) => {
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/calls/active'] = activeCalls;
    for (const uuid of ['mine', 'mine-b'])
      assert.equal((await ask('POST', `/api/calls/${uuid}/hangup`)).status, 200);
    const hangups = platform.requests.filter(({ line }) => line.endsWith('/hangup'));
    assert.equal(hangups.length, 2);
  });

  it('brings own calls into rooms one is in, rooms open to all and new rooms only', async (t) => {
    const { platform, ask } = await signIn(t, agentPermissions, { openConferences: ['lobby'] });
    platform.answers['GET /api/calls/active'] = activeCalls;
    platform.answers['GET /api/conferences/mine/members'] = inConference('1001', '1003');
    for (const room of ['board', '3way_theirs']) {
      platform.answers[`GET /api/conferences/${room}/members`] = inConference('1002', '1003');
    }
    const join = (room: string, callUuid = 'mine') =>
      ask('POST', `/api/conferences/${room}/join`, { body: { callUuid, name: 'board' } });
    const move = (body: object) => ask('POST', '/api/calls/mine/transfer-to-conference', { body });
    for (const room of ['board', '3way_theirs', 'nobodys']) {
      assert.equal((await join(room)).status, 404, room);
      assert.equal((await move({ name: room })).status, 404, room);
    }
    assert.equal((await move({ name: ['lobby'] })).status, 404);
    assert.equal((await join('lobby', 'theirs')).status, 404);
    const acted = () => platform.requests.filter(({ line }) => line.startsWith('POST'));
    assert.deepEqual(acted(), []);
    for (const room of ['mine', 'lobby']) {
      assert.equal((await join(room)).status, 200, room);
      assert.equal((await move({ name: room })).status, 200, room);
    }
    assert.equal((await move({ name: null, conferenceName: 'board' })).status, 200);
    assert.deepEqual(
      acted().map(({ body }) => body),
      ['{"callUuid":"mine"}', '{"name":"mine"}', '{"callUuid":"mine"}', '{"name":"lobby"}', '{}'],
    );
  });

  it('shows an agent no call ids of others: in active calls, presence and conferences', async (t) => {
    const routes = [
      '/api/calls/active',
      '/api/presence/detailed',
      '/api/conferences/board',
      '/api/conferences/mine',
    ];
    const others = { extension: '1002', status: 'on_call', callUuid: 'theirs' };
    const board = { name: 'board', members: [{ uuid: 'theirs', callerIdNumber: '1002', memberId: '1' }] };
    const mine = { name: 'mine', members: [...board.members, { uuid: 'mine', callerIdNumber: '1001' }] };
    const presence = [{ extension: '1001', callUuid: 'mine' }, others];
    const see = async (permissions: readonly string[]): Promise<unknown[]> => {
      const { platform, ask } = await signIn(t, permissions);
      platform.answers['GET /api/calls/active'] = activeCalls;
      platform.answers['GET /api/presence/detailed'] = answerJson({ presence });
      platform.answers['GET /api/conferences/board'] = answerJson({ conference: board });
      platform.answers['GET /api/conferences/mine'] = answerJson({ conference: mine });
      return Promise.all(routes.map(async (route) => (await ask('GET', route)).json()));
    };
    const all = (await see([...agentPermissions, 'calls:supervise'])) as [{ calls: unknown[] }, ...unknown[]];
    assert.deepEqual(all.slice(1), [{ presence }, { conference: board }, { conference: mine }]);
    assert.equal(all[0].calls.length, 2);
    assert.deepEqual(await see(agentPermissions), [
      { calls: [all[0].calls[0]] },
      { presence: [presence[0], { ...others, callUuid: null }] },
      { conference: { name: 'board', members: [{ ...board.members[0], uuid: null }] } },
      { conference: mine },
    ]);
  });

  it('lets supervisors into all rooms', async (t) => {
    const { ask } = await signIn(t, ['conferences:control', 'calls:supervise']);
    assert.equal((await ask('POST', '/api/conferences/board/join', { body: { callUuid: 'theirs' } })).status, 200);
  });

  it('lets wider permissions lift it, but never fetches credentials of others', async (t) => {
    const { ask } = await signIn(t, everything);
    assert.equal((await ask('PUT', '/api/presence/ext-1002')).status, 200);
    assert.equal((await ask('POST', '/api/calls/theirs/hangup')).status, 200);
    assert.equal((await ask('GET', '/api/extensions/by-number/1002/sip-credentials')).status, 404);
  });

  it('asks for the same at the address and at the download of one path', () => {
    assert.deepEqual(access.getIvrAudioUrl, access.downloadIvrAudio);
    assert.deepEqual(access.getIvrInvalidAudioUrl, access.downloadIvrInvalidAudio);
  });
});
