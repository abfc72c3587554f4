import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Backlog } from '../../src/shared/backlog.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Backlog', () => {
  let time: number;
  let taken: string[];
  let backlog: Backlog<string>;

  beforeEach(() => {
    time = 1000;
    taken = [];
    // Each piece takes a millisecond.
    backlog = new Backlog<string>(
      (item) => {
        taken.push(item);
        time += 1;
      },
      () => time,
    );
  });

  const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

  async function drained(count: number): Promise<void> {
    for (let turns = 0; taken.length < count; turns += 1) {
      assert.ok(turns < 10_000, `${taken.length} of ${count} were taken`);
      await turn();
    }
  }

  it('takes what comes now and then at once', () => {
    for (const name of names(100)) {
      backlog.add(name);
      assert.equal(taken.at(-1), name);
      time += 4;
    }
  });

  it('takes a flood in slices, in order, with turns of the page in between', async () => {
    const all = names(1000);
    for (const name of all) backlog.add(name);
    assert.equal(taken.length, 8);
    let mostInOneTurn = 0;
    for (let before = taken.length; taken.length < all.length; before = taken.length) {
      await turn();
      mostInOneTurn = Math.max(mostInOneTurn, taken.length - before);
    }
    assert.ok(mostInOneTurn < 100, `${mostInOneTurn} in one turn`);
    assert.deepEqual(taken, all);
  });

  it('keeps the order when more comes between two slices, and while one is taken', async () => {
    const more: string[] = [];
    backlog = new Backlog<string>(
      (item) => {
        taken.push(item);
        time += 1;
        if (item === '30') for (const one of ['x', 'y']) backlog.add(one);
      },
      () => time,
    );
    for (const name of names(50)) backlog.add(name);
    await turn();
    time += 100;
    for (const one of ['a', 'b']) (more.push(one), backlog.add(one));
    await drained(54);
    assert.deepEqual(
      taken.filter((one) => /\d/.test(one)),
      names(50),
    );
    assert.ok(taken.indexOf('a') > taken.indexOf('49'));
    assert.ok(taken.indexOf('a') < taken.indexOf('b'));
    assert.ok(taken.indexOf('x') < taken.indexOf('y'));
  });

  it('with slices of nothing lets all that a piece promised be done before it takes the next that waits', async () => {
    backlog = new Backlog<string>(
      (item) => {
        taken.push(item);
        time += 1;
        let done = Promise.resolve();
        for (let step = 0; step < 20; step += 1) done = done.then(() => {});
        void done.then(() => taken.push(`${item} done`));
      },
      () => time,
      0,
    );
    for (const name of names(40)) backlog.add(name);
    await drained(80);
    const waited = names(40).slice(8);
    assert.deepEqual(
      taken.slice(taken.indexOf('8')),
      waited.flatMap((name) => [name, `${name} done`]),
    );
  });

  it('goes on after a piece that throws', async () => {
    backlog = new Backlog<string>(
      (item) => {
        taken.push(item);
        time += 1;
        if (item === '2') throw new Error('a handler failed');
      },
      () => time,
    );
    const add = (name: string): void => {
      try {
        backlog.add(name);
      } catch {
        // As the browser's dispatch of an event would.
      }
    };
    for (const name of names(20)) add(name);
    await drained(20);
    assert.deepEqual(taken, names(20));
  });

  it('forgets what waits, and goes on with what comes then', async () => {
    for (const name of names(20)) backlog.add(name);
    backlog.clear();
    for (const name of ['a', 'b']) backlog.add(name);
    await drained(10);
    assert.deepEqual(taken.slice(8), ['a', 'b']);
  });

  it('lets what it holds weigh no more than it may, and takes again once there is room', async () => {
    const heavy = 'x'.repeat(8 * 1024 * 1024);
    for (const name of names(8)) backlog.add(name);
    assert.deepEqual(
      Array.from({ length: 6 }, () => backlog.add(heavy)),
      [true, true, true, true, false, false],
    );
    await drained(12);
    time += 4;
    assert.equal(backlog.add(heavy), true);
  });
});
