import type { Clock } from '../../shared/clock.js';

export interface MediaPeerOptions {
  readonly iceServers: readonly RTCIceServer[];
  readonly clock: Clock;
  /** Who makes the first offer: an answerer takes the audio section that the offer brings. */
  readonly role: 'offerer' | 'answerer';
  readonly createPeerConnection?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

/** A browser's connection for one audio section. */
export function newConnection({
  iceServers,
  createPeerConnection: create = (configuration) => new RTCPeerConnection(configuration),
}: MediaPeerOptions): RTCPeerConnection {
  return create({
    iceServers: [...iceServers],
    // Gateways to plain SIP (rtpengine) answer without a BUNDLE group, which 'max-bundle' refuses. With one section
    // there is nothing to bundle.
    bundlePolicy: 'balanced',
    rtcpMuxPolicy: 'require',
  });
}

/** The audio section of a connection, the first one offered where there is none yet. Every other one is turned down. */
export function keepAudio(pc: RTCPeerConnection, own: RTCRtpTransceiver | null): RTCRtpTransceiver | null {
  const transceivers = pc.getTransceivers();
  const kept = own ?? transceivers.find(({ receiver }) => receiver.track.kind === 'audio') ?? null;
  for (const other of transceivers) if (other !== kept) other.direction = 'inactive';
  return kept;
}

/** The device as the browser sees it: `muted` by the system or by itself, `ended` when it is gone; null without one. */
export function deviceState(device: MediaStreamTrack | undefined): 'live' | 'muted' | 'ended' | null {
  if (!device) return null;
  const { readyState, muted } = device;
  return readyState === 'live' && muted ? 'muted' : readyState;
}

/** Queues RFC 4733 events; false when the far end did not agree to telephone-event. */
export function insertDigits(dtmf: RTCDTMFSender | null | undefined, digits: string): boolean {
  if (!dtmf?.canInsertDTMF) return false;
  // insertDTMF replaces what is still queued, so what is queued goes first.
  dtmf.insertDTMF(dtmf.toneBuffer + digits, 100, 70);
  return true;
}
