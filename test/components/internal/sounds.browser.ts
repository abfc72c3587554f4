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
    const tones = new Tones(() => undefined);
    window.AudioContext = Original;
    tones.ring();
    await until('the device runs', () => contexts[0]?.state === 'running');
    tones.stop();
    await until('the device sleeps', () => contexts[0]?.state === 'suspended');
    expect(tones.blocked).to.equal(false);
    await tones.close();
  });
});
