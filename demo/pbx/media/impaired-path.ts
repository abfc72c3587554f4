import type { RTCIceTransport } from 'werift';

/** What a bad network does to packets that go one way. */
export interface Impairment {
  /** Share of packets that are dropped, 0 to 100. */
  readonly lossPercent: number;
  readonly delayMs: number;
  /** Each packet waits up to this much longer than the one before. */
  readonly jitterMs: number;
}

type Connection = RTCIceTransport['connection'];

/** Stands between one page and the platform and spoils sound on purpose: RTP and RTCP alone, so that the path itself stays up. */
export class ImpairedPath {
  toPage: Impairment | null = null;
  fromPage: Impairment | null = null;

  attach(connection: Connection): void {
    const send = connection.send.bind(connection);
    connection.send = (data) => {
      if (!this.toPage || !isMedia(data)) return send(data);
      impaired(this.toPage, () => void send(data).catch(() => undefined));
      return Promise.resolve();
    };
    const { onData } = connection;
    const receive = onData.execute;
    onData.execute = (data) => {
      if (this.fromPage && isMedia(data)) impaired(this.fromPage, () => receive(data));
      else receive(data);
    };
  }
}

function impaired({ lossPercent, delayMs, jitterMs }: Impairment, pass: () => void): void {
  if (Math.random() * 100 < lossPercent) return;
  const delay = delayMs + Math.random() * jitterMs;
  if (delay > 0) setTimeout(pass, delay).unref();
  else pass();
}

/** RTP and RTCP begin with version 2, DTLS and STUN do not (RFC 7983). */
function isMedia(data: Buffer): boolean {
  const first = data[0] ?? 0;
  return first >= 128 && first <= 191;
}
