import { expect } from 'chai';
import type { CallLog, CallLogEvent } from '../../../src/components/events.js';
import { CallLogDesk, type FinishedCall, type LogTeller } from '../../../src/components/internal/call-log.js';
import { Outbox } from '../../../src/components/internal/outbox.js';
import { hasWaiting } from '../../../src/components/internal/outbox-mark.js';
import { callOf, ended } from '../snapshots.js';

const alice = { id: 'uuid-1001', number: '1001', displayName: 'Alice' };
const day = 24 * 3_600_000;
let calls = 0;

function finished(change: Partial<FinishedCall> = {}): FinishedCall {
  calls += 1;
  const startedAt = Date.UTC(2026, 0, 5, 9);
  const state = ended('hangup', { answered: true, durationSeconds: 61, endedAt: startedAt + 70_000 });
  const call = callOf(state, { id: `log-${calls}`, direction: 'outbound', startedAt, digits: '4929#' });
  return { call, state, extension: alice, source: 'link', answeredAt: startedAt + 9000, contact: null, ...change };
}

class Teller extends EventTarget implements LogTeller {
  isConnected = true;
  callLog: 'keep' | 'tell' = 'keep';
  readonly told: { id: string; attempt: number }[] = [];

  constructor(answer: (event: CallLogEvent) => void = () => {}) {
    super();
    this.addEventListener('cemscale-call-log', (event) => {
      const told = event as CallLogEvent;
      this.told.push({ id: told.log.id, attempt: told.attempt });
      answer(told);
    });
  }

  get ids(): string[] {
    return this.told.map(({ id }) => id);
  }
}

const acknowledge = (event: CallLogEvent): void => event.acknowledge();

/** A page of its own: another desk with another outbox object over the same storage. */
async function nextPage(
  owner: string,
  answer?: (event: CallLogEvent) => void,
  now?: () => number,
): Promise<Teller> {
  const teller = new Teller(answer);
  await new CallLogDesk(teller, new Outbox<CallLog>('calls', now)).deliver(owner);
  return teller;
}

