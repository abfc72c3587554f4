/** How the path of the media is: `interrupted` may heal by itself, `failed` needs an ICE restart. */
export type MediaHealth = 'connected' | 'interrupted' | 'failed';

/** Null while nothing is known yet, and of a connection that was closed. */
export function mediaHealth(state: RTCIceConnectionState): MediaHealth | null {
  if (state === 'connected' || state === 'completed') return 'connected';
  if (state === 'disconnected') return 'interrupted';
  return state === 'failed' ? 'failed' : null;
}

/** What tells two forks' answers apart: ICE user fragment and DTLS fingerprint. */
export function transportKey(sdp: string): string {
  return [/^a=ice-ufrag:(.*)$/m, /^a=fingerprint:(.*)$/m]
    .map((pattern) => pattern.exec(sdp)?.[1]?.trim())
    .join(' ');
}
