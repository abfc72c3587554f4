import type { IsoTime, RouteType } from './common.js';

export type RingStrategy = 'simultaneous' | 'sequential' | 'random' | 'round_robin';

/** Several extensions that ring for one number. */
export interface RingGroup {
  readonly id: string;
  readonly name: string;
  /** Number that is dialled. */
  readonly extension: string;
  readonly strategy: RingStrategy;
  readonly ringTimeoutSec: number;
  /** Extensions, in the order they ring. */
  readonly members: readonly string[];
  readonly noAnswerAction: RouteType;
  readonly noAnswerTarget: string | null;
}

export type CreateRingGroupParams = Pick<RingGroup, 'name' | 'extension' | 'members'> &
  Partial<Omit<RingGroup, 'id'>>;

export type QueueStrategy = 'ring_all' | 'longest_idle' | 'round_robin' | 'fewest_calls' | 'random';

export interface QueueAgent {
  readonly id: string;
  readonly extension: string;
  readonly displayName: string;
  readonly loggedIn: boolean;
  readonly paused: boolean;
  readonly status: 'available' | 'on_call' | 'paused' | 'logged_out';
}

export interface CallQueue {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
  readonly strategy: QueueStrategy;
  /** Seconds that a caller waits at most. */
  readonly maxWaitSec: number;
  /** Seconds within which an answer counts for the service level. */
  readonly serviceLevelSec: number;
  readonly musicOnHold: string | null;
  readonly agents: readonly QueueAgent[];
}

export interface CreateQueueParams extends Partial<Omit<CallQueue, 'id' | 'agents'>> {
  readonly name: string;
  readonly extension: string;
  /** Extensions of the agents. */
  readonly agents?: readonly string[];
}

export interface QueueStats {
  readonly queueId: string;
  readonly agents: {
    readonly total: number;
    readonly available: number;
    readonly onCall: number;
    readonly paused: number;
    readonly loggedOut: number;
  };
  readonly waiting: { readonly count: number; readonly longestWaitSec: number };
  readonly today: {
    readonly offered: number;
    readonly answered: number;
    readonly abandoned: number;
    readonly averageWaitSec: number;
    readonly averageTalkSec: number;
    /** Percent of the answered calls that were answered within `serviceLevelSec`. */
    readonly serviceLevel: number;
  };
}

/** What a key of a menu does. */
export interface IvrOption {
  readonly digit: string;
  readonly action: RouteType;
  readonly target: string | null;
  readonly label?: string;
}

export interface IvrMenu {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
  readonly greetingText: string | null;
  readonly hasGreetingAudio: boolean;
  readonly hasInvalidAudio: boolean;
  /** Seconds to wait for a key, and how often the menu is played. */
  readonly timeoutSec: number;
  readonly maxAttempts: number;
  readonly options: readonly IvrOption[];
  readonly updatedAt: IsoTime;
}

export type CreateIvrMenuParams = Pick<IvrMenu, 'name' | 'extension'> &
  Partial<Pick<IvrMenu, 'greetingText' | 'timeoutSec' | 'maxAttempts' | 'options'>>;

export interface IvrTtsParams {
  readonly text: string;
  /** A name of `listIvrVoices()`. */
  readonly voice: string;
  readonly language?: string;
}

export interface Voice {
  readonly name: string;
  readonly language: string;
  readonly gender: 'female' | 'male' | 'neutral';
  readonly description?: string;
}

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

export interface BusinessDay {
  readonly day: Weekday;
  readonly enabled: boolean;
  /** `HH:MM` in the schedule's zone; an end before the start is the next day. */
  readonly startTime: string;
  readonly endTime: string;
}

export interface Schedule {
  readonly id: string;
  readonly name: string;
  /** IANA name, such as `America/New_York`. */
  readonly timezone: string;
  readonly schedules: readonly BusinessDay[];
  readonly afterHoursAction: RouteType;
  readonly afterHoursTarget: string | null;
}

export type CreateScheduleParams = Pick<Schedule, 'name' | 'timezone' | 'schedules'> &
  Partial<Pick<Schedule, 'afterHoursAction' | 'afterHoursTarget'>>;

export interface ScheduleStatus {
  readonly isOpen: boolean;
  readonly timezone: string;
  /** `YYYY-MM-DDTHH:MM` in the schedule's zone. */
  readonly localTime: string;
  readonly nextChange: IsoTime | null;
}

/** Where calls to a number go. */
export type InboundRoute = RouteType | 'ai_agent' | 'schedule';

export interface Did {
  readonly id: string;
  /** E.164. */
  readonly number: string;
  readonly label: string | null;
  readonly enabled: boolean;
  readonly inboundRoute: InboundRoute;
  /** Extension, id or `agent_id`, as `inboundRoute` asks for. */
  readonly routeTarget: string | null;
  readonly aiTransferType: AiTransferType | null;
  readonly aiTransferTarget: string | null;
}

/** Where an AI agent's `transfer_to_human` sends calls. */
export type AiTransferType = 'extension' | 'queue' | 'ringgroup' | 'ivr' | 'external' | 'voicemail';

export type CreateDidParams = Pick<Did, 'number'> & Partial<Omit<Did, 'id' | 'number'>>;

export type BlockDirection = 'inbound' | 'outbound' | 'both';

export interface BlockedNumber {
  readonly id: string;
  readonly number: string;
  readonly reason: string | null;
  readonly direction: BlockDirection;
  readonly createdAt: IsoTime;
}

export interface BlockNumberParams {
  readonly number: string;
  readonly reason?: string;
  readonly direction?: BlockDirection;
}
