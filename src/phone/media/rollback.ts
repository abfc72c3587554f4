/** Takes pending offers back, one connection's. */
export class Rollback {
  /** Never rejects; null when there is none. Its offers are nobody's: what is negotiated waits for its end. */
  running: Promise<void> | null = null;

  /** Back to what was agreed before the pending offer, wherever it came from (RFC 8829 section 4.1.10.2). */
  run(pc: RTCPeerConnection, audio: RTCRtpTransceiver | null): Promise<void> {
    const done = rollBack(pc, audio);
    const settle = (): void => {
      if (this.running === running) this.running = null;
    };
    const running = done.then(settle, settle);
    this.running = running;
    return done;
  }
}

/**
 * Chromium stops to receive with a local offer that asks for nothing, such as a hold, and does not begin again with its
 * rollback: the agreed direction is offered once more, to nobody, and taken back.
 */
async function rollBack(pc: RTCPeerConnection, audio: RTCRtpTransceiver | null): Promise<void> {
  if (pc.signalingState === 'have-remote-offer') return pc.setRemoteDescription({ type: 'rollback' });
  if (pc.signalingState !== 'have-local-offer') return;
  await pc.setLocalDescription({ type: 'rollback' });
  const agreed = audio?.currentDirection;
  if (!audio || !agreed || agreed === 'stopped' || audio.direction === agreed) return;
  audio.direction = agreed;
  await pc.setLocalDescription(await pc.createOffer());
  await pc.setLocalDescription({ type: 'rollback' });
}
