import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DirectionSample, QualitySample } from '../../../../src/phone/media/quality/quality.js';
import { Warnings, type Situation } from '../../../../src/phone/media/quality/warnings.js';

const clear: DirectionSample = { packets: 50, lossPercent: 0, jitterMs: 2, mos: 4.4 };
const fine: QualitySample = {
  elapsedMs: 1000,
  roundTripMs: 20,
  incoming: clear,
  outgoing: clear,
  microphoneLevel: 0.1,
};
const talking: Situation = { muted: false, onHold: false, microphone: 'live' };

const withIncoming = (change: Partial<DirectionSample>): QualitySample => ({
  ...fine,
  incoming: { ...clear, ...change },
});
const withOutgoing = (change: Partial<DirectionSample>): QualitySample => ({
  ...fine,
  outgoing: { ...clear, ...change },
});
const nothing: DirectionSample = { packets: 0, lossPercent: null, jitterMs: null, mos: null };

const times = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

/** What is raised after each second. */
function raised(samples: readonly QualitySample[], situation: Situation = talking): string[] {
  const warnings = new Warnings();
  return samples.map((sample) => warnings.take(sample, situation).join(' '));
}

describe('measured warnings', () => {
  const limits: Record<string, [over: QualitySample, at: QualitySample]> = {
    'round-trip': [
      { ...fine, roundTripMs: 401 },
      { ...fine, roundTripMs: 400 },
    ],
    'jitter-in': [withIncoming({ jitterMs: 30.1 }), withIncoming({ jitterMs: 30 })],
    'jitter-out': [withOutgoing({ jitterMs: 30.1 }), withOutgoing({ jitterMs: 30 })],
    'loss-in': [withIncoming({ lossPercent: 1.1 }), withIncoming({ lossPercent: 1 })],
    'loss-out': [withOutgoing({ lossPercent: 1.1 }), withOutgoing({ lossPercent: 1 })],
    'mos-in': [withIncoming({ mos: 2.99 }), withIncoming({ mos: 3 })],
    'mos-out': [withOutgoing({ mos: 2.99 }), withOutgoing({ mos: 3 })],
  };

  for (const [kind, [over, at]] of Object.entries(limits)) {
    it(`raises ${kind} at the third crossing of the last five`, () => {
      assert.deepEqual(raised([over, over, over]), ['', '', kind]);
      assert.deepEqual(raised([over, fine, over, fine, over]), ['', '', '', '', kind]);
      assert.deepEqual(raised([over, fine, fine, over, fine, over]), ['', '', '', '', '', '']);
      assert.deepEqual(raised([at, at, at, at, at]), ['', '', '', '', '']);
    });

    it(`clears ${kind} after three good seconds in a row, without a flicker before`, () => {
      assert.deepEqual(raised([over, over, over, fine, over, fine, fine, fine]).slice(2), [
        kind,
        kind,
        kind,
        kind,
        kind,
        '',
      ]);
    });
  }

  it('stays the same list while nothing changes', () => {
    const warnings = new Warnings();
    const first = warnings.take(fine, talking);
    assert.equal(warnings.take(fine, talking), first);
  });
});

describe('one-way sound', () => {
  const deaf: QualitySample = { ...fine, incoming: nothing };
  const dumb: QualitySample = { ...fine, outgoing: nothing };
  const dead: QualitySample = { ...fine, incoming: nothing, outgoing: nothing };
  const unheard = withOutgoing({ lossPercent: 97 });

  it('is told after three seconds and gone with the first packet', () => {
    assert.deepEqual(raised([deaf, deaf, deaf, fine]), ['', '', 'not-hearing', '']);
    assert.deepEqual(raised([dumb, dumb, dumb, fine]), ['', '', 'not-heard', '']);
    assert.deepEqual(raised([dead, dead, dead, fine]), ['', '', 'no-sound', '']);
  });

  it('begins to count anew after every packet', () => {
    assert.deepEqual(raised([deaf, deaf, fine, deaf, deaf]), ['', '', '', '', '']);
  });

  it('is told where hardly anything of ours arrives', () => {
    assert.match(raised([unheard, unheard, unheard]).at(-1) ?? '', /^not-heard/);
  });

  it('is as it should be while somebody is on hold', () => {
    assert.deepEqual(raised([deaf, deaf, deaf, deaf], { ...talking, onHold: true }), ['', '', '', '']);
  });

  it('raises no alarm where the browser does not count', () => {
    const uncounted = { ...nothing, packets: null };
    assert.deepEqual(raised(times(5, { ...fine, incoming: uncounted, outgoing: uncounted })), [
      '',
      '',
      '',
      '',
      '',
    ]);
  });

  it('takes one long second for as many as it was', () => {
    assert.deepEqual(raised([{ ...deaf, elapsedMs: 3000 }]), ['not-hearing']);
  });
});

describe('a silent microphone', () => {
  const silent: QualitySample = { ...fine, microphoneLevel: 0 };

  it('is told after five seconds of nothing but zeros', () => {
    assert.deepEqual(raised([silent, silent, silent, silent, silent, fine]), [
      '',
      '',
      '',
      '',
      'microphone-silent',
      '',
    ]);
  });

  it('is not what a quiet room is', () => {
    assert.deepEqual(raised(times(9, { ...fine, microphoneLevel: 0.0001 })).at(-1), '');
  });

  it('is what the person wants while muted or on hold', () => {
    assert.equal(raised(times(9, silent), { ...talking, muted: true }).at(-1), '');
    assert.equal(raised(times(9, silent), { ...talking, onHold: true }).at(-1), '');
  });

  it('says that the system mutes it, or that it is gone for longer than a change takes, instead of that it is silent', () => {
    assert.deepEqual(raised(times(6, silent), { ...talking, microphone: 'muted' }), times(6, 'microphone-muted'));
    assert.deepEqual(raised(times(5, silent), { ...talking, microphone: 'ended' }), [
      '',
      '',
      ...times(3, 'microphone-gone'),
    ]);
  });

  it('is unknown where the browser tells no level', () => {
    assert.equal(raised(times(9, { ...fine, microphoneLevel: null })).at(-1), '');
  });
});
