import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  type RTCRtpTransceiver,
} from 'werift';
import { decodePcmu, encodePcmu } from './g711.js';
import type { LocalDescriptionOptions, MediaDirection, MediaEndpoint } from './endpoint.js';
import { frameMs, frameSamples, sampleRate } from './party.js';
import { ImpairedPath } from './impaired-path.js';
import { directionOf, mirrored, prepareRemote } from './sdp.js';
import { TelephoneEventDecoder } from './telephone-event.js';

/** {@link MediaEndpoint} on werift, pure TypeScript: PCMU and telephone-events over DTLS-SRTP. */
export class WeriftEndpoint implements MediaEndpoint {
  onpcm: ((samples: Int16Array) => void) | undefined;
  ondtmf: ((digit: string) => void) | undefined;
  readonly path = new ImpairedPath();
  #peer: RTCPeerConnection;
  #transceiver: RTCRtpTransceiver;
  #fingerprint: string | undefined;
  readonly #events = new TelephoneEventDecoder();
  #remoteDirection: MediaDirection = 'sendrecv';
  #received = 0;
  #sequence = 0;
  #timestamp = 0;
  #writtenAt = 0;
  #closed = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor() {
    [this.#peer, this.#transceiver] = this.#connect();
  }

  get remoteDirection(): MediaDirection {
    return this.#remoteDirection;
  }

  get received(): number {
    return this.#received;
  }

  setRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    return this.#inTurn(() => this.#setRemote(type, sdp));
  }

  createLocal(type: 'offer' | 'answer', options: LocalDescriptionOptions = {}): Promise<string> {
    return this.#inTurn(() => this.#createLocal(type, options));
  }

  write(frame: Int16Array): void {
    if (this.#closed || this.#remoteDirection === 'sendonly' || this.#remoteDirection === 'inactive') return;
    const now = performance.now();
    const gap = Math.round((now - this.#writtenAt) / frameMs) - 1;
    const marker = this.#writtenAt === 0 || gap > 10;
    if (gap > 10 && this.#writtenAt !== 0) this.#timestamp += gap * frameSamples;
    this.#writtenAt = now;
    const header = new RtpHeader({
      payloadType: 0,
      marker,
      sequenceNumber: this.#sequence & 0xffff,
      timestamp: this.#timestamp >>> 0,
    });
    this.#sequence += 1;
    this.#timestamp += frameSamples;
    this.#transceiver.sender.sendRtp(new RtpPacket(header, encodePcmu(frame))).catch(() => undefined);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.onpcm = undefined;
    this.ondtmf = undefined;
    // Sockets that are opened while it closes would stay open for ever.
    await this.#turn;
    await closePeer(this.#peer);
  }

  #connect(): [RTCPeerConnection, RTCRtpTransceiver] {
    const peer = new RTCPeerConnection({
      codecs: { audio: codecs() },
      // Makes two tabs work on a machine without any network; werift leaves loopback out by itself.
      iceAdditionalHostAddresses: ['127.0.0.1'],
      iceUseIpv6: false,
    });
    const transceiver = peer.addTransceiver(new MediaStreamTrack({ kind: 'audio' }), { direction: 'sendrecv' });
    // werift asks a public STUN server when none is configured, and waits for its answer.
    for (const { connection } of peer.iceTransports) {
      delete connection.stunServer;
      this.path.attach(connection);
    }
    peer.onTrack.subscribe((track) => {
      track.onReceiveRtp.allUnsubscribe();
      track.onReceiveRtp.subscribe((packet) => this.#receive(packet));
    });
    return [peer, transceiver];
  }

  /** A page that comes with another certificate has a new connection: an association of DTLS cannot be taken over. */
  async #followCertificate(type: 'offer' | 'answer', sdp: string): Promise<void> {
    const fingerprint = /^a=fingerprint:(.*)$/m.exec(sdp)?.[1]?.trim().toUpperCase();
    if (fingerprint === undefined) return;
    const changed = this.#fingerprint !== undefined && fingerprint !== this.#fingerprint;
    this.#fingerprint = fingerprint;
    if (!changed || type !== 'offer') return;
    const old = this.#peer;
    [this.#peer, this.#transceiver] = this.#connect();
    await closePeer(old);
  }

  async #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const result = this.#turn.then(() => {
      if (this.#closed) throw new Error('The endpoint is closed.');
      return task();
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #setRemote(type: 'offer' | 'answer', sdp: string): Promise<void> {
    // First of all: what is unusable must not cost the connection that works.
    const prepared = prepareRemote(sdp);
    await this.#followCertificate(type, sdp);
    await this.#peer.setRemoteDescription({ type, sdp: prepared });
    this.#remoteDirection = directionOf(sdp);
    if (type === 'answer') this.#checkAgain();
  }

  async #createLocal(type: 'offer' | 'answer', options: LocalDescriptionOptions): Promise<string> {
    this.#transceiver.setDirection(
      options.direction ?? (type === 'answer' ? mirrored(this.#remoteDirection) : 'sendrecv'),
    );
    const description =
      type === 'offer'
        ? await this.#peer.createOffer({ iceRestart: options.iceRestart ?? false })
        : await this.#peer.createAnswer();
    await this.#peer.setLocalDescription(description);
    if (type === 'answer') this.#checkAgain();
    return this.#peer.localDescription?.sdp ?? '';
  }

  // werift starts the checks of an ICE restart only when DTLS is not connected, which it always is then.
  #checkAgain(): void {
    for (const { state, iceTransport } of this.#peer.dtlsTransports) {
      if (state !== 'connected' || iceTransport.connection.nominated !== undefined) continue;
      iceTransport.start().catch(() => undefined);
    }
  }

  #receive({ header, payload }: RtpPacket): void {
    if (this.#closed) return;
    if (header.payloadType === 0) {
      this.#received += 1;
      this.onpcm?.(decodePcmu(payload));
      return;
    }
    const digit = this.#events.decode(header.timestamp, payload);
    if (digit !== null) this.ondtmf?.(digit);
  }
}

async function closePeer(peer: RTCPeerConnection): Promise<void> {
  await peer.close().catch(() => undefined);
  abandonHandshake(peer);
  // The handshake begins 100 ms after ICE succeeded, closed or not.
  setTimeout(() => abandonHandshake(peer), 200).unref();
}

// werift goes on repeating an unfinished DTLS handshake for half a minute after it was closed.
function abandonHandshake(peer: RTCPeerConnection): void {
  for (const { dtls } of peer.dtlsTransports) if (dtls !== undefined) dtls.dtls.flight = Infinity;
}

function codecs(): RTCRtpCodecParameters[] {
  const common = { clockRate: sampleRate, channels: 1 };
  return [
    new RTCRtpCodecParameters({ ...common, mimeType: 'audio/PCMU', payloadType: 0 }),
    new RTCRtpCodecParameters({
      ...common,
      mimeType: 'audio/telephone-event',
      payloadType: 101,
      parameters: '0-15',
    }),
  ];
}
