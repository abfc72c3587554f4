import type { CallSnapshot } from '../../src/phone/call-state.js';
import { Phone } from '../../src/phone/index.js';
import type { SipCredentials } from '../../src/phone/sip/credentials.js';
import { Ear } from '../support/hearing.js';

/** What a test does in the page: our phone, driven from Node. */
export class InteropPage {
  readonly calls: CallSnapshot[] = [];
  readonly relays: string[] = [];
  /** STUN error codes of the relays that gave nothing, and how often gathering came to its end. */
  readonly refusals: number[] = [];
  gatherings = 0;
  readonly ear = new Ear();
  #phone: Phone | null = null;

  get phone(): Phone {
    if (this.#phone === null) throw new Error('The phone has not been started.');
    return this.#phone;
  }

  start(sip: SipCredentials, iceServers: readonly RTCIceServer[], relayOnly: boolean): void {
    if (relayOnly) this.#useRelaysOnly();
    this.#phone = new Phone({
      sip,
      displayName: 'Interop',
      iceServers,
      createAudioElement: () => this.ear.element,
    });
    this.#phone.on('call', (call) => this.calls.push(call));
    this.#phone.start();
  }

  /** The latest state of the latest call. */
  get state(): CallSnapshot['state'] | null {
    return this.calls.at(-1)?.state ?? null;
  }

  /** Each phase of the latest call, without repetitions. */
  get phases(): string[] {
    const id = this.calls.at(-1)?.id;
    const phases = this.calls.filter((call) => call.id === id).map(({ state }) => state.phase as string);
    return phases.filter((phase, index) => phase !== phases[index - 1]);
  }

  /** The browser may only send through TURN, as behind a firewall that lets nothing else out. */
  #useRelaysOnly(): void {
    const { relays, refusals } = this;
    const gathered = (): void => void (this.gatherings += 1);
    const Original = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
        this.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate?.type === 'relay') relays.push(candidate.candidate);
        });
        this.addEventListener('icecandidateerror', ({ errorCode }) => refusals.push(errorCode));
        this.addEventListener('icegatheringstatechange', () => {
          if (this.iceGatheringState === 'complete') gathered();
        });
      }
    };
  }
}

window.interop = new InteropPage();
