import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { PlatformLink } from '../../src/softphone/platform-link.js';
import { PresenceBoard, presenceBoard, type BoardChange } from '../../src/softphone/presence-board.js';
import { FakeClock } from '../support/fake-clock.js';
import { until } from '../support/poll.js';
import { person, PresenceServer } from './support/presence-server.js';

const page = globalThis as { WebSocket?: unknown };

describe('PresenceBoard', () => {
  let server: PresenceServer;
  let clock: FakeClock;
  let board: PresenceBoard;
  let changes: BoardChange[];
  let wake: () => void;
  let release: () => void;
  const before = page.WebSocket;

  beforeEach(async () => {
    page.WebSocket = WebSocket;
    server = await new PresenceServer().open();
    server.people = [person('1002', 'Bob'), person('1001', 'Alice'), person('1003', 'Carmen', 'Support')];
    for (const number of ['1001', '1002', '1003']) server.presence.set(number, 'available');
    clock = new FakeClock();
    board = make();
    changes = [];
    board.on('change', (change) => changes.push(change));
  });
  afterEach(async () => {
    release();
    clock.advance(2000);
    page.WebSocket = before;
    await server.close();
  });

  function make(tokens = server.tokens(['presence:write'])): PresenceBoard {
    const schedule = (task: () => void): (() => void) => {
      const timer = setImmediate(task);
      return () => clearImmediate(timer);
    };
    const watch = (listener: () => void): (() => void) => {
      wake = listener;
      return () => {};
    };
    return new PresenceBoard({ link: new PlatformLink(tokens), tokens, clock, schedule, watch });
  }

  const use = (): void => void (release = board.use());
  const status = (extension: string): string | undefined => board.get(extension)?.status;
  const live = (): Promise<boolean> => until('live', () => board.isRealtime && board.numbers.length > 0);
  /** Lets the board's own time pass until it is so. */
  const passing = (what: string, check: () => boolean, ms = 500): Promise<boolean> =>
    until(what, () => {
      if (!check()) clock.advance(ms);
      return check();
    });
  const questions = (): number => server.requests.filter((one) => one === 'GET /api/presence').length;

  it('knows names and statuses by one list and one snapshot, without a question to REST', async () => {
    use();
    await live();
    assert.deepEqual(board.numbers, ['1001', '1002', '1003']);
    assert.deepEqual(board.get('1003'), {
      ...{ id: 'id1003', number: '1003', displayName: 'Carmen', department: 'Support' },
      ...{ status: 'available', since: null },
    });
    assert.equal(questions(), 0);
    assert.equal(board.get('4711'), undefined);
  });

  it('opens one socket for all who use it, and closes it a moment after the last', async () => {
    use();
    const others = Array.from({ length: 100 }, () => board.use());
    await live();
    assert.deepEqual([server.opened, server.connected], [1, 1]);
    for (const other of others) other();
    release();
    release();
    clock.advance(1999);
    use();
    clock.advance(5000);
    assert.equal(server.connected, 1);
    release();
    clock.advance(2000);
    await until('the socket is closed', () => server.connected === 0);
    assert.equal(board.state, 'idle');
  });

  it('tells a change with its moment, and who did not change stays the same object', async () => {
    use();
    await live();
    const [alice, bob] = [board.get('1001'), board.get('1002')];
    clock.advance(60_000);
    server.set('1002', 'on_call');
    await until('the change', () => status('1002') === 'on_call');
    assert.equal(board.get('1002')?.since, clock.now());
    assert.equal(board.get('1001'), alice);
    assert.equal(bob?.status, 'available');
    await until('it is told', () => changes.at(-1)?.extensions.has('1002'));
    assert.deepEqual([...(changes.at(-1)?.extensions ?? [])], ['1002']);
    assert.equal(changes.at(-1)?.directory, false);
  });

  it('tells a thousand changes at once', async () => {
    use();
    await live();
    await until('it is quiet', () => board.all.every((one) => one.status === 'available'));
    changes.length = 0;
    for (let count = 0; count < 500; count += 1) {
      server.set('1002', 'ringing');
      server.set('1002', 'on_call');
    }
    server.set('1003', 'busy');
    await until('the last one', () => status('1003') === 'busy');
    assert.ok(changes.length < 100, `told ${changes.length} times`);
    assert.equal(status('1002'), 'on_call');
  });

  it('asks every 15 s while the socket is down, says so, and forgets what it asked when it is back', async () => {
    use();
    await live();
    server.refusesSockets = true;
    server.cut();
    await until('the loss', () => board.state === 'connecting');
    assert.equal(status('1002'), 'available', 'still known');
    server.presence.set('1002', 'dnd');
    await passing('polling', () => board.state === 'polling');
    assert.equal(status('1002'), 'dnd');
    assert.equal(board.isRealtime, false);
    const asked = questions();
    clock.advance(14_999);
    assert.equal(questions(), asked);
    server.presence.set('1002', 'busy');
    clock.advance(1);
    await until('the next answer', () => status('1002') === 'busy');
    server.refusesSockets = false;
    await until('live again', () => board.isRealtime);
    assert.equal(board.error, null);
  });

  it('does not ask for a socket that is back within two seconds', async () => {
    use();
    await live();
    server.cut();
    await until('back', () => server.opened === 2 && board.isRealtime);
    clock.advance(60_000);
    assert.equal(questions(), 0);
    assert.equal(status('1002'), 'available');
  });

  it('says unknown when nothing has confirmed a status for 45 s', async () => {
    use();
    await live();
    server.refusesSockets = true;
    server.failures.set('/api/presence', 500);
    server.cut();
    await until('the loss', () => board.state === 'connecting');
    clock.advance(44_999);
    assert.equal(status('1002'), 'available');
    changes.length = 0;
    clock.advance(1);
    assert.equal(status('1002'), 'unknown');
    await until('it is told', () => changes.some(({ extensions }) => extensions.has('1002')));
    await passing('the failure', () => board.state === 'failed');
    assert.equal(board.error?.reason, 'server');
  });

  it('is unknown until something is confirmed', () => {
    use();
    assert.equal(board.state, 'connecting');
    assert.equal(board.own?.number, '1001');
    assert.deepEqual(board.all, []);
  });

  it('shows numbers where the list may not be read', async () => {
    server.failures.set('/api/extensions', 403);
    use();
    await live();
    assert.deepEqual(board.numbers, ['1001', '1002', '1003']);
    assert.equal(board.get('1003')?.displayName, '');
    assert.equal(status('1003'), 'available');
  });

  it('goes on by REST where the socket is not allowed', async () => {
    server.failures.set('/tickets', 403);
    use();
    await passing('polling', () => board.state === 'polling' && board.numbers.length === 3);
    assert.equal(status('1002'), 'available');
    assert.equal(server.opened, 0);
  });

  it('does not let an old answer undo an event that came while it was under way', async () => {
    use();
    await live();
    // An answer that was made before the event and arrives after it.
    server.beforeAnswer = async () => {
      server.set('1002', 'ringing');
      await until('the event', () => status('1002') === 'ringing');
    };
    clock.advance(10_000);
    wake();
    await until('the answer', () => questions() === 1 && changes.at(-1)?.state);
    assert.equal(status('1002'), 'ringing');
    assert.equal(status('1003'), 'available');
  });

  it('meets somebody new by a status, and asks for the list again after a minute', async () => {
    use();
    await live();
    server.people.push(person('1004', 'Aaron'));
    clock.advance(60_000);
    server.set('1004', 'available');
    await until('the new name', () => board.get('1004')?.displayName === 'Aaron');
    assert.deepEqual(
      board.numbers,
      ['1004', '1001', '1002', '1003'].toSorted((a, b) => {
        const name = (number: string): string => board.get(number)?.displayName ?? '';
        return name(a).localeCompare(name(b));
      }),
    );
  });

  it('sets the own status and waits for the platform to confirm it', async () => {
    use();
    await live();
    await board.setOwn('busy');
    assert.ok(server.requests.includes('PUT /api/presence/id1001'));
    assert.equal(status('1001'), 'available');
    assert.equal(board.may('presence:write'), true);
    assert.equal(board.may('presence:all'), false);
  });

  it('is one board for all who ask by the same core', () => {
    release = () => {};
    const tokens = server.tokens();
    assert.equal(presenceBoard({ tokens }), presenceBoard({ tokens }));
    assert.notEqual(presenceBoard({ tokens }), presenceBoard({ tokens: server.tokens() }));
  });
});
