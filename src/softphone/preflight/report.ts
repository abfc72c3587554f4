/** What a check tries, in this order. */
export type StepName = 'microphone' | 'line' | 'network' | 'call';

/** `skipped`: nothing was tried, and nothing is said against it. */
export type StepState = 'waiting' | 'running' | 'ok' | 'warning' | 'failed' | 'skipped';

/** What a step found; `state` says how bad that is. */
export type Finding =
  | 'microphone-works'
  /** Open, and nothing but zeros comes from it. */
  | 'microphone-silent'
  | 'microphone-denied'
  | 'microphone-blocked-by-page'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'insecure-page'
  | 'unsupported'
  | 'line-works'
  | 'line-slow'
  /** Registered, and the server does not answer a question. */
  | 'line-unsure'
  | 'line-offline'
  | 'relay-works'
  /** A relay, by TCP or TLS alone: UDP does not get through. */
  | 'relay-without-udp'
  | 'relay-refused'
  | 'relay-unreachable'
  /** The address that others see was found; the phone system names no relay. */
  | 'address-known'
  | 'address-unknown'
  /** The phone system names no server for it: its sound is reached directly. */
  | 'no-relay-needed'
  | 'call-works'
  | 'call-rough'
  /** Packets go and none come, or the other way round. */
  | 'call-one-way'
  /** The test call was answered and its sound found no way. */
  | 'call-silent'
  | 'call-refused'
  /** The phone system has no number that sends back what it hears. */
  | 'call-no-echo'
  | 'call-not-allowed'
  | 'call-not-wanted'
  /** The person is on the phone, or somebody called. */
  | 'call-in-the-way'
  /** An earlier step makes it pointless. */
  | 'not-tried'
  | 'stopped';

/** What was measured; null or missing where nothing was. */
export interface Measures {
  /** Name of the microphone. */
  readonly device?: string;
  /** Loudest moment of the microphone, 0 to 1; null where the browser holds Web Audio back. */
  readonly level?: number | null;
  /** Of the SIP server, or of the sound of the test call. */
  readonly roundTripMs?: number | null;
  /** How sound would reach the relay. */
  readonly relayProtocol?: string;
  readonly lossPercent?: number | null;
  readonly jitterMs?: number | null;
  readonly mos?: number | null;
  /** Our tone came back; null where the browser holds Web Audio back. */
  readonly toneHeard?: boolean | null;
}

export interface PreflightStep {
  readonly name: StepName;
  readonly state: StepState;
  /** Null until the step is done. */
  readonly finding: Finding | null;
  readonly durationMs: number | null;
  readonly measures: Measures;
}

/** `risky`: calls may work, and may break. */
export type PreflightVerdict = 'ready' | 'risky' | 'not-ready';

/** A check, as far as it has come. Frozen plain data without secrets: it can be sent to whoever helps. */
export interface PreflightReport {
  /** Null until every step is done. */
  readonly verdict: PreflightVerdict | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly steps: readonly PreflightStep[];
}

/** What a step came to. */
export interface StepResult {
  readonly state: Exclude<StepState, 'waiting' | 'running'>;
  readonly finding: Finding;
  readonly measures?: Measures;
}

/** A failed network is a risk alone: the test call shows whether sound gets through without it. */
export function verdictOf(steps: readonly PreflightStep[]): PreflightVerdict | null {
  if (steps.some(({ state }) => state === 'waiting' || state === 'running')) return null;
  if (steps.some(({ name, state }) => state === 'failed' && name !== 'network')) return 'not-ready';
  const unsure = steps.some(
    ({ state, finding }) => state === 'failed' || state === 'warning' || finding === 'stopped',
  );
  return unsure ? 'risky' : 'ready';
}
