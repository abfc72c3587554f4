import type { ImpairedPath } from './impaired-path.js';

/** Direction of a media section as its writer means it (RFC 3264). */
export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface LocalDescriptionOptions {
  /** What this side wants to do; an answer gets less when the offer allows less. */
  readonly direction?: MediaDirection;
  /** New ICE credentials in an offer. */
  readonly iceRestart?: boolean;
}

/** One WebRTC leg, whatever library carries it. Audio is 16-bit mono at 8 kHz. */
export interface MediaEndpoint {
  /** Direction of the last description that came from the far end, as the far end means it. */
  readonly remoteDirection: MediaDirection;
  /** The way to the page, for faults on purpose. */
  readonly path: ImpairedPath;
  /** Packets of audio received so far. */
  readonly received: number;
  setRemote(type: 'offer' | 'answer', sdp: string): Promise<void>;
  /** A complete description: candidates are inside, nothing trickles. */
  createLocal(type: 'offer' | 'answer', options?: LocalDescriptionOptions): Promise<string>;
  /** Sends 20 ms of audio, unless the far end does not want any. */
  write(frame: Int16Array): void;
  /** Audio as it arrives; packets of any length. */
  onpcm: ((samples: Int16Array) => void) | undefined;
  /** One RFC 4733 digit. */
  ondtmf: ((digit: string) => void) | undefined;
  close(): Promise<void>;
}
