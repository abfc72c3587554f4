import type { StepTools } from './preflight.js';
import type { StepResult } from './report.js';

const GATHER_MS = 6000;

interface Found {
  relayProtocols: Set<string>;
  address: boolean;
  refused: boolean;
}

/**
 * Asks the STUN and TURN servers of the token for addresses, as the next call will. A relay address is proof of its
 * credentials: the server gives one only to whom it knows (RFC 8656 section 7).
 */
export async function tryNetwork({ softphone, clock, signal }: StepTools): Promise<StepResult> {
  const grant = softphone.tokens.current;
  const iceServers = grant && 'iceServers' in grant ? [...grant.iceServers] : [];
  const urls = iceServers.flatMap(({ urls }) => urls);
  if (urls.length === 0) return { state: 'skipped', finding: 'no-relay-needed' };
  const wantsRelay = urls.some((url) => /^turns?:/i.test(url));
  const found = await gather(iceServers, wantsRelay, clock, signal);
  if (!wantsRelay)
    return found.address
      ? { state: 'ok', finding: 'address-known' }
      : { state: 'warning', finding: 'address-unknown' };
  const [relayProtocol] = found.relayProtocols;
  if (found.relayProtocols.has('udp'))
    return { state: 'ok', finding: 'relay-works', measures: { relayProtocol: 'udp' } };
  if (relayProtocol) return { state: 'warning', finding: 'relay-without-udp', measures: { relayProtocol } };
  return { state: 'failed', finding: found.refused ? 'relay-refused' : 'relay-unreachable' };
}

/** Ends with the first address of the kind that matters, when all were asked, or after 6 s. */
function gather(
  iceServers: RTCIceServer[],
  wantsRelay: boolean,
  clock: StepTools['clock'],
  signal: AbortSignal,
): Promise<Found> {
  const found: Found = { relayProtocols: new Set(), address: false, refused: false };
  const peer = new RTCPeerConnection({ iceServers });
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      signal.removeEventListener('abort', finish);
      peer.close();
      resolve(found);
    };
    const cancel = clock.after(GATHER_MS, finish);
    signal.addEventListener('abort', finish);
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate?.candidate) return;
      if (candidate.type === 'srflx') found.address = true;
      if (candidate.type === 'relay') found.relayProtocols.add(relayProtocolOf(candidate));
      if (wantsRelay ? found.relayProtocols.has('udp') : found.address) finish();
    });
    // 401 and the like come from the server, 7xx from the browser: it got no answer.
    peer.addEventListener('icecandidateerror', ({ errorCode }) => {
      if (errorCode >= 400 && errorCode < 600) found.refused = true;
    });
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState === 'complete') finish();
    });
    peer.createDataChannel('check');
    peer
      .createOffer()
      .then((offer) => peer.setLocalDescription(offer))
      .catch(finish);
  });
}

/** How the relay is reached: by the standard's field, which TypeScript does not know yet, else as it always was. */
function relayProtocolOf(candidate: RTCIceCandidate): string {
  const { relayProtocol } = candidate as RTCIceCandidate & { readonly relayProtocol?: string | null };
  return relayProtocol ?? 'udp';
}
