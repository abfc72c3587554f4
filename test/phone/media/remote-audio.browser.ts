import { expect } from 'chai';
import { RemoteAudio } from '../../../src/phone/media/remote-audio.js';
import { toneTrack } from '../../support/hearing.js';
import { until } from '../../support/poll.js';

/** An element whose `play` answers as the browser's autoplay policy would. */
function elementUnderPolicy(): { element: HTMLAudioElement; allow(): void } {
  const element = new Audio();
  let allowed = false;
  element.autoplay = false;
  element.play = () =>
    allowed ? Promise.resolve() : Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
  return { element, allow: () => void (allowed = true) };
}

describe('RemoteAudio', () => {
  it('tells that the browser blocks the sound, and that it plays after a gesture', async () => {
    const { element, allow } = elementUnderPolicy();
    const audio = new RemoteAudio(() => element);
    const told: boolean[] = [];
    audio.on('blocked', (blocked) => told.push(blocked));
    audio.play(new MediaStream([toneTrack(440)]));
    await until('the refusal to be told', () => told.length === 1);
    await audio.resume();
    expect(audio.blocked).to.equal(true);
    expect(told).to.deep.equal([true]);
    allow();
    await audio.resume();
    expect(told).to.deep.equal([true, false]);
  });

  it('does not take the start of a newer stream for a refusal', async () => {
    const element = new Audio();
    element.play = () => Promise.reject(new DOMException('interrupted', 'AbortError'));
    const audio = new RemoteAudio(() => element);
    audio.play(new MediaStream([toneTrack(440)]));
    await audio.resume();
    expect(audio.blocked).to.equal(false);
  });

  it('lets go of the stream and of the refusal when the call is over', async () => {
    const { element } = elementUnderPolicy();
    const audio = new RemoteAudio(() => element);
    audio.play(new MediaStream([toneTrack(440)]));
    await until('the refusal', () => audio.blocked);
    audio.close();
    expect(element.srcObject).to.equal(null);
    expect(audio.blocked).to.equal(false);
  });
});
