import { expect } from 'chai';
import type { WebSocketConstructor } from '../../../src/api/event-socket-options.js';
import { PlaygroundSession } from '../../../src/api/playground/session.js';
import { DOWNSTREAM_RATE, UPSTREAM_FRAME } from '../../../src/api/playground/protocol.js';
import { until } from '../../support/poll.js';

/** The wire: what is sent is kept, what arrives is the test's. */
class FakeSocket extends EventTarget {
  static last: FakeSocket | null = null;
  binaryType = 'blob';
  readonly texts: string[] = [];
  readonly audio: ArrayBuffer[] = [];
  closedWith: number | undefined;

  constructor(readonly url: string) {
    super();
    FakeSocket.last = this;
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }

  send(data: string | ArrayBufferLike): void {
    if (typeof data === 'string') this.texts.push(data);
    else this.audio.push(data as ArrayBuffer);
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  says(message: object | ArrayBuffer): void {
    const data = message instanceof ArrayBuffer ? message : JSON.stringify(message);
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

describe('PlaygroundSession', () => {
  let session: PlaygroundSession;
  let events: string[];
  let renew: () => void;
  let following: boolean;

  beforeEach(() => {
    events = [];
    FakeSocket.last = null;
    session = new PlaygroundSession({
      access: async () => ({ url: 'wss://platform.example/ai', auth: { type: 'auth', ticket: 't' } }),
      followTokens: (onGrant) => {
        renew = onGrant;
        following = true;
        return () => void (following = false);
      },
      WebSocket: () => FakeSocket as unknown as WebSocketConstructor,
      workletUrl: '/src/api/playground/microphone-worklet.ts',
    });
    for (const name of ['ready', 'toolCall', 'toolResult', 'transcript', 'end', 'error'] as const) {
      session.on(name, (payload: unknown) => events.push(`${name} ${JSON.stringify(payload) ?? ''}`.trim()));
    }
  });
  afterEach(() => session.disconnect());

  async function started(): Promise<FakeSocket> {
    const start = session.start();
    const socket = await until('the first message', () =>
      FakeSocket.last?.texts.length ? FakeSocket.last : null,
    );
    socket.says({ type: 'ready' });
    await start;
    return socket;
  }

  it('authenticates first, sends the microphone in frames of 20 ms once the agent is ready', async () => {
    const socket = await started();
    expect(socket.texts).to.deep.equal(['{"type":"auth","ticket":"t"}']);
    expect(session.isConnected).to.equal(true);
    await until('five frames', () => socket.audio.length >= 5);
    expect(socket.audio.every(({ byteLength }) => byteLength === UPSTREAM_FRAME * 2)).to.equal(true);
    await until('sound of the microphone', () =>
      socket.audio.some((frame) => new Int16Array(frame).some((one) => one !== 0)),
    );
  });

  it('shows each new token in band, so that a long talk outlives its first one', async () => {
    const socket = await started();
    expect(following).to.equal(true);
    renew();
    await until('the second proof', () => socket.texts.length === 2);
    expect(socket.texts[1]).to.equal('{"type":"auth","ticket":"t"}');
    session.disconnect();
    expect(following).to.equal(false);
  });

  it('sends silence while muted, and sound again after', async () => {
    const socket = await started();
    session.mute();
    expect(session.isMuted).to.equal(true);
    const isSilent = (frame: ArrayBuffer): boolean => new Int16Array(frame).every((one) => one === 0);
    await until('silence', () => socket.audio.length > 10 && socket.audio.slice(-10).every(isSilent));
    session.unmute();
    const from = socket.audio.length;
    await until('sound', () => socket.audio.slice(from).some((frame) => !isSilent(frame)));
  });

  it('tells what the agent does, and its end once', async () => {
    const socket = await started();
    socket.says({ type: 'transcript', role: 'assistant', text: 'Hello' });
    socket.says({ type: 'tool_call', function: 'send_sms', args: { to_phone: '+1' } });
    socket.says({ type: 'tool_result', function: 'send_sms', status: 'sent', message: 'Done' });
    socket.says(new Int16Array(DOWNSTREAM_RATE / 10).fill(1000).buffer);
    socket.says({ type: 'end', reason: 'completed' });
    session.disconnect();
    expect(events).to.deep.equal([
      'ready',
      'transcript {"role":"assistant","text":"Hello"}',
      'toolCall {"function":"send_sms","args":{"to_phone":"+1"}}',
      'toolResult {"function":"send_sms","status":"sent","message":"Done"}',
      'end {"reason":"completed"}',
    ]);
    expect(session.isConnected).to.equal(false);
    expect(socket.closedWith).to.equal(1000);
  });

  it('says goodbye and stops sending when the person leaves', async () => {
    const socket = await started();
    session.disconnect();
    expect(socket.texts.at(-1)).to.equal('{"type":"end"}');
    expect(events.at(-1)).to.equal('end {"reason":"user_disconnect"}');
  });

  it('tells a lost connection as an error and an end', async () => {
    const socket = await started();
    socket.dispatchEvent(new CloseEvent('close', { code: 1006 }));
    expect(events.map((event) => event.split(' ')[0])).to.deep.equal(['ready', 'error', 'end']);
  });
});
