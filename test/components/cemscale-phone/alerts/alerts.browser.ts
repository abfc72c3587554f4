import { expect } from 'chai';
import type { CemscalePhone } from '../../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../../src/components/cemscale-phone/cemscale-phone.js';
import { asker } from '../../../../src/components/internal/request.js';
import { toneMicrophones } from '../../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../../support/platform.js';
import { stays, until } from '../../../support/poll.js';
import { FakeWindow, OtherTab } from './window.js';

let cores = 0;

describe('a call that rings while the window is behind', () => {
  let phone: CemscalePhone;
  let screen: FakeWindow;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(async () => {
    screen = new FakeWindow();
    microphones = toneMicrophones();
    cores += 1;
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = `${tokenUrl('1003')}?alerts=${cores}`;
    document.title = 'Customers';
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  });

  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    microphones.restore();
    screen.restore();
    document.title = '';
  });

  const phase = () => phone.snapshot.currentCall?.state.phase;
  const ring = async () => {
    await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1003' });
    await until('it rings', () => phase() === 'incoming');
  };
  const away = () => screen.turn({ focused: false, hidden: true });

  describe('the notification', () => {
    it('says who calls, as text, and goes when the ringing ends', async () => {
      away();
      await ring();
      await until('a notification', () => screen.standing.length === 1);
      const [shown] = screen.standing;
      expect(shown?.title).to.equal('Incoming call');
      expect(shown?.options.body).to.contain('+15552010101');
      await phone.hangup();
      await until('it is gone', () => screen.standing.length === 0);
    });

    it('brings the page and the phone to the front when it is clicked', async () => {
      const { focus } = window;
      let focusedTimes = 0;
      window.focus = () => void (focusedTimes += 1);
      away();
      await ring();
      await until('a notification', () => screen.standing.length === 1);
      phone.hide();
      screen.standing[0]?.dispatchEvent(new Event('click'));
      expect(focusedTimes).to.equal(1);
      await until('the phone is open', () => phone.open);
      expect(phase()).to.equal('incoming');
      window.focus = focus;
    });

    it('goes when the window comes to the front, and does not come while it is there', async () => {
      await ring();
      await phone.updateComplete;
      expect(screen.notifications).to.have.length(0);
      away();
      await until('a notification', () => screen.standing.length === 1);
      screen.turn({ focused: true, hidden: false });
      expect(screen.standing).to.have.length(0);
    });

    it('is only asked for by a press, and never again once it is refused', async () => {
      screen.permission = 'default';
      away();
      await ring();
      await phone.updateComplete;
      expect([screen.asked, screen.notifications.length]).to.deep.equal([0, 0]);
      const ask = asker(phone.renderRoot.querySelector('.root > *') ?? phone);
      ask({ type: 'allow-notifications' });
      await until('it was asked', () => screen.asked === 1);
      screen.permission = 'denied';
      ask({ type: 'allow-notifications' });
      await phone.updateComplete;
      expect(screen.asked).to.equal(1);
    });

    it('does not come where the page wants none', async () => {
      phone.notifications = 'off';
      away();
      await ring();
      await until('the title flashes', () => document.title !== 'Customers');
      expect(screen.notifications).to.have.length(0);
    });
  });

  describe('with a service worker of the page', () => {
    let shown: { title: string; options: NotificationOptions & { actions?: unknown[] }; closed: boolean }[];

    const touch = (key: unknown, action: string) =>
      navigator.serviceWorker.dispatchEvent(
        new MessageEvent('message', { data: { cemscaleNotification: key, action } }),
      );
    const keyOf = () => (shown[0]?.options.data as Record<string, string> | undefined)?.['cemscaleNotification'];

    beforeEach(async () => {
      shown = [];
      phone.serviceWorker = {
        showNotification: async (title: string, options: NotificationOptions) =>
          void shown.push({ title, options, closed: false }),
        getNotifications: async ({ tag }: { tag: string }) =>
          shown
            .filter(({ options, closed }) => options.tag === tag && !closed)
            .map((one) => ({ close: () => void (one.closed = true) })),
      } as unknown as ServiceWorkerRegistration;
      away();
      await ring();
      await until('a notification', () => shown.length === 1);
    });

    it('offers to answer and decline', () => {
      expect(shown[0]?.options.actions).to.deep.equal([
        { action: 'answer', title: 'Answer' },
        { action: 'decline', title: 'Decline' },
      ]);
    });

    it('answers, and is closed then', async () => {
      touch(keyOf(), 'answer');
      await until('the call is active', () => phase() === 'active');
      await until('it is closed', () => shown.every(({ closed }) => closed));
    });

    it('declines', async () => {
      touch(keyOf(), 'decline');
      await until('the call has ended', () => phase() === 'ended');
      await until('it is closed', () => shown.every(({ closed }) => closed));
    });

    it('takes nothing from a message without the key of that notification', async () => {
      touch('guessed', 'answer');
      touch(undefined, 'answer');
      await phone.updateComplete;
      expect(phase()).to.equal('incoming');
    });
  });

  describe('the title', () => {
    it('says who calls, in turns with the own title, which stands there afterwards to the letter', async () => {
      const own = document.querySelector('title')!;
      own.textContent = '  Customers   of today ';
      const node = own.firstChild;
      away();
      await ring();
      await until('the caller', () => document.title.endsWith('is calling'));
      await until('the own title', () => document.title === 'Customers of today');
      await until('the caller again', () => document.title.endsWith('is calling'));
      await phone.hangup();
      await until('the end', () => document.title === 'Customers of today');
      expect(own.textContent).to.equal('  Customers   of today ');
      expect(own.firstChild, 'the text that a framework holds').to.equal(node);
    });

    it('keeps what the page writes meanwhile', async () => {
      away();
      await ring();
      await until('the caller', () => document.title.endsWith('is calling'));
      document.title = '(1) Customers';
      await until('the caller again', () => document.title.endsWith('is calling'));
      screen.turn({ focused: true, hidden: false });
      expect(document.title).to.equal('(1) Customers');
      await phone.hangup();
      expect(document.title).to.equal('(1) Customers');
    });

    it('is not touched in a page that can be seen', async () => {
      screen.turn({ focused: false, hidden: false });
      await ring();
      await until('a notification', () => screen.standing.length === 1);
      expect(document.title).to.equal('Customers');
    });

    it('is gone again where the page has none', async () => {
      document.querySelector('title')?.remove();
      away();
      await ring();
      await until('the caller', () => document.title.endsWith('is calling'));
      await phone.hangup();
      await until('the end', () => document.title === '');
      expect(document.querySelector('title')).to.equal(null);
    });
  });

  describe('in another tab, which the person has in front', () => {
    it('is left to that one until it is closed', async () => {
      const other = new OtherTab();
      const extension = phone.snapshot.extension?.id ?? '';
      const claim = { extension, tab: 'other', front: 2, usedAt: Date.now() + 1000 };
      const says = setInterval(() => other.say(claim), 200);
      away();
      await ring();
      await stays(
        'nothing is told here',
        () => screen.notifications.length === 0 && document.title === 'Customers',
      );
      clearInterval(says);
      other.say({ ...claim, gone: true });
      await until('a notification', () => screen.standing.length === 1);
      expect(other.heard, 'it says that it rings').to.have.length.above(0);
      other.close();
    });
  });
});
