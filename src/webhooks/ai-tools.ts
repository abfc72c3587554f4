/** Arguments of the standard tools that call your webhook. The agent takes them from the talk: check what matters. */
export interface AiToolArguments {
  create_lead: CreateLeadArguments;
  leave_message: LeaveMessageArguments;
  schedule_appointment: ScheduleAppointmentArguments;
  send_sms: SendSmsArguments;
  check_policy_status: CheckPolicyStatusArguments;
}

/** Arguments of the standard tools that the platform runs itself. They show up in the playground only. */
export interface BuiltInToolArguments {
  transfer_to_human: { readonly reason: string; readonly department?: string };
  end_call: {
    /** Such as `conversation_complete`, `caller_goodbye` or `no_response`. */
    readonly reason: string;
    readonly summary?: string;
  };
}

export interface CreateLeadArguments {
  readonly first_name: string;
  readonly last_name?: string;
  readonly phone: string;
  readonly email?: string;
  readonly company?: string;
  readonly interest?: string;
  readonly notes?: string;
}

export interface LeaveMessageArguments {
  readonly caller_name: string;
  readonly caller_phone: string;
  readonly for_person?: string;
  readonly message: string;
  readonly urgent?: boolean;
  /** As spoken. */
  readonly callback_preferred_time?: string;
}

export interface ScheduleAppointmentArguments {
  readonly caller_name: string;
  readonly phone: string;
  /** As spoken or as a date: `Friday`, `2026-04-18`. */
  readonly date: string;
  /** As spoken: `2pm`, `morning`. */
  readonly time?: string;
  /** As spoken: `30 minutes`. */
  readonly duration?: string;
  readonly purpose: string;
  readonly notes?: string;
}

export interface SendSmsArguments {
  /** With country code. */
  readonly to_phone: string;
  readonly message: string;
  /** Such as `appointment_confirmation` or `address_info`. */
  readonly purpose?: string;
  readonly caller_name?: string;
}

export interface CheckPolicyStatusArguments {
  readonly policy_number: string;
  /** To verify who asks. */
  readonly phone?: string;
  /** To verify who asks. */
  readonly last_name?: string;
}

/** A tool call as it arrives: the body of the platform's POST, which carries a bearer and no signature. */
export type AiToolRequest<Tools extends object = AiToolArguments> = {
  [Name in keyof Tools]: {
    readonly function: Name;
    readonly args: Tools[Name];
    readonly call_id: string;
    readonly tenant_id: string;
  };
}[keyof Tools];

/** Every status an answer may have. `failed`: your side could not do it; `error`: something went wrong. */
export const aiToolStatuses = [
  ...(['sent', 'created', 'saved', 'scheduled', 'found', 'not_found', 'noted'] as const),
  ...(['error', 'failed'] as const),
] as const;

export type AiToolStatus = (typeof aiToolStatuses)[number];

/** What a tool answers. */
export interface AiToolAnswer {
  readonly status: AiToolStatus;
  /** Spoken to the caller: one or two natural sentences in the caller's language. */
  readonly message: string;
}

type Kind = 'required text' | 'text' | 'flag';

/** What the arguments of the standard tools must look like; the compiler keeps it complete. */
const shapes: { readonly [Name in keyof AiToolArguments]: Record<keyof AiToolArguments[Name], Kind> } = {
  create_lead: {
    first_name: 'required text',
    last_name: 'text',
    phone: 'required text',
    email: 'text',
    company: 'text',
    interest: 'text',
    notes: 'text',
  },
  leave_message: {
    caller_name: 'required text',
    caller_phone: 'required text',
    for_person: 'text',
    message: 'required text',
    urgent: 'flag',
    callback_preferred_time: 'text',
  },
  schedule_appointment: {
    caller_name: 'required text',
    phone: 'required text',
    date: 'required text',
    time: 'text',
    duration: 'text',
    purpose: 'required text',
    notes: 'text',
  },
  send_sms: { to_phone: 'required text', message: 'required text', purpose: 'text', caller_name: 'text' },
  check_policy_status: { policy_number: 'required text', phone: 'text', last_name: 'text' },
};

/**
 * Arguments of a call as the types promise them, and the name of the first one that is missing. Models write digits as
 * numbers and leave blanks; those become texts and absent. Arguments of tools of your own are passed as they are.
 */
export function readArguments(
  tool: string,
  args: Readonly<Record<string, unknown>>,
): { readonly args: object; readonly missing: string | null } {
  if (!Object.hasOwn(shapes, tool)) return { args, missing: null };
  const shape: Record<string, Kind> = shapes[tool as keyof AiToolArguments];
  const read = Object.entries(shape).map(([name, kind]) => [name, kind, readArgument(args[name], kind)] as const);
  const missing = read.find(([, kind, value]) => kind === 'required text' && value === undefined);
  const usable = read.flatMap(([name, , value]) => (value === undefined ? [] : [[name, value] as const]));
  const further = Object.entries(args).filter(([name]) => !Object.hasOwn(shape, name));
  return { args: Object.fromEntries([...usable, ...further]), missing: missing?.[0] ?? null };
}

function readArgument(value: unknown, kind: Kind): string | boolean | undefined {
  if (kind === 'flag') {
    if (value === 'true' || value === 'false') return value === 'true';
    return typeof value === 'boolean' ? value : undefined;
  }
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}
