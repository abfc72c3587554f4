import { systemClock, type Clock } from '../../shared/clock.js';
import type { Softphone } from '../softphone.js';
import { tryCall } from './call-step.js';
import { tryLine } from './line-step.js';
import { tryMicrophone } from './microphone-step.js';
import { tryNetwork } from './network-step.js';
import { verdictOf, type PreflightReport, type PreflightStep, type StepName, type StepResult } from './report.js';

export interface PreflightOptions {
  /** Makes a test call of a few seconds to the phone system's echo. True when omitted. */
  readonly call?: boolean;
  /** The number that sends back what it hears; `9196` when omitted. */
  readonly echoNumber?: string;
  /** Told with each change, the first and the last included. */
  readonly onChange?: (report: PreflightReport) => void;
  /** Ends the check early: what is not done is skipped. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** What the steps work with. */
export interface StepTools {
  readonly softphone: Softphone;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly echoNumber: string;
}

const names: readonly StepName[] = ['microphone', 'line', 'network', 'call'];

/**
 * Tries what a call needs, one after the other: microphone, SIP server, the way for the sound, and a test call to an
 * echo. Goes online for it. Never rejects: what fails is what it finds.
 */
export async function runPreflight(
  softphone: Softphone,
  options: PreflightOptions = {},
): Promise<PreflightReport> {
  const { call = true, echoNumber = '9196', clock = systemClock, onChange, signal } = options;
  const tools: StepTools = { softphone, clock, echoNumber, signal: signal ?? new AbortController().signal };
  const startedAt = new Date(clock.now()).toISOString();
  const steps = new Map<StepName, PreflightStep>(
    names.map((name) => [name, { name, state: 'waiting', finding: null, durationMs: null, measures: {} }]),
  );
  const show = (step: PreflightStep): PreflightReport => {
    steps.set(step.name, Object.freeze(step));
    const all = Object.freeze([...steps.values()]);
    const report = Object.freeze({ verdict: verdictOf(all), startedAt, steps: all });
    onChange?.(report);
    return report;
  };
  const run = async (name: StepName, attempt: () => Promise<StepResult>): Promise<PreflightReport> => {
    const since = clock.monotonic();
    show({ name, state: 'running', finding: null, durationMs: null, measures: {} });
    const { measures = {}, ...result } = tools.signal.aborted ? stopped : await attempt();
    const durationMs = result.state === 'skipped' ? null : Math.round(clock.monotonic() - since);
    return show({ name, ...result, durationMs, measures: Object.freeze(measures) });
  };
  const failed = (name: StepName): boolean => steps.get(name)?.state === 'failed';
  await run('microphone', () => tryMicrophone(tools));
  await run('line', () => tryLine(tools));
  await run('network', async () => (failed('line') ? notTried : tryNetwork(tools)));
  return run('call', async () => {
    if (failed('line') || failed('microphone')) return notTried;
    return call ? tryCall(tools) : { state: 'skipped', finding: 'call-not-wanted' };
  });
}

const stopped: StepResult = { state: 'skipped', finding: 'stopped' };
const notTried: StepResult = { state: 'skipped', finding: 'not-tried' };
