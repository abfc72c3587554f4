import type { IsoTime } from './common.js';

export interface Extension {
  readonly id: string;
  /** Short number, such as `1001`; also the SIP user. */
  readonly extension: string;
  readonly displayName: string;
  readonly department: string | null;
  readonly email: string | null;
  readonly registered: boolean;
  readonly voicemailEnabled: boolean;
  readonly crmUserId: string | null;
  readonly crmMetadata: Readonly<Record<string, unknown>> | null;
}

export interface CreateExtensionParams {
  readonly extension: string;
  /** SIP password; never shown again except as credentials of the phone. */
  readonly password: string;
  readonly displayName: string;
  readonly department?: string;
  readonly email?: string;
  readonly voicemailEnabled?: boolean;
}

export type UpdateExtensionParams = Partial<Omit<CreateExtensionParams, 'extension'>>;

export type ForwardType = 'always' | 'no-answer' | 'busy';

export interface CallForward {
  readonly enabled: boolean;
  readonly type: ForwardType;
  readonly destination: string;
  /** Seconds of ringing before a `no-answer` forward. */
  readonly ringTimeoutSec?: number;
}

export interface CrmMapping {
  readonly crmUserId: string;
  readonly crmMetadata?: Readonly<Record<string, unknown>>;
}

/** What a SIP phone needs to register. */
export interface PlatformSipCredentials {
  readonly extension: string;
  readonly displayName: string;
  readonly password: string;
  readonly sipDomain: string;
  readonly wsUri: string;
  readonly registrar: string;
}

export interface TurnCredentials {
  readonly iceServers: readonly RTCIceServer[];
  /** Seconds. */
  readonly ttl: number;
  readonly expiresAt: IsoTime;
}
