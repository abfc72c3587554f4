import type { SipTransport } from '../../../../src/phone/sip/transport.js';
import { SipRequest, accept, response } from '../../../support/sip-registrar.js';
import { createBench, media, until, type Bench } from '../support.js';
import type { Invitation } from 'sip.js';

/** The network between the phone and a server, without sockets: what is delivered is handled before `deliver` returns. */
class FakeWire extends EventTarget {
  readyState = 0;
  binaryType = 'blob';
  readonly sent: string[] = [];

  constructor() {
    super();
    queueMicrotask(() => {
      this.readyState = 1;
      this.dispatchEvent(new Event('open'));
    });
  }

  send(text: string): void {
    this.sent.push(text);
    const request = new SipRequest(text);
    if (request.method !== 'REGISTER') return;
    queueMicrotask(() => this.deliver(response(request, accept(request))));
  }

  deliver(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  close(): void {
    this.readyState = 3;
  }
}

/** The phone's whole SIP stack on such a wire, registered. */
export interface WiredPhone extends Bench {
  readonly wire: FakeWire;
  readonly transport: SipTransport;
  /** Address of the phone, as it registered. */
  readonly me: string;
  readonly invitations: Invitation[];
  /** Sends a good request and returns the status of its answer; 0 for none. */
  ask(): number;
}

export async function wirePhone(): Promise<WiredPhone> {
  const wires: FakeWire[] = [];
  const invitations: Invitation[] = [];
  const bench = createBench('ws://wire.test', {
    sessionDescriptionHandlerFactory: media,
    delegate: { onInvite: (invitation) => void invitations.push(invitation) },
    createWebSocket: () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire as unknown as WebSocket;
    },
  });
  bench.connection.start();
  await until('registered', () => bench.connection.state.status === 'registered');
  const wire = wires[0]!;
  const register = new SipRequest(wire.sent.find((text) => text.startsWith('REGISTER '))!);
  const me = /<([^>]+)>/.exec(register.header('Contact')!)![1]!;
  const transport = bench.connection.userAgent.transport as SipTransport;
  let asked = 0;
  const ask = (): number => {
    const branch = `z9hG4bKgood${(asked += 1)}`;
    const before = wire.sent.length;
    wire.deliver(goodRequest(me, branch));
    const answer = wire.sent.slice(before).find((text) => text.includes(branch));
    return Number(/^SIP\/2\.0 (\d{3})/.exec(answer ?? '')?.[1] ?? 0);
  };
  return { ...bench, wire, transport, me, invitations, ask };
}

/** An OPTIONS without a fault. */
export function goodRequest(me: string, branch: string): string {
  return [
    `OPTIONS ${me} SIP/2.0`,
    `Via: SIP/2.0/WS 127.0.0.1;branch=${branch}`,
    'Max-Forwards: 70',
    'From: <sip:pbx@pbx.test>;tag=1',
    `To: <${me}>`,
    `Call-ID: ${branch}`,
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
