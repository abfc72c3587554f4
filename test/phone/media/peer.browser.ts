import { expect } from 'chai';
import { systemClock } from '../../../src/shared/clock.js';
import { plainMicrophone } from '../../../src/phone/media/microphone.js';
import { MediaPeer } from '../../../src/phone/media/peer.js';
import { Ear, toneTrack } from '../../support/hearing.js';

/** The far end of a call: a connection that answers as a gateway to plain SIP does, without any bundling. */
class Gateway {
  readonly ear = new Ear();
  readonly #pc = new RTCPeerConnection();

  async answer(offer: string): Promise<string> {
    this.#pc.addEventListener('track', ({ track }) => {
      this.ear.element.srcObject = new MediaStream([track]);
      void this.ear.element.play();
    });
    await this.#pc.setRemoteDescription({ type: 'offer', sdp: offer });
    const [audio] = this.#pc.getTransceivers();
    if (audio) audio.direction = 'sendrecv';
    await audio?.sender.replaceTrack(toneTrack(988));
    const gathered = new Promise((resolve) =>
      this.#pc.addEventListener('icegatheringstatechange', () => {
        if (this.#pc.iceGatheringState === 'complete') resolve(null);
      }),
    );
    await this.#pc.setLocalDescription();
    await gathered;
    return (this.#pc.localDescription?.sdp ?? '').replace(/^a=group:.*\r\n/m, '');
  }

  /** Offers anew what it has: the refresh of a session. */
  async offer(): Promise<string> {
    await this.#pc.setLocalDescription(await this.#pc.createOffer());
    return this.#pc.localDescription?.sdp ?? '';
  }

  close(): void {
    this.#pc.close();
  }
}

/** Hears what is played from now on: no earlier sound lingers in its measurement. */
async function hearsNow(stream: MediaStream, frequency: number): Promise<void> {
  const ear = new Ear();
  ear.element.srcObject = stream;
  await ear.element.play();
  await ear.hears(frequency);
  ear.element.srcObject = null;
}

describe('MediaPeer', () => {
  let peer: MediaPeer;
  let gateway: Gateway;
  let heard: MediaStream;

  beforeEach(async () => {
    peer = new MediaPeer({ iceServers: [], clock: systemClock, role: 'offerer' });
    gateway = new Gateway();
    peer.on('stream', (stream) => (heard = stream));
    await peer.attachMicrophone(plainMicrophone(toneTrack(523)));
    const answer = await gateway.answer(await peer.createLocal());
    expect(answer).not.to.include('BUNDLE');
    await peer.setRemote(answer);
    peer.confirm();
  });
  afterEach(() => {
    peer.close();
    gateway.close();
  });

  it('talks with a far end whose answer does not bundle, such as a gateway to plain SIP', async () => {
    await hearsNow(heard, 988);
    await gateway.ear.hears(523);
  });

  it('still hears the far end after a hold that was refused, or never answered', async () => {
    await hearsNow(heard, 988);
    peer.wishHeld(true);
    await peer.createLocal();
    await peer.rollback();
    peer.giveUpWishes();
    expect(peer.awaitsAnswer).to.equal(false);
    await hearsNow(heard, 988);
    await gateway.ear.hears(523);
  });

  it('takes an offer of the far end that comes while a hold is taken back', async () => {
    peer.wishHeld(true);
    await peer.createLocal();
    const takenBack = peer.rollback();
    const answered = gateway.offer().then(async (offer) => {
      await peer.setRemote(offer);
      return peer.createLocal();
    });
    await takenBack;
    expect(await answered).to.include('a=sendonly');
  });
});
