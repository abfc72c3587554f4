import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStats } from '../../../../src/phone/media/quality/reading.js';
import { meanOpinion, sampleBetween } from '../../../../src/phone/media/quality/sample.js';
import { statsReport, type Counted } from './fake-stats.js';

function sampled(before: Counted, now: Counted, ms = 1000) {
  return sampleBetween(readStats(statsReport(10_000, before)), readStats(statsReport(10_000 + ms, now)));
}

describe('a second of a call', () => {
  it('counts what came in it, by the pair of addresses in use and by sound alone', () => {
    const { elapsedMs, roundTripMs, incoming } = sampled(
      { received: 500, lost: 10, roundTrip: 0.08 },
      { received: 545, lost: 15, jitter: 0.012, roundTrip: 0.08 },
    );
    assert.equal(elapsedMs, 1000);
    assert.equal(roundTripMs, 80);
    assert.deepEqual(
      { ...incoming, mos: undefined },
      { packets: 45, lossPercent: 10, jitterMs: 12, mos: undefined },
    );
  });

  it('takes the loss of our sound from the last report of the far end', () => {
    const { outgoing } = sampled(
      { sent: 500 },
      { sent: 550, far: { at: 9000, fractionLost: 0.25, jitter: 0.04 } },
    );
    assert.deepEqual(
      { ...outgoing, mos: undefined },
      { packets: 50, lossPercent: 25, jitterMs: 40, mos: undefined },
    );
  });

  it('counts lost packets where a browser gives no fraction', () => {
    const far = { at: 9000, jitter: 0.001 };
    const { outgoing } = sampled({ sent: 500, far: { ...far, lost: 3 } }, { sent: 550, far: { ...far, lost: 8 } });
    assert.equal(outgoing.lossPercent, 10);
  });

  it('knows nothing of our sound from a report of long ago, and nothing of theirs while none comes', () => {
    const old = { at: -5000, fractionLost: 0.25, jitter: 0.04 };
    const { incoming, outgoing } = sampled(
      { sent: 500, received: 9 },
      { sent: 550, received: 9, jitter: 0.5, far: old },
    );
    assert.deepEqual(outgoing, { packets: 50, lossPercent: null, jitterMs: null, mos: null });
    assert.deepEqual(incoming, { packets: 0, lossPercent: null, jitterMs: null, mos: null });
  });

  it('begins anew where another source speaks, and never counts backwards', () => {
    const { incoming } = sampled({ received: 5000, lost: 80, ssrc: 1 }, { received: 40, lost: 0, ssrc: 2 });
    assert.equal(incoming.packets, 40);
    assert.equal(incoming.lossPercent, 0);
    assert.equal(sampled({ received: 100, lost: 9 }, { received: 150, lost: 7 }).incoming.lossPercent, 0);
  });

  it('measures the microphone by its energy', () => {
    const { microphoneLevel } = sampled({ energy: 4 }, { energy: 4.25 });
    assert.equal(microphoneLevel, 0.5);
  });

  it('tells what a browser leaves out as unknown', () => {
    const empty = new Map([['T', { id: 'T', type: 'transport', timestamp: 5 }]]) as unknown as RTCStatsReport;
    const reading = readStats(empty);
    const nothing = { packets: null, lossPercent: null, jitterMs: null, mos: null };
    const expected = {
      elapsedMs: 0,
      roundTripMs: null,
      incoming: nothing,
      outgoing: nothing,
      microphoneLevel: null,
    };
    assert.deepEqual(sampleBetween(reading, reading), expected);
  });

  it('reads the pair that Firefox marks, and the round trip of the far report where no pair has one', () => {
    const rows = [
      { id: 'P', type: 'candidate-pair', timestamp: 1, state: 'succeeded', nominated: true },
      { id: 'R', type: 'remote-inbound-rtp', kind: 'audio', timestamp: 1, roundTripTime: 0.123 },
    ];
    const report = new Map(rows.map((row) => [row.id, row])) as unknown as RTCStatsReport;
    assert.equal(readStats(report).roundTripMs, 123);
  });
});

describe('the mean opinion score', () => {
  it('is what the formula says', () => {
    // latency 160 ms: R = 93.2 - 4 - 2.5 = 86.7
    const rating = 86.7;
    const expected = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
    assert.ok(Math.abs((meanOpinion(130, 10, 1) ?? 0) - expected) < 1e-9);
    // latency 159 ms is still the gentle slope.
    const gentle = 93.2 - 159 / 40;
    const mos = 1 + 0.035 * gentle + 7e-6 * gentle * (gentle - 60) * (100 - gentle);
    assert.ok(Math.abs((meanOpinion(149, 0, 0) ?? 0) - mos) < 1e-9);
  });

  it('falls with delay, jitter and loss, from 4.4 to no less than 1', () => {
    const scores = [
      [0, 0, 0],
      [200, 0, 0],
      [200, 60, 0],
      [200, 60, 8],
      [900, 200, 60],
    ].map(([a, b, c]) => meanOpinion(a ?? 0, b ?? 0, c ?? 0) ?? 0);
    assert.ok(scores[0]! > 4.3 && scores[0]! < 4.45);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    assert.equal(scores.at(-1), 1);
  });

  it('is unknown as long as one of them is', () => {
    assert.equal(meanOpinion(null, 1, 1), null);
    assert.equal(meanOpinion(1, null, 1), null);
    assert.equal(meanOpinion(1, 1, null), null);
  });
});
