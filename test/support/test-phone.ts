import type { TokenGrant } from '../../src/api/token.js';
import type { CallSnapshot, CallState } from '../../src/phone/call-state.js';
import { Phone } from '../../src/phone/index.js';
import type { SoftphoneError } from '../../src/shared/errors.js';
import { Ear } from './hearing.js';
import { tokenUrl } from './platform.js';
import { until } from './poll.js';

/** A real phone of one extension of the dev platform that sends its own tone and can be listened to. */
export class TestPhone {
  readonly phone: Phone;
  readonly ear = new Ear();
  readonly tone: number;
  readonly calls: CallSnapshot[] = [];
  readonly errors: SoftphoneError[] = [];
  /** What it registered with at first. */
  readonly sip: TokenGrant['sip'];

  private constructor(
    grant: Pick<TokenGrant, 'sip' | 'extension' | 'iceServers'>,
    tone: number,
    iceLifeMs?: number,
  ) {
    this.tone = tone;
    this.sip = grant.sip;
    this.phone = new Phone({
      sip: grant.sip,
      displayName: grant.extension.displayName,
      iceServers: grant.iceServers,
      ...(iceLifeMs === undefined ? {} : { iceLifeMs }),
      microphone: { deviceId: String(tone) },
      createAudioElement: () => this.ear.element,
    });
    this.phone.on('call', (call) => this.calls.push(call));
    this.phone.on('error', (error) => this.errors.push(error));
  }

  /** Registered and ready; with these ICE servers rather than those of the platform, or over another wire to it. */
  static async online(
    extension: string,
    tone: number,
    other: {
      readonly iceServers?: readonly RTCIceServer[];
      readonly iceLifeMs?: number;
      readonly wsUri?: string;
    } = {},
  ): Promise<TestPhone> {
    const answer = await fetch(tokenUrl(extension), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' },
      body: '{}',
    });
    if (!answer.ok) throw new Error(`no token for ${extension}: ${answer.status} ${await answer.text()}`);
    const grant = (await answer.json()) as TokenGrant;
    const { iceServers = grant.iceServers, iceLifeMs, wsUri = grant.sip.wsUri } = other;
    const test = new TestPhone({ ...grant, iceServers, sip: { ...grant.sip, wsUri } }, tone, iceLifeMs);
    test.phone.start();
    await until(`${extension} to register`, () => test.phone.connection.status === 'registered');
    return test;
  }

  /** The latest snapshot of the latest call. */
  get last(): CallSnapshot | undefined {
    return this.calls.at(-1);
  }

  /** Waits for the latest call to reach a phase and returns that state. */
  async reaches<P extends CallState['phase']>(
    phase: P,
    timeoutMs = 10_000,
  ): Promise<Extract<CallState, { phase: P }>> {
    const isThere = (state: CallState | undefined): state is Extract<CallState, { phase: P }> =>
      state?.phase === phase;
    return until(
      `${phase} (is ${JSON.stringify(this.last?.state)})`,
      () => {
        const state = this.last?.state;
        return isThere(state) ? state : null;
      },
      timeoutMs,
    );
  }

  /** Every phase of the latest call so far, without repetitions. */
  get phases(): string[] {
    const id = this.last?.id;
    const phases = this.calls.filter((call) => call.id === id).map(({ state }) => state.phase as string);
    return phases.filter((phase, index) => phase !== phases[index - 1]);
  }
}
