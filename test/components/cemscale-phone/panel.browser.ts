import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { ApiError, CallError, MediaError } from '../../../src/shared/errors.js';
import { until } from '../../support/poll.js';
import { clearStage, deep, drawn, focused, mountPanel, named, textOf } from '../mount.js';
import { active, ended, inCall, phone } from '../snapshots.js';

const center = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

async function tap(position: [number, number], times = 1): Promise<void> {
  for (let i = 0; i < times; i += 1) await sendMouse({ type: 'click', position });
}

describe('the open panel', () => {
  afterEach(clearStage);

  it('says in words how an outgoing call goes', async () => {
    const { panel, show } = await mountPanel(
      inCall({ phase: 'preparing' }, { direction: 'outbound' }, { microphone: 'prompt' }),
    );
    expect(textOf(panel)).to.contain('Allow the microphone when the browser asks');
    await show(inCall({ phase: 'dialing' }, { direction: 'outbound' }));
    expect(textOf(panel)).to.contain('Connecting…');
    await show(inCall({ phase: 'ringing', earlyMedia: false }, { direction: 'outbound' }));
    expect(textOf(panel)).to.contain('Ringing…');
    await show(inCall({ phase: 'ringing', earlyMedia: true }, { direction: 'outbound' }));
    expect(textOf(panel)).to.contain('the line is playing a message');
  });

  it('asks, and never acts: the view changes with the next snapshot only', async () => {
    const { panel, requests } = await mountPanel(inCall(active()));
    named(panel, 'Mute').click();
    named(panel, 'Hold').click();
    named(panel, 'End call').click();
    await drawn(document.body);
    expect(requests).to.deep.equal([{ type: 'mute', on: true }, { type: 'hold', on: true }, { type: 'hangup' }]);
    expect(named(panel, 'Mute').getAttribute('aria-pressed')).to.equal('false');
  });

  it('asks for the opposite of what the call is', async () => {
    const { panel, requests } = await mountPanel(inCall(active({ muted: true, held: true })));
    named(panel, 'Muted').click();
    named(panel, 'On hold').click();
    expect(requests).to.deep.equal([
      { type: 'mute', on: false },
      { type: 'hold', on: false },
    ]);
  });

  it('says who waits for whom', async () => {
    const { panel, show } = await mountPanel(inCall(active({ held: true })));
    expect(textOf(panel)).to.contain('They are on hold');
    await show(inCall(active({ heldByRemote: true })));
    expect(textOf(panel)).to.contain('They put you on hold');
    await show(inCall(active({ held: true, heldByRemote: true })));
    expect(textOf(panel)).to.contain('Both sides are on hold');
  });

  it('shows a hostile name as text', async () => {
    const remote = { number: '1003', displayName: '<img src=x onerror=alert(1)>' };
    const { panel, show } = await mountPanel(inCall({ phase: 'incoming' }, { remote }));
    expect(textOf(panel)).to.contain('<img src=x onerror=alert(1)>');
    await show(inCall(ended('missed'), { remote }));
    expect(textOf(panel)).to.contain('<img src=x onerror=alert(1)>');
    expect(deep(panel, 'img')).to.equal(null);
  });

  it('keeps the bounds of the panel with the longest name', async () => {
    const remote = {
      number: '9'.repeat(40),
      displayName: `Wolfeschlegelsteinhausenbergerdorff${'x'.repeat(200)}`,
    };
    const { panel, show } = await mountPanel(inCall({ phase: 'incoming' }, { remote }));
    for (const state of [{ phase: 'incoming' } as const, active(), ended('busy')]) {
      await show(inCall(state, { remote }));
      const body = deep(panel, '.body');
      expect(body?.scrollWidth).to.equal(body?.clientWidth);
    }
  });

  describe('places', () => {
    it('never puts End where Answer was a moment ago', async () => {
      const { panel, show } = await mountPanel(inCall({ phase: 'incoming' }));
      const answer = named(panel, 'Answer').getBoundingClientRect();
      await show(inCall(active()));
      const end = named(panel, 'End call').getBoundingClientRect();
      const apart =
        end.right <= answer.left ||
        end.left >= answer.right ||
        end.bottom <= answer.top ||
        end.top >= answer.bottom;
      expect(apart).to.equal(true);
    });

    it('ends nothing by the second tap of a double tap on Call', async () => {
      const { panel, requests, show } = await mountPanel(phone());
      await drawn(document.body);
      const place = center(named(panel, 'Call'));
      await tap(place);
      await show(inCall({ phase: 'dialing' }, { direction: 'outbound' }));
      await tap(place);
      expect(requests.filter(({ type }) => type === 'hangup')).to.deep.equal([]);
    });

    it('ends the call by a tap that is not hasty', async () => {
      const { panel, requests } = await mountPanel(inCall({ phase: 'dialing' }, { direction: 'outbound' }));
      await tap(center(named(panel, 'Cancel call')));
      expect(requests).to.deep.equal([{ type: 'hangup' }]);
    });
  });

  describe('keyboard', () => {
    it('goes one step back by Escape and never hangs up', async () => {
      const { panel, requests, show } = await mountPanel(inCall(active()));
      named(panel, 'Keypad').click();
      await drawn(document.body);
      panel.focus();
      await sendKeys({ press: 'Escape' });
      await drawn(document.body);
      expect(deep(panel, '.keys') === null).to.equal(true);
      expect(requests).to.deep.equal([]);
      panel.focus();
      await sendKeys({ press: 'Escape' });
      expect(requests).to.deep.equal([{ type: 'hide' }]);
      await show(inCall(ended('hangup')));
      panel.focus();
      await sendKeys({ press: 'Escape' });
      expect(requests.at(-1)).to.deep.equal({ type: 'dismiss' });
    });

    it('keeps the focus when the keys of a call come late', async () => {
      const { panel } = await mountPanel(inCall(active()));
      panel.focus();
      named(panel, 'Keypad').click();
      panel.focus();
      await until('the keys', () => deep(panel, '.keys'));
      expect(panel.matches(':focus-within')).to.equal(true);
    });

    it('sends digits typed anywhere in a live call, and shows the keys', async () => {
      const { panel, requests } = await mountPanel(inCall(active()));
      named(panel, 'Mute').focus();
      await sendKeys({ press: '5' });
      await drawn(document.body);
      expect(requests).to.deep.equal([
        { type: 'key-tone', key: '5' },
        { type: 'dtmf', digits: '5' },
      ]);
      await until('the keys', () => deep(panel, '.keys'));
    });

    it('moves the focus with the view, when the focus was inside', async () => {
      const { panel, show } = await mountPanel(inCall({ phase: 'incoming' }));
      named(panel, 'Answer').focus();
      await show(inCall(active()));
      await drawn(document.body);
      expect(focused()?.textContent).to.contain('Ana Martínez');
      await show(inCall(ended('remote-hangup')));
      await drawn(document.body);
      expect(focused()?.textContent).to.contain('They hung up');
    });

    it('leaves the focus of the page alone', async () => {
      const field = document.createElement('input');
      document.body.append(field);
      const { show } = await mountPanel(phone());
      field.focus();
      await show(inCall({ phase: 'incoming' }));
      await drawn(document.body);
      expect(document.activeElement).to.equal(field);
      field.remove();
    });
  });

  describe('what stands in the way', () => {
    const error = new ApiError('unauthorized', 'No.', { advice: '' });

    it('says why it is not online and offers to try again', async () => {
      const { panel, requests } = await mountPanel(phone({ status: 'failed', error }));
      expect(textOf(panel)).to.contain('You are signed out');
      expect(textOf(panel)).not.to.contain('No.');
      named(panel, 'Try again').click();
      expect(requests).to.deep.equal([{ type: 'connect' }]);
    });

    it('lets assistive technology hear of it', async () => {
      const { panel, show } = await mountPanel(phone());
      const region = deep(panel, '.notices[role="status"]');
      await show(phone({ status: 'reconnecting' }));
      expect(deep(panel, '.notices')).to.equal(region);
      expect(region?.textContent).to.contain('Connection lost');
    });

    it('offers to go online where it was told to wait', async () => {
      const { panel, requests } = await mountPanel(phone({ status: 'offline' }));
      named(panel, 'Go online').click();
      expect(requests).to.deep.equal([{ type: 'connect' }]);
    });

    it('tells to stay while a live call is recovered', async () => {
      const { panel } = await mountPanel(inCall(active(), {}, { status: 'reconnecting' }));
      expect(textOf(panel)).to.contain('Stay here');
    });

    it('gives the remedy for a denied microphone, and checks again', async () => {
      const { panel, requests } = await mountPanel(phone({ microphone: 'denied' }));
      expect(textOf(panel)).to.contain('allow it in the address bar');
      named(panel, 'Check again').click();
      expect(requests).to.deep.equal([{ type: 'request-microphone' }]);
    });

    it('keeps an incoming call answerable when the microphone was refused, and says so', async () => {
      const refused = new MediaError('microphone-missing', 'No.', { advice: '' });
      const { panel } = await mountPanel(inCall({ phase: 'incoming' }, {}, { error: refused }));
      expect(textOf(panel)).to.contain('Plug in a headset');
      expect(named(panel, 'Answer').getAttribute('aria-disabled')).to.equal('false');
    });

    it('shows a refused change of a call once', async () => {
      const problem = new CallError('refused', 'No.', { advice: '' });
      const { panel } = await mountPanel(inCall(active(), {}, { error: problem }), { model: { problem } });
      expect(textOf(panel).split('The other side refused').length).to.equal(2);
    });

    it('lets the far end be heard after a tap', async () => {
      const { panel, requests } = await mountPanel(inCall(active(), {}, { audioBlocked: true }));
      named(panel, 'Tap to hear the call').click();
      expect(requests).to.deep.equal([{ type: 'resume-audio' }]);
    });

    it('offers ringing before the first call, while the browser holds it back', async () => {
      const { panel, requests, show } = await mountPanel(phone({ status: 'connecting' }), {
        model: { ringtoneBlocked: true },
      });
      expect(textOf(panel)).not.to.contain('would not ring');
      await show(phone());
      expect(textOf(panel)).to.contain('Calls would not ring yet');
      named(panel, 'Enable ringing').click();
      expect(requests).to.deep.equal([{ type: 'unblock-ringtone' }]);
    });

    it('says what became of a sound device', async () => {
      const { panel, show } = await mountPanel(
        inCall(active(), {}, { deviceNotice: { kind: 'microphone', lost: 'Headset', next: 'Webcam' } }),
      );
      expect(textOf(panel)).to.contain('Headset is gone').and.to.contain('You speak through Webcam.');
      await show(inCall(active(), {}, { deviceNotice: { kind: 'microphone', lost: 'Webcam', next: null } }));
      expect(textOf(panel)).to.contain('Webcam is gone').and.to.contain('Nobody hears you');
      await show(inCall(active(), {}, { deviceNotice: { kind: 'speaker', lost: null, next: 'Headset' } }));
      expect(textOf(panel)).to.contain('Headset is back').and.to.contain('You hear through Headset.');
    });

    it('says that the ringtone is held back', async () => {
      const { panel, requests } = await mountPanel(inCall({ phase: 'incoming' }), {
        model: { ringtoneBlocked: true },
      });
      named(panel, 'Turn the ringtone on').click();
      expect(requests).to.deep.equal([{ type: 'unblock-ringtone' }]);
    });
  });

  describe('an ended call', () => {
    it('says why and how long, and offers to call again', async () => {
      const { panel, requests } = await mountPanel(
        inCall(ended('remote-hangup', { answered: true, durationSeconds: 257 }), { direction: 'outbound' }),
      );
      expect(textOf(panel)).to.contain('They hung up');
      expect(textOf(panel)).to.contain('Lasted 04:17');
      named(panel, 'Call again').click();
      named(panel, 'Done').click();
      expect(requests).to.deep.equal([{ type: 'call', number: '+15551234567' }, { type: 'dismiss' }]);
    });

    it('gives the remedy of the error behind it', async () => {
      const error = new MediaError('microphone-blocked-by-page', 'No.', { advice: '' });
      const { panel } = await mountPanel(inCall(ended('microphone', { error })));
      expect(textOf(panel)).to.contain('a frame that may not use the microphone');
    });

    it('cannot be called back without a number', async () => {
      const { panel } = await mountPanel(inCall(ended('missed'), { remote: { number: '', displayName: null } }));
      expect(textOf(panel)).to.contain('Unknown caller');
      expect(deep(panel, '[part="call-button"]')).to.equal(null);
    });
  });
});
