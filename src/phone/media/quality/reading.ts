/** Counters of one `getStats()`, since the start of the call. Null where the browser does not tell. */
export interface Reading {
  /** Milliseconds on the report's own clock. */
  readonly at: number;
  readonly incoming: IncomingReading | null;
  readonly packetsSent: number | null;
  readonly far: FarReading | null;
  readonly roundTripMs: number | null;
  readonly microphone: MicrophoneReading | null;
}

/** What comes in from one source. */
export interface IncomingReading {
  readonly ssrc: number;
  readonly packets: number;
  /** May fall: a packet that comes late is no longer lost (RFC 3550 section 6.4.1). */
  readonly lost: number;
  readonly jitterMs: number;
  /** When the last packet came, on the clock of `Reading.at`. */
  readonly heardAt: number | null;
}

/** What the far end last reported of our sound, every few seconds (RFC 3550 section 6.4). */
export interface FarReading {
  /** When the report came, on the clock of `Reading.at`. */
  readonly at: number;
  readonly lossPercent: number | null;
  /** Packets of ours that it missed so far. */
  readonly lost: number | null;
  readonly jitterMs: number | null;
}

/** Sound energy and time since the start (W3C webrtc-stats, totalAudioEnergy). */
export interface MicrophoneReading {
  readonly energy: number;
  readonly seconds: number;
}

type Stats = Readonly<Record<string, unknown>>;

/** Reads a report (W3C webrtc-stats). Fields that a browser leaves out become null. */
export function readStats(report: RTCStatsReport): Reading {
  const all = [...(report as ReadonlyMap<string, Stats>).values()];
  const audio = (type: string) => all.filter((one) => one['type'] === type && one['kind'] === 'audio');
  const outbound = audio('outbound-rtp');
  const [far] = audio('remote-inbound-rtp');
  const [microphone] = audio('media-source');
  return {
    at: Math.max(...all.map((one) => numberOf(one, 'timestamp') ?? 0), 0),
    incoming: incomingOf(audio('inbound-rtp')),
    packetsSent: outbound.length === 0 ? null : sum(outbound, 'packetsSent'),
    far: far ? farOf(far) : null,
    roundTripMs: milliseconds(pathOf(all), 'currentRoundTripTime') ?? milliseconds(far, 'roundTripTime'),
    microphone: microphone ? microphoneOf(microphone) : null,
  };
}

/** After a transfer or a takeover another source speaks: the one that was heard last. */
function incomingOf(sources: readonly Stats[]): IncomingReading | null {
  const heardAt = (one: Stats): number => numberOf(one, 'lastPacketReceivedTimestamp') ?? 0;
  const latest = sources.reduce<Stats | null>(
    (best, one) => (best === null || heardAt(one) > heardAt(best) ? one : best),
    null,
  );
  if (!latest) return null;
  return {
    ssrc: numberOf(latest, 'ssrc') ?? 0,
    packets: numberOf(latest, 'packetsReceived') ?? 0,
    lost: numberOf(latest, 'packetsLost') ?? 0,
    jitterMs: milliseconds(latest, 'jitter') ?? 0,
    heardAt: numberOf(latest, 'lastPacketReceivedTimestamp'),
  };
}

function farOf(far: Stats): FarReading {
  const fraction = numberOf(far, 'fractionLost');
  return {
    at: numberOf(far, 'timestamp') ?? 0,
    lossPercent: fraction === null ? null : fraction * 100,
    lost: numberOf(far, 'packetsLost'),
    jitterMs: milliseconds(far, 'jitter'),
  };
}

function microphoneOf(source: Stats): MicrophoneReading | null {
  const energy = numberOf(source, 'totalAudioEnergy');
  const seconds = numberOf(source, 'totalSamplesDuration');
  return energy === null || seconds === null ? null : { energy, seconds };
}

/** The pair of addresses that the sound takes. Firefox has no transport in its report and marks the pair instead. */
function pathOf(all: readonly Stats[]): Stats | undefined {
  const chosen = all.find(({ type, selectedCandidatePairId: id }) => type === 'transport' && id !== undefined);
  const pairs = all.filter(({ type }) => type === 'candidate-pair');
  return (
    pairs.find(({ id }) => id === chosen?.['selectedCandidatePairId']) ??
    pairs.find(({ state, nominated }) => state === 'succeeded' && nominated === true)
  );
}

function sum(all: readonly Stats[], field: string): number {
  return all.reduce((total, one) => total + (numberOf(one, field) ?? 0), 0);
}

function numberOf(one: Stats, field: string): number | null {
  const value = one[field];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function milliseconds(one: Stats | undefined, field: string): number | null {
  const seconds = one ? numberOf(one, field) : null;
  return seconds === null ? null : seconds * 1000;
}
