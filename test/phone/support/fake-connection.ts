/** A browser's peer connection, as far as holding a call goes: its descriptions are the direction alone. */
export class FakeConnection {
  signalingState = 'stable';
  iceGatheringState = 'complete';
  iceConnectionState = 'connected';
  localDescription: { sdp: string } | null = null;
  readonly transceiver = {
    direction: 'sendrecv',
    currentDirection: 'sendrecv',
    receiver: { track: { kind: 'audio' } },
    sender: { replaceTrack: async () => {}, dtmf: null },
  };

  addTransceiver() {
    return this.transceiver;
  }
  getTransceivers() {
    return [this.transceiver];
  }
  addEventListener(): void {}
  getConfiguration() {
    return {};
  }
  async createOffer() {
    return { type: 'offer', sdp: this.transceiver.direction };
  }
  async setLocalDescription(description: { type: string; sdp?: string }): Promise<void> {
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    if (description.sdp) this.localDescription = { sdp: description.sdp };
  }
  async setRemoteDescription(): Promise<void> {
    this.signalingState = 'stable';
  }
  async getStats() {
    return new Map();
  }
  close(): void {}
}
