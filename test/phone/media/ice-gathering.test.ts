import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherCandidates, setLocal } from '../../../src/phone/media/ice-gathering.js';
import { FakeClock } from '../../support/fake-clock.js';

/** The browser's side of gathering: a wire that the test speaks on. */
class FakeGathering extends EventTarget {
  iceGatheringState: RTCIceGatheringState = 'gathering';
  localDescription: { sdp: string } | null = null;
  readonly #iceServers: RTCIceServer[];

  constructor(iceServers: RTCIceServer[]) {
    super();
    this.#iceServers = iceServers;
  }

  getConfiguration(): RTCConfiguration {
    return { iceServers: this.#iceServers };
  }

  async setLocalDescription(description: { sdp: string }): Promise<void> {
    this.localDescription = description;
  }

  begin(): void {
    this.iceGatheringState = 'gathering';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }

  find(type: RTCIceCandidateType): void {
    this.dispatchEvent(
      Object.assign(new Event('icecandidate'), { candidate: { candidate: 'candidate:1', type } }),
    );
  }

  complete(): void {
    this.iceGatheringState = 'complete';
    this.dispatchEvent(new Event('icegatheringstatechange'));
  }
}

function gather(iceServers: RTCIceServer[]) {
  const clock = new FakeClock();
  const peer = new FakeGathering(iceServers);
  const state = { done: false };
  const finished = gatherCandidates(peer as unknown as RTCPeerConnection, clock).then(() => (state.done = true));
  const doneAfter = async (ms: number): Promise<boolean> => {
    clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
    return state.done;
  };
  return { clock, peer, doneAfter, finished };
}

const turn = [{ urls: 'turn:turn.example' }];

describe('gathering of ICE candidates', () => {
  it('ends at once when the browser is through', async () => {
    const { peer, doneAfter } = gather(turn);
    peer.complete();
    assert.equal(await doneAfter(0), true);
  });

  it('ends 200 ms after the first candidate that the far end can reach', async () => {
    const { peer, doneAfter } = gather(turn);
    peer.find('host');
    assert.equal(await doneAfter(300), false);
    peer.find('srflx');
    assert.equal(await doneAfter(199), false);
    assert.equal(await doneAfter(1), true);
  });

  it('takes a relayed candidate for one that can be reached', async () => {
    const { peer, doneAfter } = gather(turn);
    peer.find('relay');
    assert.equal(await doneAfter(200), true);
  });

  it('does not start its 200 ms anew with every further candidate', async () => {
    const { peer, doneAfter } = gather(turn);
    peer.find('srflx');
    await doneAfter(150);
    peer.find('relay');
    assert.equal(await doneAfter(50), true);
  });

  it('gives up on a server that never answers after 1 s', async () => {
    const { peer, doneAfter } = gather(turn);
    peer.find('host');
    assert.equal(await doneAfter(999), false);
    assert.equal(await doneAfter(1), true);
  });

  it('counts host candidates when there is no server to ask', async () => {
    const { peer, doneAfter } = gather([]);
    peer.find('host');
    assert.equal(await doneAfter(200), true);
  });

  it('waits for the candidates of an ICE restart, though the gathering of before is complete', async () => {
    const clock = new FakeClock();
    const peer = new FakeGathering(turn);
    let described = 0;
    const set = async (fragment: string): Promise<void> => {
      const description = { type: 'offer', sdp: `a=ice-ufrag:${fragment}\r\n` } as const;
      void setLocal(peer as unknown as RTCPeerConnection, description, clock).then(() => (described += 1));
      await new Promise((resolve) => setImmediate(resolve));
    };
    await set('one');
    peer.complete();
    await set('one');
    assert.equal(described, 2);
    await set('two');
    assert.equal(described, 2);
    peer.begin();
    peer.find('relay');
    peer.complete();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(described, 3);
  });

  it('leaves no timer behind', async () => {
    const { clock, peer, finished } = gather(turn);
    peer.find('srflx');
    peer.complete();
    await finished;
    assert.equal(clock.pending, 0);
  });
});
