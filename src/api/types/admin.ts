import type { IsoTime } from './common.js';

export interface Trunk {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly username: string | null;
  readonly register: boolean;
  readonly enabled: boolean;
  readonly maxChannels: number;
  readonly codecs: readonly string[];
}

/** `password` is written only, never read. */
export type CreateTrunkParams = Pick<Trunk, 'name' | 'host'> &
  Partial<Omit<Trunk, 'id' | 'name' | 'host'>> & { readonly password?: string };

export type GatewayState = 'registered' | 'trying' | 'failed' | 'unregistered' | 'disabled';

export interface TrunkStatus {
  readonly id: string;
  readonly state: GatewayState;
  readonly pingMs: number | null;
  readonly activeCalls: number;
  readonly lastError: string | null;
  readonly checkedAt: IsoTime;
}

/** A trunk as FreeSWITCH has it loaded. */
export interface ActiveGateway {
  readonly name: string;
  readonly trunkId: string | null;
  readonly state: GatewayState;
  readonly activeCalls: number;
}

export type ApiKeyRole = 'admin' | 'operator' | 'readonly';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: ApiKeyRole;
  /** First characters, to recognise it by. */
  readonly prefix: string;
  readonly enabled: boolean;
  readonly createdAt: IsoTime;
  readonly lastUsedAt: IsoTime | null;
}

/** A key in the one answer that shows it. */
export interface ApiKeyWithSecret extends ApiKey {
  /** `csk_live_…`: store it now. */
  readonly key: string;
}

export interface CreateApiKeyParams {
  readonly name: string;
  readonly role: ApiKeyRole;
}

export type UpdateApiKeyParams = Partial<CreateApiKeyParams> & { readonly enabled?: boolean };

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enabled: boolean;
  readonly maxExtensions: number;
  readonly maxChannels: number;
  readonly timezone: string;
  readonly createdAt: IsoTime;
}

export type CreateTenantParams = Pick<Tenant, 'name'> & Partial<Omit<Tenant, 'id' | 'name' | 'createdAt'>>;

export interface TenantStats {
  readonly tenantId: string;
  readonly extensions: number;
  readonly registeredExtensions: number;
  readonly activeCalls: number;
  readonly callsToday: number;
  /** Seconds of talk since the first of the month. */
  readonly talkSecondsThisMonth: number;
  readonly recordings: number;
  readonly storageBytes: number;
}
