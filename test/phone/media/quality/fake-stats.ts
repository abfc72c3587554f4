/** What a test wants a browser to have counted so far. Times in seconds, as in W3C webrtc-stats. */
export interface Counted {
  readonly received?: number;
  readonly lost?: number;
  readonly jitter?: number;
  readonly ssrc?: number;
  readonly sent?: number;
  readonly roundTrip?: number | undefined;
  readonly energy?: number;
  readonly far?: {
    readonly at: number;
    readonly fractionLost?: number;
    readonly lost?: number;
    readonly jitter?: number;
  };
}

/** A report as Chromium writes it, at this time in milliseconds. */
export function statsReport(at: number, counted: Counted): RTCStatsReport {
  const { received = 0, lost = 0, jitter = 0, ssrc = 1, sent = 0, energy = at, far } = counted;
  const roundTrip = 'roundTrip' in counted ? counted.roundTrip : 0.02;
  const rows: Record<string, unknown>[] = [
    { id: 'T1', type: 'transport', timestamp: at, selectedCandidatePairId: 'P2' },
    {
      id: 'P1',
      type: 'candidate-pair',
      timestamp: at,
      state: 'succeeded',
      nominated: true,
      currentRoundTripTime: 9,
    },
    {
      id: 'P2',
      type: 'candidate-pair',
      timestamp: at,
      state: 'succeeded',
      nominated: true,
      currentRoundTripTime: roundTrip,
    },
    {
      id: 'I1',
      type: 'inbound-rtp',
      kind: 'audio',
      timestamp: at,
      ssrc,
      packetsReceived: received,
      packetsLost: lost,
      jitter,
      lastPacketReceivedTimestamp: at,
    },
    {
      id: 'I2',
      type: 'inbound-rtp',
      kind: 'video',
      timestamp: at,
      ssrc: 7,
      packetsReceived: 1e6,
      packetsLost: 1e6,
      jitter: 1,
    },
    { id: 'O1', type: 'outbound-rtp', kind: 'audio', timestamp: at, packetsSent: sent },
    {
      id: 'S1',
      type: 'media-source',
      kind: 'audio',
      timestamp: at,
      totalAudioEnergy: energy,
      totalSamplesDuration: at / 1000,
    },
  ];
  if (far) {
    const { at: timestamp, fractionLost, lost: packetsLost, jitter: farJitter } = far;
    rows.push({
      id: 'R1',
      type: 'remote-inbound-rtp',
      kind: 'audio',
      timestamp,
      fractionLost,
      packetsLost,
      jitter: farJitter,
    });
  }
  return new Map(rows.map((row) => [String(row['id']), row])) as unknown as RTCStatsReport;
}
