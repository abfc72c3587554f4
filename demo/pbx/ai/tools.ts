import type { PlaygroundToolResult } from '../../../src/api/playground/protocol.js';

/** How long the platform waits for a webhook that runs a tool. */
const budgetMs = 9000;

/** What the scripted agent asks of each tool, and what the platform answers where the agent has no webhook. */
const scripted: Readonly<Record<string, { args: Record<string, unknown>; status: string; message: string }>> = {
  create_lead: {
    args: { first_name: 'Ana', last_name: 'Martinez', phone: '+17865551234', interest: 'A quote' },
    status: 'created',
    message: 'I have noted your details. A colleague will call you back.',
  },
  leave_message: {
    args: {
      caller_name: 'Ana Martinez',
      caller_phone: '+17865551234',
      message: 'Please call me back.',
      urgent: false,
    },
    status: 'saved',
    message: 'Your message is saved.',
  },
  schedule_appointment: {
    args: {
      caller_name: 'Ana Martinez',
      phone: '+17865551234',
      date: 'Friday',
      time: '2pm',
      purpose: 'First meeting',
    },
    status: 'scheduled',
    message: 'You are booked for Friday at two.',
  },
  send_sms: {
    args: {
      to_phone: '+17865551234',
      message: 'Our address: 123 Main St, Miami FL 33101',
      purpose: 'address_info',
    },
    status: 'sent',
    message: 'The text message is on its way.',
  },
  check_policy_status: {
    args: { policy_number: 'POL-1001', last_name: 'Martinez' },
    status: 'found',
    message: 'Your policy is active.',
  },
  transfer_to_human: {
    args: { reason: 'The caller wants to speak to a person.' },
    status: 'transferred',
    message: 'I am putting you through.',
  },
  end_call: {
    args: { reason: 'conversation_complete', summary: 'The caller got what they asked for.' },
    status: 'ended',
    message: '',
  },
};

/** Arguments that the scripted agent gives a tool; empty for one it does not know. */
export function argumentsFor(tool: string): Readonly<Record<string, unknown>> {
  return scripted[tool]?.args ?? {};
}

export interface ToolRun {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Null lets the platform answer itself, as it always does for the built-in tools. */
  readonly webhookUrl: string | null;
  /** Bearer that the webhook expects. */
  readonly webhookKey: string;
  readonly callId: string;
  readonly tenantId: string;
  readonly signal: AbortSignal;
}

/** Runs a tool. Never rejects: whatever goes wrong becomes an answer that an agent can speak. */
export async function runTool(run: ToolRun): Promise<PlaygroundToolResult> {
  const { tool, webhookUrl } = run;
  if (webhookUrl !== null && tool !== 'transfer_to_human' && tool !== 'end_call')
    return askWebhook(run, webhookUrl);
  const { status = 'noted', message = 'Noted. A team member will follow up.' } = scripted[tool] ?? {};
  return { function: tool, status, message };
}

async function askWebhook(run: ToolRun, url: string): Promise<PlaygroundToolResult> {
  const { tool, args, webhookKey, callId, tenantId, signal } = run;
  const failed = {
    function: tool,
    status: 'error',
    message: 'I cannot do that right now. Let me take a note instead.',
  };
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${webhookKey}`,
        'X-Webhook-Source': 'voiceai-platform',
      },
      body: JSON.stringify({ function: tool, args, call_id: callId, tenant_id: tenantId }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(budgetMs)]),
    });
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null) return failed;
    const { status, message } = answer as { status?: unknown; message?: unknown };
    if (typeof status !== 'string' || typeof message !== 'string' || message === '') return failed;
    return { function: tool, status, message };
  } catch {
    return failed;
  }
}
