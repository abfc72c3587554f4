import { randomUUID } from 'node:crypto';
import type {
  CampaignDetail,
  CampaignOriginateParams,
  CampaignOutcome,
} from '../../../src/api/types/campaigns.js';
import type { Clock, CancelTimer } from '../../../src/shared/clock.js';
import { Emitter } from '../../../src/shared/emitter.js';
import {
  campaignScript,
  type CampaignFlowTarget,
  type CampaignStage,
  type CampaignStep,
} from './campaign-script.js';

export interface CampaignsEvents {
  stage: { readonly tenantId: string; readonly stage: CampaignStage };
}

export interface CampaignsOptions {
  readonly clock: Clock;
  /** How many milliseconds a second of the script really takes. */
  readonly secondMs: number;
}

/** Calls that a campaign may have at once. */
export const maxCampaignChannels = 20;

/** One campaign call and the company that placed it. */
export interface CampaignCall {
  readonly tenantId: string;
  readonly detail: CampaignDetail;
}

/**
 * Campaign calls. The contact is a script chosen by the last digit of the number (`campaign-script.ts`), on a clock
 * that runs faster than life; times in details and events are those of the script.
 */
export class Campaigns extends Emitter<CampaignsEvents> {
  readonly #options: CampaignsOptions;
  readonly #calls = new Map<string, CampaignCall>();
  readonly #timers = new Set<CancelTimer>();

  constructor(options: CampaignsOptions) {
    super();
    this.#options = options;
  }

  get(callUuid: string): CampaignCall | undefined {
    return this.#calls.get(callUuid);
  }

  /** Those that have not ended. */
  get active(): readonly CampaignCall[] {
    return [...this.#calls.values()].filter(({ detail }) => detail.outcome === null);
  }

  /** Places a call. Its first event is told at once, the others as the script goes on. */
  originate(params: CampaignOriginateParams, target: CampaignFlowTarget, tenantId: string): CampaignDetail {
    const detail = firstDetail(params, new Date(this.#options.clock.now()));
    this.#keep(tenantId, detail);
    this.emit('stage', { tenantId, stage: { name: 'campaign.call_initiated', data: factsOf(detail) } });
    this.#walk(detail.callUuid, campaignScript(params, target), 0);
    return detail;
  }

  close(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #walk(callUuid: string, steps: readonly CampaignStep[], seconds: number): void {
    const [step, ...rest] = steps;
    if (step === undefined) return;
    const cancel = this.#options.clock.after(step.afterSec * this.#options.secondMs, () => {
      this.#timers.delete(cancel);
      this.#take(callUuid, step, seconds + step.afterSec);
      this.#walk(callUuid, rest, seconds + step.afterSec);
    });
    this.#timers.add(cancel);
  }

  #take(callUuid: string, step: CampaignStep, seconds: number): void {
    const known = this.#calls.get(callUuid);
    if (known === undefined) return;
    const at = new Date(Date.parse(known.detail.timing.startedAt) + seconds * 1000).toISOString();
    const detail = step.change(known.detail, at, seconds);
    this.#keep(known.tenantId, detail);
    const stage = step.stage(detail, factsOf(detail));
    this.emit('stage', { tenantId: known.tenantId, stage });
  }

  #keep(tenantId: string, detail: CampaignDetail): void {
    this.#calls.set(detail.callUuid, { tenantId, detail });
  }
}

function factsOf({ callUuid, campaignId, recipientId, companyId, toNumber, callerIdNumber }: CampaignDetail) {
  return { callUuid, campaignId, recipientId, companyId, toNumber, callerIdNumber };
}

function firstDetail(
  { toNumber, callerIdNumber, metadata, amd }: CampaignOriginateParams,
  now: Date,
): CampaignDetail {
  const timing = { startedAt: now.toISOString(), answeredAt: null, endedAt: null };
  return {
    callUuid: randomUUID(),
    campaignId: metadata?.campaignId ?? null,
    recipientId: metadata?.recipientId ?? null,
    companyId: metadata?.companyId ?? null,
    toNumber,
    callerIdNumber,
    outcome: null satisfies CampaignOutcome | null,
    timing: { ...timing, ringDurationSec: 0, totalDurationSec: 0, billsec: 0 },
    amd: { enabled: amd === true, result: null, durationMs: null },
    ivr: null,
    queue: null,
    // The contact is not a voice, so there is nothing to record.
    recording: { enabled: false, url: null, durationSec: null },
    hangupCause: null,
    status: 'ringing',
    disposition: null,
  };
}
