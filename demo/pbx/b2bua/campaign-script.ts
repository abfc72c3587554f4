import type {
  CampaignDetail,
  CampaignOriginateParams,
  CampaignOutcome,
} from '../../../src/api/types/campaigns.js';
import type { CampaignCallFacts, CampaignWebhookPayloads } from '../../../src/webhooks/campaign-events.js';

/** One stage of a campaign call, as webhooks tell it. */
export type CampaignStage = {
  [Name in keyof CampaignWebhookPayloads]: { readonly name: Name; readonly data: CampaignWebhookPayloads[Name] };
}[keyof CampaignWebhookPayloads];

/** Where a contact who answers is taken. */
export interface CampaignFlowTarget {
  readonly menuName: string;
  readonly queue: { readonly id: string; readonly name: string };
  /** Who answers in the queue. */
  readonly agent: { readonly number: string; readonly name: string };
}

/** Something that happens to a campaign call. */
export interface CampaignStep {
  /** Seconds of the script after the step before. */
  readonly afterSec: number;
  readonly change: (detail: CampaignDetail, at: string, seconds: number) => CampaignDetail;
  readonly stage: (detail: CampaignDetail, facts: CampaignCallFacts) => CampaignStage;
}

/** What the contact does, by the last digit of the number; every other digit goes through to an agent. */
const outcomes: Readonly<Record<string, CampaignOutcome>> = {
  '0': 'no_answer',
  '1': 'amd_machine',
  '3': 'ivr_timeout',
  '4': 'ivr_hangup',
  '5': 'queue_timeout',
  '6': 'queue_hangup',
  '9': 'failed',
};

/** The steps of a call from the ringing to its end. */
export function campaignScript(params: CampaignOriginateParams, target: CampaignFlowTarget): CampaignStep[] {
  const { flowType } = params.onAnswer;
  const planned = outcomes[params.toNumber.at(-1) ?? ''] ?? 'agent_answered';
  if (planned === 'failed') return [ended('failed', 1, 'NORMAL_TEMPORARY_FAILURE')];
  if (planned === 'no_answer') return [ended('no_answer', params.ringTimeoutSec ?? 30, 'NO_ANSWER')];
  const steps = [answered(), ...(params.amd === true ? [amd(planned === 'amd_machine')] : [])];
  if (planned === 'amd_machine' && params.amd === true) return [...steps, ended('amd_machine', 0)];
  if (flowType === 'extension' || flowType === 'ring_group') return [...steps, ended('transferred', 30)];
  if (flowType === 'ivr') {
    if (planned === 'ivr_timeout') return [...steps, ivr(target, 'timeout'), ended(planned, 0)];
    if (planned === 'ivr_hangup') return [...steps, ivr(target, 'caller_hangup'), ended(planned, 0)];
    steps.push(ivr(target, 'digit_pressed'));
  }
  steps.push(joined(target));
  if (planned === 'queue_timeout') return [...steps, ended(planned, 60)];
  if (planned === 'queue_hangup') return [...steps, ended(planned, 20)];
  return [...steps, agentAnswered(target), ended('agent_answered', 23)];
}

function answered(): CampaignStep {
  const ringDurationSec = 4;
  return {
    afterSec: ringDurationSec,
    change: (detail, at) => ({
      ...detail,
      status: 'answered',
      timing: { ...detail.timing, answeredAt: at, ringDurationSec },
    }),
    stage: (_, facts) => ({ name: 'campaign.answered', data: { ...facts, ringDurationSec } }),
  };
}

function amd(isMachine: boolean): CampaignStep {
  const result = isMachine ? 'machine' : 'human';
  const durationMs = 3000;
  return {
    afterSec: durationMs / 1000,
    change: (detail) => ({ ...detail, amd: { enabled: true, result, durationMs } }),
    stage: (_, facts) => ({ name: 'campaign.amd_result', data: { ...facts, result, durationMs } }),
  };
}

function ivr(
  { menuName }: CampaignFlowTarget,
  result: 'digit_pressed' | 'timeout' | 'caller_hangup',
): CampaignStep {
  const digitPressed = result === 'digit_pressed' ? '1' : null;
  const outcome = { menuName, digitPressed, attempts: result === 'timeout' ? 3 : 1, result };
  return {
    afterSec: result === 'timeout' ? 15 : 4,
    change: (detail) => ({ ...detail, status: 'in_ivr', ivr: outcome }),
    stage: (_, facts) => ({ name: 'campaign.ivr_completed', data: { ...facts, ...outcome } }),
  };
}

function joined({ queue: { id: queueId, name: queueName } }: CampaignFlowTarget): CampaignStep {
  const answer = { answeredBy: null, answeredByName: null, talkSeconds: null };
  const queue = { entered: true, queueName, queueId, waitSeconds: 0, result: 'waiting' as const, ...answer };
  return {
    afterSec: 1,
    change: (detail) => ({ ...detail, status: 'in_queue', queue }),
    stage: (_, facts) => ({ name: 'campaign.queue_joined', data: { ...facts, queueId, queueName } }),
  };
}

function agentAnswered({ agent, queue: { id: queueId, name: queueName } }: CampaignFlowTarget): CampaignStep {
  const waitSeconds = 12;
  const by = { answeredBy: agent.number, answeredByName: agent.name };
  return {
    afterSec: waitSeconds,
    change: (detail) => ({
      ...detail,
      status: 'connected',
      queue: detail.queue === null ? null : { ...detail.queue, ...by, waitSeconds, result: 'answered' },
    }),
    stage: (_, facts) => ({
      name: 'campaign.agent_answered',
      data: { ...facts, ...by, queueId, queueName, waitSeconds },
    }),
  };
}

const dispositions: Partial<Record<CampaignOutcome, string>> = {
  agent_answered: 'transferred',
  transferred: 'transferred',
};

function ended(outcome: CampaignOutcome, afterSec: number, hangupCause = 'NORMAL_CLEARING'): CampaignStep {
  const status = outcome === 'failed' ? 'failed' : 'completed';
  const disposition = dispositions[outcome] ?? outcome;
  return {
    afterSec,
    change: (detail, endedAt, total) => ({
      ...detail,
      outcome,
      status,
      hangupCause,
      disposition,
      queue: queueAtEnd(detail.queue, outcome, afterSec),
      timing: { ...detail.timing, endedAt, totalDurationSec: total, ...talk(detail, total) },
    }),
    stage: (detail, facts) => {
      const { amd: detection, ivr: menu, queue, recording, timing } = detail;
      const whole = {
        amd: detection,
        ivr: menu,
        queue,
        recording,
        outcome,
        status,
        hangupCause,
        disposition,
      } as const;
      const data = { ...facts, ...whole, timing: { ...timing, endedAt: timing.endedAt ?? timing.startedAt } };
      return { name: 'campaign.completed', data };
    },
  };
}

function talk({ timing }: CampaignDetail, total: number): { billsec: number; ringDurationSec: number } {
  if (timing.answeredAt === null) return { billsec: 0, ringDurationSec: total };
  return { billsec: total - timing.ringDurationSec, ringDurationSec: timing.ringDurationSec };
}

function queueAtEnd(
  queue: CampaignDetail['queue'],
  outcome: CampaignOutcome,
  seconds: number,
): CampaignDetail['queue'] {
  if (queue === null) return null;
  if (outcome === 'queue_timeout') return { ...queue, result: 'timeout', waitSeconds: seconds };
  if (outcome === 'queue_hangup') return { ...queue, result: 'caller_hangup', waitSeconds: seconds };
  return { ...queue, talkSeconds: seconds };
}
