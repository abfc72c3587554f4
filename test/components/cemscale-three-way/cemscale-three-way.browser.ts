import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import type { CallRequestEvent, CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-three-way/cemscale-three-way.js';
import type {
  CemscaleThreeWay,
  ThreeWayEndedEvent,
} from '../../../src/components/cemscale-three-way/cemscale-three-way.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { deep, drawn, focused, named, textOf } from '../mount.js';

const ana = '+15551234567';
const ben = '+15552010102';
const busy = '+15552010104';
let cores = 0;

describe('<cemscale-three-way>', function () {
  this.timeout(60_000);
  let phone: CemscalePhone;
  let element: CemscaleThreeWay;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(async () => {
    microphones = toneMicrophones();
    cores += 1;
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = `${tokenUrl('1001')}?three=${cores}`;
    element = document.createElement('cemscale-three-way');
    document.body.append(phone, element);
    await until('the phone to be online', () => phone.snapshot.status === 'online');
  });

  afterEach(async () => {
    await fetchPlatform('/control/reset', 'POST');
    await phone.disconnect();
    phone.remove();
    element.remove();
    microphones.restore();
  });

  const shows = (where: Element, text: string) =>
    until(
      () => `"${text}" in "${textOf(where)}"`,
      async () => {
        await drawn(document.body);
        return textOf(where).includes(text);
      },
    );
  const talk = async (): Promise<void> => {
    await phone.call('9196');
    await until('the call', () => phone.snapshot.currentCall?.state.phase === 'active');
    await phone.hangup();
    await phone.call(ana);
    await until('Ana', () => phone.snapshot.currentCall?.state.phase === 'active');
  };
  const talkToAna = async (): Promise<void> => {
    await phone.call(ana);
    await until('Ana', () => phone.snapshot.currentCall?.state.phase === 'active');
  };
  /** A press of a key by the browser itself: synthetic clicks are not trusted. */
  const type = async (text: string): Promise<void> => {
    deep<HTMLInputElement>(element, 'input')?.focus();
    await sendKeys({ type: text });
    await sendKeys({ press: 'Enter' });
  };

  describe('beside a phone', () => {
    it('finds the only phone of the page, and says when there is no call', async () => {
      await shows(element, 'During a call you can add a third person here.');
      await talk();
      await shows(element, 'Add somebody to your call with');
    });

    it('takes somebody in by the keyboard, shows each step, and ends with a call of two', async () => {
      await talkToAna();
      await shows(element, 'Add somebody to your call');
      await type(ben);
      await shows(element, 'Calling +1 555 201 0102…');
      await shows(element, 'Ana Torres hears music.');
      await shows(element, 'You and Ben Adeyemi hear each other. Ana Torres hears music.');
      named(element, 'Swap: talk to Ana Torres').click();
      await shows(element, 'You and Ana Torres hear each other. Ben Adeyemi hears music.');
      named(element, 'Merge all').click();
      await shows(element, 'You, Ana Torres and Ben Adeyemi all hear each other.');
      named(element, 'Drop Ben Adeyemi from the call').click();
      await shows(element, 'You dropped Ben Adeyemi from the call. You and Ana Torres are talking.');
      expect(element.session).to.equal(null);
      expect(phone.snapshot.currentCall?.state.phase).to.equal('active');
    });

    it('suggests colleagues with what they do, chosen by arrow keys', async () => {
      const carmen = await TestPhone.online('1003', 1240);
      await talkToAna();
      await shows(element, 'Add somebody to your call');
      deep<HTMLInputElement>(element, 'input')?.focus();
      await sendKeys({ type: 'carm' });
      await shows(element, 'Carmen Vidal 1003 Available');
      const input = deep<HTMLInputElement>(element, 'input');
      expect(input?.getAttribute('aria-expanded')).to.equal('true');
      await sendKeys({ press: 'ArrowDown' });
      await drawn(document.body);
      expect(input?.getAttribute('aria-activedescendant')).to.equal('option-0');
      await sendKeys({ press: 'Enter' });
      await shows(element, 'Calling Carmen Vidal…');
      await carmen.reaches('incoming');
      named(element, 'Stop calling').click();
      await shows(element, 'Carmen Vidal is no longer called. You and');
      expect(await carmen.reaches('ended')).to.include({ reason: 'missed' });
      await carmen.phone.stop();
    });

    it('ends in words when the third is busy, and puts the first one back', async () => {
      await talkToAna();
      await shows(element, 'Add somebody to your call');
      await type(busy);
      await shows(element, 'is busy. You and Ana Torres are talking.');
    });

    it('explains what cannot be added, before anybody waits', async () => {
      await talkToAna();
      await shows(element, 'Add somebody to your call');
      await type('*97');
      await shows(element, 'This is a feature code. Add a number or an extension.');
      await type('a name of nobody');
      await shows(element, 'This cannot be dialled.');
      expect(element.session).to.equal(null);
    });

    it('asks the page first, which may say no', async () => {
      const asked: string[] = [];
      phone.addEventListener('cemscale-call-request', (event: CallRequestEvent) => {
        if (event.source !== 'three-way') return;
        asked.push(event.number);
        event.preventDefault();
      });
      await talkToAna();
      const refusal = await element.addParticipant(ben).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refusal).to.include({ name: 'CallError', reason: 'canceled-by-page' });
      expect(asked).to.deep.equal([ben]);
      expect(element.session).to.equal(null);
    });

    it('tells the page each fact once, with the reason, and its own listeners too', async () => {
      const onPage: string[] = [];
      const onElement: string[] = [];
      const listen = (target: EventTarget, list: string[]) => {
        const stops = ['started', 'ended'].map((name) => {
          const listener = (event: Event): void => {
            list.push(name === 'ended' ? `ended: ${(event as ThreeWayEndedEvent).reason}` : name);
          };
          target.addEventListener(`cemscale-three-way-${name}`, listener);
          return () => target.removeEventListener(`cemscale-three-way-${name}`, listener);
        });
        return () => stops.forEach((stop) => stop());
      };
      const stop = listen(document, onPage);
      listen(element, onElement);
      await talkToAna();
      await element.addParticipant(busy);
      await until('the end', () => onElement.length === 2);
      stop();
      expect(onPage).to.deep.equal(['started', 'ended: busy']);
      expect(onElement).to.deep.equal(['started', 'ended: busy']);
    });

    it('starts no call for a click that nobody made, and one for a press of a key', async () => {
      const asked: string[] = [];
      phone.addEventListener('cemscale-call-request', (event: CallRequestEvent) => asked.push(event.number));
      await talkToAna();
      await shows(element, 'Add somebody to your call');
      const input = deep<HTMLInputElement>(element, 'input');
      input?.focus();
      await shows(element, 'Carmen Vidal');
      deep<HTMLElement>(element, '.option')?.click();
      await sendKeys({ type: 'bob' });
      await sendKeys({ press: 'Enter' });
      await until('the one that was pressed', () => asked.includes('1002'));
      expect(asked).to.deep.equal([ana, '1002']);
    });

    it('says what is wrong when "for" names no phone', async () => {
      element.htmlFor = 'nothing';
      await shows(element, 'There is no phone with the id that "for" names.');
    });
  });

  describe('inside a phone', () => {
    it('opens with "Add call", takes the focus, and gives it back with Escape', async () => {
      element.remove();
      phone.show();
      await talkToAna();
      await shows(phone, 'Add call');
      named(phone, 'Add call').click();
      await until('the field to have the focus', () => focused()?.localName === 'input');
      await sendKeys({ press: 'Escape' });
      await sendKeys({ press: 'Escape' });
      await shows(phone, 'Keypad');
      expect(phone.open).to.equal(true);
      expect(phone.snapshot.currentCall?.state.phase).to.equal('active');
    });

    it('is the view of the phone for as long as three are in the call, and the news after it', async () => {
      element.remove();
      phone.show();
      await talkToAna();
      await phone.addParticipant(ben);
      await shows(phone, 'Three-way call');
      await shows(phone, 'You and Ben Adeyemi hear each other. Ana Torres hears music.');
      named(phone, 'Drop Ben Adeyemi from the call').click();
      await shows(phone, 'You dropped Ben Adeyemi from the call. You and Ana Torres are talking.');
      expect(textOf(phone)).to.include('Keypad');
    });

    it('ends for all with the red button of the closed phone', async () => {
      element.remove();
      await talkToAna();
      await phone.addParticipant(ben);
      await until('three', () => phone.snapshot.threeWay?.state === 'holding');
      phone.hide();
      await shows(phone, 'Ana Torres, Ben Adeyemi');
      named(phone, 'End call').click();
      await until('the end of all calls', async () => {
        const { calls } = (await (await fetchPlatform('/api/calls/active')).json()) as { calls: unknown[] };
        return calls.length === 0;
      });
      expect(phone.snapshot.currentCall?.state).to.include({ phase: 'ended', reason: 'hangup' });
    });
  });
});
