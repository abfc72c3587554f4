import { randomUUID } from 'node:crypto';

/** What every record has besides its own values. */
export interface Stored {
  readonly id: string;
  /** The company it belongs to. */
  readonly tenantId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Records of one kind in memory, oldest first. A change replaces the record, so what was handed out stays as it was. */
export class Collection<Values extends object> {
  readonly #items = new Map<string, Values & Stored>();
  readonly #tenantId: string;

  /** `tenantId`: whose records are made when nobody says otherwise. */
  constructor(tenantId: string) {
    this.#tenantId = tenantId;
  }

  get all(): readonly (Values & Stored)[] {
    return [...this.#items.values()];
  }

  get(id: string): (Values & Stored) | undefined {
    return this.#items.get(id);
  }

  find(matches: (item: Values & Stored) => boolean): (Values & Stored) | undefined {
    return this.all.find(matches);
  }

  add(values: Values, given: Partial<Stored> = {}): Values & Stored {
    const now = new Date().toISOString();
    const item = {
      id: randomUUID(),
      tenantId: this.#tenantId,
      ...values,
      createdAt: now,
      updatedAt: now,
      ...given,
    };
    this.#items.set(item.id, item);
    return item;
  }

  /** Undefined when there is no such record. */
  update(id: string, changes: Partial<Values & Pick<Stored, 'tenantId'>>): (Values & Stored) | undefined {
    const known = this.#items.get(id);
    if (known === undefined) return undefined;
    const item = { ...known, ...changes, updatedAt: new Date().toISOString() };
    this.#items.set(id, item);
    return item;
  }

  /** False when there was no such record. */
  delete(id: string): boolean {
    return this.#items.delete(id);
  }
}
