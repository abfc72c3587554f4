import type { Call } from '../b2bua/call.js';
import type { HangupCause } from '../b2bua/causes.js';
import type { PresenceChange, PresenceStatus } from '../presence.js';

/** Who called whom, seen from the company. */
export type CallDirection = 'inbound' | 'outbound' | 'internal';

/** Everything that the event socket says. On the wire each carries a `timestamp` (ISO 8601) beside `type` and `data`. */
export type PlatformEvent =
  | {
      readonly type: 'presence_snapshot';
      readonly data: { readonly presence: Readonly<Record<string, PresenceStatus>> };
    }
  | { readonly type: 'presence_change'; readonly data: PresenceChange }
  | {
      readonly type: 'registration_change';
      readonly data: {
        readonly extension: string;
        readonly registered: boolean;
        readonly ip: string;
        readonly timestamp: string;
      };
    }
  | {
      readonly type: 'call_start';
      readonly data: {
        readonly callUuid: string;
        readonly caller: string;
        readonly destination: string;
        readonly direction: CallDirection;
      };
    }
  | { readonly type: 'call_answer'; readonly data: { readonly callUuid: string } }
  | {
      readonly type: 'call_end';
      readonly data: { readonly callUuid: string; readonly duration: number; readonly hangupCause: HangupCause };
    };

/** `internal` when both sides are extensions, or one and a service of the platform such as *97. */
export function directionOfCall({ caller, callee }: Pick<Call, 'caller' | 'callee'>): CallDirection {
  if (caller.extension === null) return 'inbound';
  if (callee.extension !== null || callee.isService === true) return 'internal';
  return callee.number.startsWith('*') ? 'internal' : 'outbound';
}

/** Whole seconds from the answer until now; 0 before it. */
export function talkSeconds({ answeredAt }: Call): number {
  return answeredAt === null ? 0 : Math.round((Date.now() - answeredAt.getTime()) / 1000);
}

/** Status by extension, as REST and the snapshot show it. */
export function presenceMap(all: readonly PresenceChange[]): Record<string, PresenceStatus> {
  return Object.fromEntries(all.map(({ extension, status }) => [extension, status]));
}
