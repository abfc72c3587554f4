import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { Tones } from '../../../src/components/internal/tones.js';
import { tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, named } from '../mount.js';

/** What the page plays right now, seen at the Web Audio API of the browser. */
class Listening {
  readonly #start = AudioBufferSourceNode.prototype.start;
  readonly #stop = AudioBufferSourceNode.prototype.stop;
  readonly loops = new Set<AudioBufferSourceNode>();
  readonly once: AudioBufferSourceNode[] = [];

  constructor() {
    const { loops, once } = this;
    const start = this.#start;
    const stop = this.#stop;
    AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode) {
      if (this.loop) loops.add(this);
      else once.push(this);
      start.call(this);
    };
    AudioBufferSourceNode.prototype.stop = function (this: AudioBufferSourceNode) {
      loops.delete(this);
      stop.call(this);
    };
  }

  /** Lengths in seconds of the loops that play. */
  get lengths(): number[] {
    return [...this.loops].map(({ buffer }) => buffer?.duration ?? 0);
  }

  end(): void {
    AudioBufferSourceNode.prototype.start = this.#start;
    AudioBufferSourceNode.prototype.stop = this.#stop;
  }
}

function found(phone: CemscalePhone, name: string): HTMLElement | null {
  try {
    return named(phone, name);
  } catch {
    return null;
  }
}

describe('the sounds of the phone', () => {
  const phones: CemscalePhone[] = [];
  let listening: Listening;

  beforeEach(() => {
    listening = new Listening();
  });

  afterEach(async () => {
    listening.end();
    for (const phone of phones.splice(0)) {
      await phone.disconnect();
      phone.remove();
    }
  });

  async function online(url: string): Promise<CemscalePhone> {
    const phone = document.createElement('cemscale-phone');
    phone.tokenUrl = url;
    document.body.append(phone);
    phones.push(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
    return phone;
  }

  it('ring back to whoever waits alone for a third one, and not while somebody talks to them', async () => {
    const caller = await online(`${tokenUrl('1004')}?sounds=three`);
    await caller.call('+15552010101');
    await until('the answer', () => caller.snapshot.currentCall?.state.phase === 'active');
    expect(listening.loops.size).to.equal(0);
    await caller.addParticipant('+15552010106');
    await until('the ringback', () => listening.loops.size === 1);
    const threeWay = await caller.threeWay();
    await threeWay.mergeThreeWay();
    await until('silence', () => listening.loops.size === 0);
    await threeWay.cancelAddParticipant();
  });

  it('ring and ring back while a call waits, and stop at once with the answer', async () => {
    const caller = await online(`${tokenUrl('1005')}?sounds=1`);
    const called = await online(`${tokenUrl('1006')}?sounds=1`);
    await caller.call('1006');
    await until('both loops', () => listening.lengths.length === 2);
    expect(listening.lengths.sort()).to.deep.equal([3, 6]);
    await called.answer();
    await until('both talk', () => caller.snapshot.currentCall?.state.phase === 'active');
    expect(listening.lengths).to.deep.equal([]);
  });

  it('come from one of the elements that share a core', async () => {
    const caller = await online(`${tokenUrl('1005')}?sounds=2`);
    const called = await online(`${tokenUrl('1006')}?sounds=2`);
    await online(`${tokenUrl('1006')}?sounds=2`);
    await caller.call('1006');
    await until('the loops', () => listening.lengths.length >= 2);
    expect(listening.lengths.sort()).to.deep.equal([3, 6]);
    await called.hangup();
    await until('silence', () => listening.lengths.length === 0);
  });

  it('stop when the element leaves the page', async () => {
    const caller = await online(`${tokenUrl('1005')}?sounds=3`);
    const called = await online(`${tokenUrl('1006')}?sounds=3`);
    await caller.call('1006');
    await until('the ringtone', () => listening.lengths.includes(3));
    called.remove();
    expect(listening.lengths).not.to.include(3);
  });

  it('are said to be held back before the first call, until the page is touched', async () => {
    const play = HTMLMediaElement.prototype.play;
    const { userActivation } = navigator;
    let touched = false;
    Object.defineProperty(navigator, 'userActivation', {
      configurable: true,
      get: () => ({ hasBeenActive: touched }),
    });
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('no gesture', 'NotAllowedError'));
    const phone = await online(`${tokenUrl('1005')}?sounds=5`);
    phone.show();
    const enable = await until('the offer', () => found(phone, 'Enable ringing'));
    expect(listening.loops.size, 'nothing rings yet').to.equal(0);
    touched = true;
    enable.click();
    await until('it to be over', () => !found(phone, 'Enable ringing'));
    HTMLMediaElement.prototype.play = play;
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: userActivation });
  });

  it('let each key be heard, quietly', async () => {
    const phone = await online(`${tokenUrl('1005')}?sounds=4`);
    phone.show();
    await until('the keys', () => deep(phone, '[data-key="5"]'));
    deep(phone, '[data-key="5"]')?.click();
    await until('the tone', () => listening.once.length === 1);
    const samples = listening.once[0]?.buffer?.getChannelData(0) ?? new Float32Array();
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).to.be.within(0.02, 0.1);
    expect(named(phone, 'Call')).not.to.equal(null);
  });

  it('let the sound device sleep when nothing plays', async () => {
    const contexts: AudioContext[] = [];
    const Original = window.AudioContext;
    window.AudioContext = class extends Original {
      constructor() {
        super();
        contexts.push(this);
      }
    };
    const tones = new Tones();
    tones.ring();
    window.AudioContext = Original;
    await until('the device runs', () => contexts[0]?.state === 'running');
    tones.stop();
    await until('the device sleeps', () => contexts[0]?.state === 'suspended');
    tones.close();
  });

  it('go where they were sent: the ringtone to the ringer, the rest to the speaker, each as loud as chosen', async () => {
    (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks().forEach((track) => track.stop());
    const outputs = (await navigator.mediaDevices.enumerateDevices()).filter(
      ({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default',
    );
    const [speaker = '', ringer = ''] = outputs.map(({ deviceId }) => deviceId);
    const contexts: (AudioContext & { readonly sinkId?: string })[] = [];
    const Original = window.AudioContext;
    window.AudioContext = class extends Original {
      constructor() {
        super();
        contexts.push(this);
      }
    };
    const tones = new Tones();
    tones.route({
      speaker: { deviceId: speaker, volume: 0.5 },
      ringer: { deviceId: ringer, volume: 0.25 },
    });
    tones.ring();
    await until('the ringer', () => contexts.length === 1 && contexts[0]?.sinkId === ringer);
    tones.callWaiting();
    await until('the speaker', () => contexts.length === 2 && contexts[1]?.sinkId === speaker);
    window.AudioContext = Original;
    expect(listening.lengths, 'one loop at a time').to.deep.equal([5]);
    const node = tones.speakerNode;
    expect(node instanceof GainNode && node.gain.value).to.equal(0.5);
    tones.route({ speaker: { deviceId: ringer, volume: 1 }, ringer: { deviceId: '', volume: 1 } });
    await until('the other speaker, while it beeps', () => contexts[1]?.sinkId === ringer);
    await until('the ringer of the system', () => contexts[0]?.sinkId === '');
    tones.close();
  });
});
