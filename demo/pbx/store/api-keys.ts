import { createHash, randomBytes } from 'node:crypto';
import { Emitter } from '../../../src/shared/emitter.js';
import type { ApiKeyRole } from '../../../src/api/types/admin.js';
import type { ApiKeyIdentity } from '../rest/http.js';
import { Collection, type Stored } from './collection.js';

export interface ApiKey {
  readonly name: string;
  readonly role: ApiKeyRole;
  readonly isSuperadmin: boolean;
  /** The beginning of the key, so that people can tell keys apart. */
  readonly prefix: string;
  readonly enabled: boolean;
  /** ISO 8601. */
  readonly lastUsedAt: string | null;
}

export interface ApiKeysEvents {
  /** Id of a record whose key may no longer be used: revoked, replaced or disabled. */
  invalid: string;
}

/** API keys. Only a digest of each is kept, so a key is shown once or never. */
export class ApiKeys extends Emitter<ApiKeysEvents> {
  readonly #records: Collection<ApiKey>;
  /** Digest of the key to the id of its record. */
  readonly #ids = new Map<string, string>();

  constructor(tenantId: string) {
    super();
    this.#records = new Collection(tenantId);
  }

  get all(): readonly (ApiKey & Stored)[] {
    return this.#records.all;
  }

  get(id: string): (ApiKey & Stored) | undefined {
    return this.#records.get(id);
  }

  /** Makes a record for `key`, or for a new one. Returns the key beside it: the only time it can be read. */
  add(
    values: Pick<ApiKey, 'name' | 'role' | 'isSuperadmin'>,
    tenantId: string,
    key = newKey(),
  ): { record: ApiKey & Stored; key: string } {
    const rest = { prefix: prefixOf(key), enabled: true, lastUsedAt: null };
    const record = this.#records.add({ ...values, ...rest }, { tenantId });
    this.#ids.set(digest(key), record.id);
    return { record, key };
  }

  update(id: string, changes: Partial<Pick<ApiKey, 'name' | 'role' | 'enabled'>>): (ApiKey & Stored) | undefined {
    const record = this.#records.update(id, changes);
    if (record?.enabled === false) this.emit('invalid', id);
    return record;
  }

  /** A new key for the record; the old one is refused from now on. */
  regenerate(id: string): { record: ApiKey & Stored; key: string } | undefined {
    const key = newKey();
    const record = this.#records.update(id, { prefix: prefixOf(key) });
    if (record === undefined) return undefined;
    this.#forget(id);
    this.#ids.set(digest(key), id);
    return { record, key };
  }

  revoke(id: string): void {
    this.#forget(id);
    this.#records.delete(id);
  }

  /** Who shows this key; null when nobody may use it. */
  identify(key: string): ApiKeyIdentity | null {
    const record = this.#records.get(this.#ids.get(digest(key)) ?? '');
    if (record === undefined || !record.enabled) return null;
    this.#records.update(record.id, { lastUsedAt: new Date().toISOString() });
    const { id, tenantId, role, isSuperadmin } = record;
    return { id, tenantId, role, isSuperadmin };
  }

  #forget(id: string): void {
    for (const [hash, known] of this.#ids) if (known === id) this.#ids.delete(hash);
    this.emit('invalid', id);
  }
}

function newKey(): string {
  return `csk_live_${randomBytes(24).toString('base64url')}`;
}

function prefixOf(key: string): string {
  return `${key.slice(0, 12)}…`;
}

// Looking up by digest tells nothing about a key by the time it takes.
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}
