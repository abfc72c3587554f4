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

  close(): void {
    this.#pc.close();
  }
}

describe('MediaPeer', () => {
  it('talks with a far end whose answer does not bundle, such as a gateway to plain SIP', async () => {
    const peer = new MediaPeer({ iceServers: [], clock: systemClock, role: 'offerer' });
    const gateway = new Gateway();
    const ear = new Ear();
    peer.on('stream', (stream) => {
      ear.element.srcObject = stream;
      void ear.element.play();
    });
    await peer.attachMicrophone(plainMicrophone(toneTrack(523)));
    const answer = await gateway.answer(await peer.createLocal());
    expect(answer).not.to.include('BUNDLE');
    await peer.setRemote(answer);
    await ear.hears(988);
    await gateway.ear.hears(523);
    peer.close();
    gateway.close();
  });
});
