import { expect } from 'chai';
import { Mailbox, UNDO_MS } from '../../src/softphone/mailbox.js';
import { Softphone } from '../../src/softphone/softphone.js';
import type { Unsubscribe } from '../../src/shared/emitter.js';
import { FakeClock } from '../support/fake-clock.js';
import { fetchPlatform, tokenUrl } from '../support/platform.js';
import { stays, until } from '../support/poll.js';
import { caller, leaveMessage, messagesOf, shareOfTone } from '../support/voicemail.js';

const owner = '1006';

describe('Mailbox', function () {
  this.timeout(120_000);
  let box: Mailbox;
  let clock: FakeClock;
  let release: Unsubscribe[];

  before(async () => {
    await leaveMessage(owner);
    await leaveMessage(owner);
  });

  beforeEach(async () => {
    release = [];
    clock = new FakeClock();
    box = await open();
  });

  afterEach(async () => {
    for (const stop of release) stop();
    await fetchPlatform('/control/api', 'DELETE');
  });

  async function open(): Promise<Mailbox> {
    const { tokens } = new Softphone({ tokenUrl: tokenUrl(owner) });
    const opened = new Mailbox({ tokens, clock });
    release.push(opened.use());
    await until(
      () => `the messages: ${opened.state} ${opened.error?.message}`,
      () => opened.state === 'ready',
      60_000,
    );
    return opened;
  }

  const ids = () => box.value?.messages.map(({ id }) => id) ?? [];
  const first = () => ids()[0] ?? '';

  it('knows who called, when and for how long, and how many are new', () => {
    const [message] = box.value?.messages ?? [];
    expect(message).to.include({ caller_id: caller.number, caller_name: caller.name, is_read: false });
    expect(message?.duration_seconds).to.be.above(0);
    expect(box.value).to.include({ unread: 2, total: 2 });
  });

  it('has an address that plays what was said, without any key in it', async () => {
    const url = await box.audioUrl(first());
    expect(url).not.to.match(/csk_|apiKey|Bearer/);
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).to.equal('audio/wav');
    expect(await shareOfTone(await answer.arrayBuffer(), caller.tone)).to.be.above(0.9);
  });

  it('counts one less when a message was heard, also at the platform', async () => {
    await box.markRead(first());
    expect(box.value?.unread).to.equal(1);
    await box.markRead(first());
    expect(box.value?.unread).to.equal(1);
    const other = await open();
    expect(other.value?.unread).to.equal(1);
  });

  it('counts a new message soon after the call in which it was left', async () => {
    await until('live events', () => box.isRealtime);
    const before = box.value?.unread ?? 0;
    await leaveMessage(owner);
    await until('the count', () => {
      clock.advance(500);
      return box.value?.unread === before + 1;
    });
    expect(box.value?.messages[0]?.caller_name).to.equal(caller.name);
  });

  it('takes a deletion back before anything was sent', async () => {
    const before = ids();
    box.remove([first()]);
    expect(ids()).to.deep.equal(before.slice(1));
    expect(box.undoable).to.equal(1);
    clock.advance(UNDO_MS - 1);
    box.undo();
    expect(ids()).to.deep.equal(before);
    clock.advance(UNDO_MS);
    expect(await messagesOf(owner)).to.equal(before.length);
  });

  it('keeps a message off the list while its deletion waits, whatever is read meanwhile', async () => {
    const id = first();
    box.remove([id]);
    await box.refresh();
    expect(ids()).not.to.include(id);
    box.undo();
    expect(ids()).to.include(id);
  });

  it('puts a message back that the platform keeps, and says why', async () => {
    const before = ids();
    await fetchPlatform('/control/api', 'PUT', { fail: { status: 500, times: 9 } });
    box.remove([first()]);
    clock.advance(UNDO_MS);
    await until('the message to be back', () => {
      clock.advance(500);
      return box.error?.reason === 'server' && ids().length === before.length;
    });
    expect(ids()).to.deep.equal(before);
  });

  it('deletes on a later page what this one could not', async () => {
    const before = await messagesOf(owner);
    await fetchPlatform('/control/api', 'PUT', {
      troubles: [{ on: `/api/voicemail/${first()}`, kind: 'slow-request', ms: 60_000, times: 1 }],
    });
    box.remove([first()]);
    clock.advance(UNDO_MS);
    await stays('the message is kept', async () => (await messagesOf(owner)) === before, 200);
    const next = await open();
    expect(await messagesOf(owner)).to.equal(before - 1);
    expect(next.value?.total).to.equal(before - 1);
    box = next;
  });

  it('sends a deletion at once when the page goes', async () => {
    const before = await messagesOf(owner);
    box.remove([first()]);
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    await until('the deletion', async () => (await messagesOf(owner)) === before - 1);
    expect(box.undoable).to.equal(0);
  });

  it('deletes several at once, and is empty then', async () => {
    box.remove(ids());
    expect(box.value).to.deep.equal({ messages: [], unread: 0, total: 0 });
    clock.advance(UNDO_MS);
    await until('the deletion', async () => (await messagesOf(owner)) === 0);
    await box.refresh();
    expect(box.value?.messages).to.deep.equal([]);
  });
});
