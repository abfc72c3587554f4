import { createHash } from 'node:crypto';

/** A person with an extension. */
export interface Extension {
  /** The platform's id (UUID), stable across restarts. */
  readonly id: string;
  /** Short number, also the SIP user name. */
  readonly number: string;
  readonly displayName: string;
  readonly department: string;
  readonly email: string;
  /** SIP password. Leaves the platform only through the credentials endpoint. */
  readonly password: string;
}

const people = [
  ['1001', 'Alice Moreno', 'Sales'],
  ['1002', 'Bob Lindqvist', 'Sales'],
  ['1003', 'Carmen Vidal', 'Support'],
  ['1004', 'David Okoro', 'Support'],
  ['1005', 'Elena Rossi', 'Accounts'],
  ['1006', 'Frank Weber', 'Warehouse'],
] as const;

/** The people who exist when the platform starts. Passwords are new for every start: read them from the API. */
export function seedCompany(secret: string): Extension[] {
  return people.map(([number, displayName, department]) => ({
    id: stableUuid(`extension ${number}`),
    number,
    displayName,
    department,
    email: `${displayName.toLowerCase().replace(' ', '.')}@example.com`,
    password: createHash('sha256').update(`${secret} ${number}`).digest('base64url').slice(0, 20),
  }));
}

/** The same UUID for the same text, so that addresses with an id in them survive a restart. */
export function stableUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