describe('CallLogDesk', () => {
  beforeEach(async () => {
    await nextPage('nobody');
    await nextPage(alice.id);
  });

  it('tells a call whose entry a page of another extension wiped in that moment', async () => {
    class Wiped extends Outbox<CallLog> {
      override async add(...entry: Parameters<Outbox<CallLog>['add']>) {
        const kept = await super.add(...entry);
        await new Outbox<CallLog>('calls').take('bob');
        return kept;
      }
    }
    const teller = new Teller(acknowledge);
    const call = finished();
    await new CallLogDesk(teller, new Wiped('calls')).take(call);
    expect(teller.told).to.deep.equal([{ id: call.call.id, attempt: 1 }]);
  });

  it('tells all that a CRM keeps, and no digit that was pressed', async () => {
    const logs: unknown[] = [];
    const teller = new Teller((event) => {
      logs.push(event.log);
      event.acknowledge();
    });
    const contact = { name: 'Ana Torres', picture: null, link: 'https://crm.example/7', details: 'x' };
    const call = finished({ contact });
    await new CallLogDesk(teller).take(call);
    expect(logs).to.deep.equal([
      {
        id: call.call.id,
        direction: 'outbound',
        number: '+15551234567',
        name: 'Ana Martínez',
        contact: { name: 'Ana Torres', link: 'https://crm.example/7' },
        extension: { number: '1001', displayName: 'Alice' },
        source: 'link',
        startedAt: '2026-01-05T09:00:00.000Z',
        answeredAt: '2026-01-05T09:00:09.000Z',
        endedAt: '2026-01-05T09:01:10.000Z',
        durationSeconds: 61,
        reason: 'hangup',
        notes: '',
        disposition: null,
        quality: null,
      },
    ]);
    expect(JSON.stringify(logs)).not.to.contain('4929');
  });

  it('tells it again on later pages until one acknowledges', async () => {
    const call = finished();
    const first = new Teller();
    await new CallLogDesk(first).take(call);
    expect(first.told).to.deep.equal([{ id: call.call.id, attempt: 1 }]);
    expect(hasWaiting('calls')).to.equal(true);
    const second = await nextPage(alice.id, acknowledge);
    expect(second.told).to.deep.equal([{ id: call.call.id, attempt: 2 }]);
    expect((await nextPage(alice.id)).told).to.deep.equal([]);
    expect(hasWaiting('calls')).to.equal(false);
  });

  it('keeps what the page failed to store', async () => {
    const call = finished();
    await new CallLogDesk(new Teller((event) => event.respondWith(Promise.reject(new Error('503'))))).take(call);
    expect((await nextPage(alice.id)).ids).to.deep.equal([call.call.id]);
  });

  it('keeps a log before it is told, so that a page that goes away in between loses nothing', async () => {
    const call = finished();
    const gone = new Teller();
    gone.isConnected = false;
    await new CallLogDesk(gone).take(call);
    expect(gone.told).to.deep.equal([]);
    expect((await nextPage(alice.id)).ids).to.deep.equal([call.call.id]);
  });

  it('waits for the page that stores it, and tells it nobody else meanwhile', async () => {
    let store: (value: unknown) => void = () => {};
    const teller = new Teller((event) => event.respondWith(new Promise((resolve) => (store = resolve))));
    const desk = new CallLogDesk(teller);
    const taken = desk.take(finished());
    while (teller.told.length === 0) await new Promise((resolve) => setTimeout(resolve));
    await desk.deliver(alice.id);
    expect(teller.told).to.have.length(1);
    store(undefined);
    await taken;
    expect((await nextPage(alice.id)).told).to.deep.equal([]);
  });

  it('wipes what another extension left behind', async () => {
    await new CallLogDesk(new Teller()).take(finished());
    expect((await nextPage('uuid-1002')).told).to.deep.equal([]);
    expect((await nextPage(alice.id)).told).to.deep.equal([]);
  });

  it('forgets what nobody took within a week', async () => {
    await new CallLogDesk(new Teller()).take(finished());
    expect((await nextPage(alice.id, undefined, () => Date.now() + 6.9 * day)).told).to.have.length(1);
    expect((await nextPage(alice.id, undefined, () => Date.now() + 7.1 * day)).told).to.have.length(0);
  });

  it('keeps the last fifty', async () => {
    const desk = new CallLogDesk(Object.assign(new Teller(), { isConnected: false }));
    const all = Array.from({ length: 60 }, () => finished());
    for (const call of all) await desk.take(call);
    expect((await nextPage(alice.id)).ids).to.deep.equal(all.slice(10).map(({ call }) => call.id));
  });

  it('tells a call once however many elements show it', async () => {
    const call = finished();
    const [one, other] = [new Teller(acknowledge), new Teller(acknowledge)];
    await Promise.all([new CallLogDesk(one).take(call), new CallLogDesk(other).take(call)]);
    expect([...one.told, ...other.told]).to.have.length(1);
  });

  it('keeps nothing with call-log="tell"', async () => {
    const teller = new Teller();
    teller.callLog = 'tell';
    await new CallLogDesk(teller).take(finished());
    expect(teller.told).to.have.length(1);
    expect((await nextPage(alice.id)).told).to.deep.equal([]);
    expect(hasWaiting('calls')).to.equal(false);
  });

  describe('where storage is blocked', () => {
    const { open } = IDBFactory.prototype;
    const { setItem, getItem } = Storage.prototype;
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };

    beforeEach(() => {
      IDBFactory.prototype.open = blocked;
      Storage.prototype.setItem = Storage.prototype.getItem = blocked;
    });
    afterEach(() => {
      IDBFactory.prototype.open = open;
      Object.assign(Storage.prototype, { setItem, getItem });
    });

    it('tells without an error, and again for as long as the page lasts', async () => {
      const teller = new Teller();
      const desk = new CallLogDesk(teller, new Outbox<CallLog>('calls'));
      const call = finished();
      await desk.take(call);
      await desk.deliver(alice.id);
      expect(teller.told).to.deep.equal([
        { id: call.call.id, attempt: 1 },
        { id: call.call.id, attempt: 2 },
      ]);
      expect(hasWaiting('calls')).to.equal(false);
    });
  });
});
