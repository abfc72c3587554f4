import { expect } from 'chai';
import '../../../src/components/cemscale-voicemail/voicemail-view.js';
import type { VoicemailView } from '../../../src/components/cemscale-voicemail/voicemail-view.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { stays, until } from '../../support/poll.js';
import { caller, leaveMessage, messagesOf } from '../../support/voicemail.js';
import { clearStage, focused, named, textOf } from '../mount.js';
import { expectAccessible, expectFitting, mountRoom, type RoomOptions, type RoomStage } from '../rooms.js';
import { active, inCall, phone } from '../snapshots.js';
import { agentPermissions } from '../../../src/server/permissions.js';

const owner = '1006';

describe('<cemscale-voicemail-view>', function () {
  this.timeout(120_000);
  let stage: RoomStage<VoicemailView>;
  const view = () => stage.view;
  const rows = () => [...view().renderRoot.querySelectorAll<HTMLElement>('button.row')];
  const shows = (text: string) =>
    until(
      () => `"${text}" in "${textOf(view())}"`,
      () => textOf(view()).includes(text),
    );
  let played: HTMLAudioElement[];
  const audio = globalThis.Audio;

  before(async () => {
    await leaveMessage(owner);
    await leaveMessage(owner);
    globalThis.Audio = class extends audio {
      constructor() {
        super();
        played.push(this);
      }
    };
  });
  after(() => {
    globalThis.Audio = audio;
  });
  beforeEach(() => {
    played = [];
  });
  afterEach(async () => {
    clearStage();
    await fetchPlatform('/control/api', 'DELETE');
  });

  async function open(options: RoomOptions = {}): Promise<void> {
    stage = await mountRoom('cemscale-voicemail-view', { tokenUrl: tokenUrl(owner), ...options });
    if (options.permissions === undefined) await until('the messages', () => rows().length >= 2);
  }

  it('lists who called, when and for how long, and says how many are new', async () => {
    await open();
    expect(textOf(view())).to.include('2 new').and.to.include(caller.name).and.to.include(caller.number);
    expect(rows()[0]?.textContent).to.match(/New\s*Harbor Dental/);
    expect(rows()[0]?.textContent).to.match(/0:0\d/);
  });

  it('plays a message, seeks in it, faster too, and counts it as heard', async () => {
    await open();
    named(view(), `Play the message of ${caller.name}`).click();
    const [sound] = await until('sound', () =>
      played[0] && !played[0].paused && played[0].currentTime > 0 ? played : null,
    );
    await shows('1 new');
    const slider = view().renderRoot.querySelector<HTMLInputElement>('input[type=range]');
    expect(Number(slider?.max)).to.be.closeTo(sound?.duration ?? 0, 0.2);
    named(view(), 'Speed 1').click();
    expect(sound?.playbackRate).to.equal(1.5);
    if (!slider || !sound) throw new Error('no player');
    named(view(), 'Pause').click();
    await until('the pause', () => sound.paused);
    slider.value = '0.5';
    slider.dispatchEvent(new Event('input'));
    await until('the place', () => Math.abs(sound.currentTime - 0.5) < 0.15);
    expect(slider.getAttribute('aria-valuetext')).to.match(/^0:00 of 0:0\d$/);
  });

  it('plays one message at a time', async () => {
    await open();
    const buttons = () => [...view().renderRoot.querySelectorAll<HTMLElement>('.play')];
    buttons()[0]?.click();
    await until('the first', () => played[0]?.paused === false);
    buttons()[1]?.click();
    await until('the second', () => played[1]?.paused === false);
    expect(played[0]?.paused).to.equal(true);
  });

  it('is silent during a call, unless that is on hold', async () => {
    await open();
    const permissions = agentPermissions;
    view().renderRoot.querySelector<HTMLElement>('.play')?.click();
    await until('sound', () => played[0]?.paused === false);
    await stage.show(inCall(active(), {}, { permissions }));
    await until('the pause', () => played[0]?.paused === true);
    expect(textOf(view())).to.include('Put the call on hold to hear a message.');
    view().renderRoot.querySelector<HTMLElement>('.play')?.click();
    await stays('silence', () => played.every(({ paused }) => paused));
    await stage.show(inCall(active({ held: true }), {}, { permissions }));
    view().renderRoot.querySelector<HTMLElement>('.play')?.click();
    await until('sound', () => played.some(({ paused }) => !paused));
  });

  it('lets go of the sound when it leaves the page', async () => {
    await open();
    view().renderRoot.querySelector<HTMLElement>('.play')?.click();
    await until('sound', () => played[0]?.paused === false);
    view().remove();
    expect(played[0]?.paused).to.equal(true);
    expect(played[0]?.getAttribute('src')).to.equal(null);
  });

  it('calls back by a request', async () => {
    await open();
    rows()[0]?.click();
    await view().updateComplete;
    named(view(), 'Call back').click();
    expect(stage.requests).to.deep.equal([{ type: 'call', number: caller.number }]);
  });

  it('goes from message to message by arrow keys; Delete deletes, Undo brings back', async () => {
    await open();
    const press = (key: string) =>
      focused()?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
    rows()[0]?.focus();
    press('ArrowDown');
    expect(focused()).to.equal(rows()[1]);
    press('ArrowUp');
    press('Delete');
    await shows('Message deleted');
    await until('the next row to have the focus', () => focused() === rows()[0]);
    expect(rows()).to.have.length(1);
    named(view(), 'Undo').click();
    await until('both', () => rows().length === 2);
    expect(await messagesOf(owner)).to.equal(2);
  });

  it('deletes several at once', async () => {
    await open();
    named(view(), 'Select').click();
    await view().updateComplete;
    for (const box of view().renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) box.click();
    await view().updateComplete;
    named(view(), 'Delete 2').click();
    await shows('No messages');
    await shows('2 messages deleted');
    named(view(), 'Undo').click();
    await until('both', () => rows().length === 2);
  });

  it('says why it knows nothing, and tries again', async () => {
    await fetchPlatform('/control/api', 'PUT', { fail: { status: 500, times: 99 } });
    stage = await mountRoom('cemscale-voicemail-view', { tokenUrl: tokenUrl('1005') });
    await until('the failure', () => view().renderRoot.querySelector('[role=alert]'), 30_000);
    await expectAccessible();
    await fetchPlatform('/control/api', 'DELETE');
    named(view(), 'Try again').click();
    await shows('No messages');
    await expectAccessible();
  });

  it('offers the mailbox by phone to those who may not read it here', async () => {
    await open({ permissions: ['calls:originate'] });
    expect(textOf(view())).to.include('Voicemail by phone');
    await expectAccessible();
    named(view(), 'Call *97').click();
    expect(stage.requests).to.deep.equal([{ type: 'call', number: '*97' }]);
    await stage.show(phone({ permissions: [] }));
    expect(textOf(view())).not.to.include('*97');
  });

  it('draws no way to delete without the permission', async () => {
    await open({ permissions: ['voicemail:read'] });
    await until('the messages', () => rows().length === 2);
    rows()[0]?.click();
    await view().updateComplete;
    expect(textOf(view())).not.to.match(/Delete|Select|Call back/);
  });

  for (const theme of ['light', 'dark'] as const)
    for (const locale of ['en', 'es'] as const)
      it(`is accessible and fits into 280 px (${theme}, ${locale})`, async () => {
        await open({ theme, locale, width: 280 });
        rows()[0]?.click();
        await view().updateComplete;
        await expectAccessible(locale);
        expectFitting(view());
      });
});
