import type { Clock } from '../../shared/clock.js';

/** Milliseconds to wait for more after the first candidate that the far end can reach. */
const SETTLE_MS = 200;
/** Longest wait of all; a black-holed STUN server must not delay the INVITE. */
const CAP_MS = 1000;

/**
 * Sets the local description and resolves with its text, candidates included. With another ICE user fragment the browser
 * gathers anew, but says `complete` of the gathering before until it begins: an offer sent then has no candidate that
 * still holds.
 */
export async function setLocal(
  peer: RTCPeerConnection,
  description: RTCSessionDescriptionInit,
  clock: Clock,
): Promise<string> {
  const before = userFragment(peer);
  await peer.setLocalDescription(description);
  await gatherCandidates(peer, clock, userFragment(peer) !== before);
  return peer.localDescription?.sdp ?? '';
}

function userFragment({ localDescription }: RTCPeerConnection): string | undefined {
  return /^a=ice-ufrag:(.*)$/m.exec(localDescription?.sdp ?? '')?.[1];
}

/**
 * Resolves when the local description is worth sending: gathering complete, or the first usable candidate
 * plus 200 ms, or 1 s. With ICE servers only server-reflexive and relayed candidates count as usable;
 * without any, host candidates are all there will be (RFC 8445 section 5.1.1). Candidates found later
 * are learned by the far end as peer-reflexive. `isNew`: the gathering that was asked for may not have begun.
 */
export function gatherCandidates(peer: RTCPeerConnection, clock: Clock, isNew = false): Promise<void> {
  const needsServer = (peer.getConfiguration().iceServers ?? []).length > 0;
  return new Promise((resolve) => {
    if (!isNew && peer.iceGatheringState === 'complete') return resolve();
    const finish = () => {
      cancelCap();
      cancelSettle?.();
      peer.removeEventListener('icecandidate', onCandidate);
      peer.removeEventListener('icegatheringstatechange', onGatheringState);
      resolve();
    };
    let cancelSettle: (() => void) | undefined;
    const onCandidate = ({ candidate }: RTCPeerConnectionIceEvent) => {
      if (!candidate?.candidate) return;
      if (needsServer && candidate.type === 'host') return;
      cancelSettle ??= clock.after(SETTLE_MS, finish);
    };
    const onGatheringState = () => {
      if (peer.iceGatheringState === 'complete') finish();
    };
    const cancelCap = clock.after(CAP_MS, finish);
    peer.addEventListener('icecandidate', onCandidate);
    peer.addEventListener('icegatheringstatechange', onGatheringState);
  });
}
