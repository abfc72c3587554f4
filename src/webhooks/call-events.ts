import type { CallStatus } from '../api/types/calls.js';
import type { CallDirection, IsoTime } from '../api/types/common.js';
import type { ForwardType } from '../api/types/extensions.js';

/** `data` of the call and voicemail events, by name. */
export interface CallWebhookPayloads {
  'call.started': CallStartedEvent;
  'call.answered': CallAnsweredEvent;
  'call.forwarded': CallForwardedEvent;
  'call.ended': CallEndedEvent;
  'voicemail.new': VoicemailNewEvent;
}

interface CallFacts {
  /** The same in all events of one call. */
  readonly callUuid: string;
  readonly direction: CallDirection;
  /** Number or extension that calls. */
  readonly caller: string;
  readonly callerName?: string;
  /** Number or extension that was called, before any forwarding. */
  readonly destination: string;
  readonly timestamp?: IsoTime;
}

export interface CallStartedEvent extends CallFacts {
  /** Set when the call is going to be forwarded without trying the extension. */
  readonly forwardedTo?: string | null;
}

export interface CallAnsweredEvent extends CallFacts {
  /** Extension that took the call. */
  readonly answeredBy?: string;
  /** Set when a forwarded call was answered at its new destination. */
  readonly forwardedTo?: string | null;
}

/** Comes up to three times in one call; `status` tells the stage. */
export type CallForwardedEvent = ForwardInitiated | ForwardAnswered | ForwardCompleted;

interface ForwardFacts {
  readonly callUuid: string;
  readonly caller: string;
  /** The extension that forwards. */
  readonly originalDestination: string;
  readonly forwardedTo: string;
  /** `no-answer` and `busy` forward after the extension was tried, `always` instead. */
  readonly forwardType: ForwardType;
  /** Own number that was called, in calls from outside. */
  readonly inboundDid?: string;
  readonly timestamp: IsoTime;
}

/** The call will be forwarded. Only for `always`. */
export interface ForwardInitiated extends ForwardFacts {
  readonly status: 'initiated';
  readonly forwardType: 'always';
  readonly duration?: undefined;
  readonly billsec?: undefined;
  readonly hangupCause?: undefined;
  readonly recordingFile?: undefined;
}

/** The new destination picked up. */
export interface ForwardAnswered extends ForwardFacts {
  readonly status: 'answered';
  readonly duration?: undefined;
  readonly billsec?: undefined;
  readonly hangupCause?: undefined;
  readonly recordingFile?: undefined;
}

/** The call is over. */
export interface ForwardCompleted extends ForwardFacts {
  readonly status: 'completed';
  /** Seconds from the start of the call. */
  readonly duration: number;
  /** Seconds from the answer. */
  readonly billsec: number;
  /** FreeSWITCH cause, such as `NORMAL_CLEARING`. */
  readonly hangupCause: string;
  readonly recordingFile?: string | null;
}

export interface CallEndedEvent extends CallFacts {
  /** `missed`: nobody answered. `voicemail`: the mailbox did. */
  readonly status: CallStatus;
  /** Seconds from the start of the call. */
  readonly duration: number;
  /** Seconds from the answer, 0 without one. */
  readonly billsec: number;
  /** FreeSWITCH cause, such as `NORMAL_CLEARING`. */
  readonly hangupCause: string;
  /** Set when the call was forwarded. */
  readonly forwardedTo?: string | null;
  readonly recordingFile?: string | null;
  /** A message was left. */
  readonly was_voicemail?: boolean;
}

/** A caller left a message. */
export interface VoicemailNewEvent {
  readonly callUuid: string;
  /** Extension whose mailbox it is. */
  readonly extension: string;
  readonly caller: string;
  readonly callerName?: string;
  /** Seconds. */
  readonly duration: number;
  /** Path on the platform. To hear it, ask `getVoicemailAudioUrl`. */
  readonly recordingFile: string;
  readonly timestamp: IsoTime;
}
