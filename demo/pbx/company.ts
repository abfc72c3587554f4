import { createHash } from 'node:crypto';
import type { Stored } from './store/collection.js';

/** Where calls to an extension go instead, and when. */
export interface CallForward {
  readonly enabled: boolean;
  readonly type: 'always' | 'no-answer' | 'busy';
  /** Empty as long as nobody has set one. */
  readonly destination: string;
  /** How long the extension rings before `no-answer` forwards. */
  readonly ringTimeoutSec: number;
}

/** What a person has said about being there; what the phone does comes on top. */
export type ManualPresence = 'available' | 'busy' | 'offline';

/** A person with an extension. */
export interface ExtensionValues {
  /** Short number, also the SIP user name. */
  readonly number: string;
  readonly displayName: string;
  readonly department: string | null;
  readonly email: string | null;
  readonly voicemailEnabled: boolean;
  /** SIP password. Leaves the platform only through the credentials endpoint. */
  readonly password: string;
  readonly callForward: CallForward;
  readonly crmUserId: string | null;
  readonly crmMetadata: Readonly<Record<string, unknown>> | null;
  readonly manualPresence: ManualPresence;
}

export type Extension = ExtensionValues & Stored;

export const noForward: CallForward = { enabled: false, type: 'always', destination: '', ringTimeoutSec: 20 };

const people = [
  ['1001', 'Alice Moreno', 'Sales'],
  ['1002', 'Bob Lindqvist', 'Sales'],
  ['1003', 'Carmen Vidal', 'Support'],
  ['1004', 'David Okoro', 'Support'],
  ['1005', 'Elena Rossi', 'Accounts'],
  ['1006', 'Frank Weber', 'Warehouse'],
] as const;

/** The company whose data every seeded record is. */
export const homeTenantId = stableUuid('tenant home');

/** The people who exist when the platform starts. Passwords are new for every start: read them from the API. */
export function seedCompany(secret: string): Extension[] {
  const now = new Date().toISOString();
  return people.map(([number, displayName, department]) => ({
    id: stableUuid(`extension ${number}`),
    tenantId: homeTenantId,
    number,
    displayName,
    department,
    email: `${displayName.toLowerCase().replace(' ', '.')}@example.com`,
    voicemailEnabled: true,
    password: createHash('sha256').update(`${secret} ${number}`).digest('base64url').slice(0, 20),
    callForward: noForward,
    crmUserId: `crm-user-${number}`,
    crmMetadata: null,
    manualPresence: 'available',
    createdAt: now,
    updatedAt: now,
  }));
}

/** The same UUID for the same text, so that addresses with an id in them survive a restart. */
export function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
