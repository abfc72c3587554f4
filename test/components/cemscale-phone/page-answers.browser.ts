import { expect } from 'chai';
import type {
  CallLog,
  CallRequestEvent,
  CemscalePhone,
} from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { CallError } from '../../../src/shared/errors.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, drawn, named, textOf } from '../mount.js';

const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
let cores = 0;

describe('what the page answers to <cemscale-phone>', () => {
  let phone: CemscalePhone;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(async () => {
    microphones = toneMicrophones();
    cores += 1;
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = `${tokenUrl('1003')}?answers=${cores}`;
    phone.open = true;
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  });

  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    microphones.restore();
  });

  const onRequest = (answer: (event: CallRequestEvent) => void) =>
    phone.addEventListener('cemscale-call-request', answer, { once: true });
  const phase = () => phone.snapshot.currentCall?.state.phase;
  const shows = (text: string) =>
    until(`"${text}" in "${textOf(phone)}"`, async () => {
      await drawn(document.body);
      return textOf(phone).includes(text);
    });

  async function refusal(call: Promise<unknown>): Promise<CallError> {
    const error: unknown = await call.then(
      () => expect.fail('the call was made'),
      (error: unknown) => error,
    );
    expect(error).to.be.instanceOf(CallError);
    return error as CallError;
  }

  it('keeps the contact of whoever was called to them, also when the call goes on with somebody else', async () => {
    const logs: CallLog[] = [];
    phone.addEventListener('cemscale-contact-request', (event) => event.respondWith({ name: 'Customer Ana' }));
    phone.addEventListener('cemscale-call-log', (event) => {
      logs.push(event.log);
      event.acknowledge();
    });
    const { id } = await phone.call('+15551234567');
    await shows('Customer Ana');
    await until('the answer', () => phone.snapshot.currentCall?.state.phase === 'active');
    await phone.addParticipant('+15552010102');
    await until('three', () => phone.snapshot.threeWay?.state === 'holding');
    await shows('You and Ben Adeyemi hear each other. Customer Ana hears music.');
    const [, ana] = phone.snapshot.threeWay?.participants ?? [];
    await (await phone.threeWay()).dropParticipant(ana?.uuid ?? '');
    await shows('Ben Adeyemi');
    await until('the news of the drop to be the view of Ben', () => !textOf(phone).includes('Three-way call'));
    expect(named(phone, 'End call')).to.exist;
    expect(phone.snapshot.currentCall?.remote.number).to.equal('+15552010102');
    await phone.hangup();
    // Logs that an earlier page left behind are told here as well.
    const log = await until('the log', () => logs.find((log) => log.id === id));
    expect(log.contact?.name).to.equal('Customer Ana');
    expect(JSON.stringify(log)).to.include('+15551234567').and.not.include('+15552010102');
  });

  describe('to a call request', () => {
    it('waits for the verdict, says so, and calls after a yes', async () => {
      let say: (allow: boolean) => void = () => {};
      onRequest((event) => event.respondWith(new Promise((resolve) => (say = resolve))));
      const call = phone.call('9196');
      await shows('Asking this site about the number…');
      expect(phase()).to.equal(undefined);
      say(true);
      expect((await call).remote.number).to.equal('9196');
      await until('the call is active', () => phase() === 'active');
      expect(textOf(phone)).not.to.contain('Asking this site');
    });

    it('does not call after a no, and shows the words of the page as text', async () => {
      onRequest((event) => event.respondWith({ allow: false, reason: 'Asked <b>not</b> to be called.' }));
      const error = await refusal(phone.call('9196'));
      expect(error).to.include({ reason: 'canceled-by-page', words: 'Asked <b>not</b> to be called.' });
      expect(phone.snapshot.calls).to.deep.equal([]);
    });

    it('tells the person who pressed Call why nothing happens', async () => {
      onRequest((event) => event.respondWith({ allow: false, reason: 'Asked <b>not</b> to be called.' }));
      deep(phone, 'input')?.focus();
      (deep(phone, 'cemscale-dial-view') as unknown as { insert(text: string): void }).insert('9196');
      await drawn(document.body);
      named(phone, 'Call').click();
      await shows('This site stopped the call');
      await shows('Asked <b>not</b> to be called.');
    });

    it('does not call when the page fails to say', async () => {
      onRequest((event) => event.respondWith(Promise.reject(new Error('503'))));
      expect(await refusal(phone.call('9196'))).to.include({ reason: 'not-checked' });
    });

    it('gives up the wait with hangup(), and takes no second call meanwhile', async () => {
      onRequest((event) => event.respondWith(new Promise(() => {})));
      const call = refusal(phone.call('9196'));
      await shows('Asking this site');
      expect(await refusal(phone.call('9664'))).to.include({ reason: 'wrong-state' });
      named(phone, 'Cancel').click();
      expect(await call).to.include({ reason: 'canceled-by-page', words: undefined });
      await until('the wait is over', () => !textOf(phone).includes('Asking this site'));
    });

    it('takes no answer that comes after the event', async () => {
      let late: CallRequestEvent | undefined;
      onRequest((event) => {
        late = event;
        event.preventDefault();
      });
      await refusal(phone.call('9196'));
      expect(() => late?.respondWith(true)).to.throw(DOMException, 'too late');
    });

    it('says what asks for the call', async () => {
      const sources: string[] = [];
      phone.addEventListener('cemscale-call-request', (event) => {
        sources.push(event.source);
        event.preventDefault();
      });
      await refusal(phone.call('9196'));
      await refusal(phone.call('9196', 'link'));
      (deep(phone, 'cemscale-dial-view') as unknown as { insert(text: string): void }).insert('9196');
      await drawn(document.body);
      named(phone, 'Call').click();
      await until('the keypad asked', () => sources.length === 3);
      expect(sources).to.deep.equal(['api', 'link', 'keypad']);
    });
  });

  describe('to a contact request', () => {
    it('stands in the view of an incoming call: name, picture, details and link', async () => {
      phone.addEventListener('cemscale-contact-request', (event) => {
        const { number } = event.call.remote;
        const link = 'https://crm.example/people/7';
        event.respondWith(
          Promise.resolve({ name: `Ana <i>${number}</i>`, picture: pixel, link, details: 'Harbor' }),
        );
      });
      await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1003' });
      await shows('Ana <i>');
      await shows('Harbor');
      const link = deep<HTMLAnchorElement>(phone, 'a.record');
      expect(link).to.include({
        href: 'https://crm.example/people/7',
        target: '_blank',
        rel: 'noopener noreferrer',
      });
      expect(deep<HTMLImageElement>(phone, '.avatar img')).to.include({
        src: pixel,
        referrerPolicy: 'no-referrer',
      });
      expect(phone.snapshot.currentCall?.remote.displayName ?? '').not.to.contain('Ana <i>');
      await phone.hangup();
    });

    it('lets a picture that does not come fall back to the initials', async () => {
      phone.addEventListener('cemscale-contact-request', (event) =>
        event.respondWith({ name: 'Ana Torres', picture: 'data:image/png;base64,AAAA' }),
      );
      await phone.call('9196');
      await shows('Ana Torres');
      await until('the picture is out of sight', () => deep(phone, '.avatar img')?.hidden);
      expect(textOf(deep(phone, '.avatar') as Element)).to.equal('AT');
    });

    it('leaves the caller as they are when the page does not know', async () => {
      phone.addEventListener('cemscale-contact-request', (event) =>
        event.respondWith(Promise.reject(new Error('x'))),
      );
      await phone.call('9196');
      await shows('9196');
      expect(deep(phone, 'a.record')).to.equal(null);
    });
  });

  describe('to a call log', () => {
    it('is told once for a call, with its source and contact, and gone once acknowledged', async () => {
      const logs: CallLog[] = [];
      let id = '';
      phone.addEventListener('cemscale-contact-request', (event) => event.respondWith({ name: 'The Echo' }));
      phone.addEventListener('cemscale-call-log', (event) => {
        event.acknowledge();
        // Calls of the tests before were taken by nobody.
        if (event.log.id === id) logs.push(event.log);
      });
      ({ id } = await phone.call('9196', 'link'));
      await until('the call is active', () => phase() === 'active');
      await phone.hangup();
      await until('a log', () => logs.length === 1);
      expect(logs[0]).to.deep.include({
        direction: 'outbound',
        number: '9196',
        source: 'link',
        reason: 'hangup',
        contact: { name: 'The Echo', link: null },
      });
      expect(logs[0]?.answeredAt).to.be.a('string');
      expect(Date.parse(logs[0]?.endedAt ?? '')).to.be.at.least(Date.parse(logs[0]?.startedAt ?? ''));
    });

    it('comes to the next element of the same extension when none took it', async () => {
      const { id } = await phone.call('9196');
      await until('the call is active', () => phase() === 'active');
      const told = new Promise((resolve) => phone.addEventListener('cemscale-call-log', resolve, { once: true }));
      await phone.hangup();
      await told;
      const attempts: number[] = [];
      const next = document.createElement('cemscale-phone');
      next.addEventListener('cemscale-call-log', (event) => {
        event.acknowledge();
        if (event.log.id === id) attempts.push(event.attempt);
      });
      next.tokenUrl = `${tokenUrl('1003')}?next=${cores}`;
      document.body.append(next);
      await until('the log again', () => attempts.length === 1);
      // The element before may have told it again meanwhile, as it does after each call.
      expect(attempts).to.have.length(1);
      expect(attempts[0]).to.be.at.least(2);
      await next.disconnect();
      next.remove();
    });
  });
});
