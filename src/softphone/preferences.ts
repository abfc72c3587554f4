import { clear, createStore, del, get, keys, update } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import { Emitter } from '../shared/emitter.js';
import type { AudioChoices } from './audio/choices.js';
import { markKept, onKeptElsewhere } from './kept-mark.js';

/** How a person wants to see the phone; what is not there is as the page has it. */
export interface Look {
  readonly theme?: 'light' | 'dark' | undefined;
  readonly language?: 'en' | 'es' | undefined;
}

/**
 * What is remembered of a person, each by its name. Plain data, as IndexedDB clones it; nothing secret. What an older
 * version left may have another shape: whoever reads a value checks it.
 */
export interface PreferenceTypes {
  readonly audio: Partial<AudioChoices>;
  readonly look: Look;
  /** Extensions of the colleagues that stand first in the directory. */
  readonly favourites: readonly string[];
}

export type PreferenceName = keyof PreferenceTypes;

type Values = { readonly [Name in PreferenceName]?: PreferenceTypes[Name] };

/** The look that is kept, whatever an older or newer version has left there. */
export function readLook(preferences: Preferences): Look {
  const { theme, language }: Look = preferences.get('look') ?? {};
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    language: language === 'en' || language === 'es' ? language : undefined,
  };
}

interface PreferencesEvents {
  /** Its value is another one, or gone. */
  change: PreferenceName;
  /** The same, where another tab did it. */
  elsewhere: PreferenceName;
}

const opened = new Map<string, Promise<Preferences>>();

/** The preferences of an extension, by its id: one object for the whole page, loaded once. Never rejects. */
export function openPreferences(owner: string): Promise<Preferences> {
  const known = opened.get(owner) ?? Preferences.load(owner);
  opened.set(owner, known);
  return known;
}

/** Forgets what is kept of everybody. Never rejects. */
export async function wipeAllPreferences(): Promise<void> {
  for (const preferences of opened.values()) await (await preferences).wipe();
  await (async () => clear(openStore()))().catch(() => undefined);
  markKept('preferences', false);
}

// A database of its own: the library makes one store in each.
const openStore = (): UseStore => createStore('cemscale-softphone-preferences', 'preferences');

/**
 * What a person has chosen, kept in IndexedDB beyond the page. Reading is immediate. Where storage is blocked, as in
 * some private windows, it lasts as long as the page.
 */
export class Preferences extends Emitter<PreferencesEvents> {
  readonly #store: UseStore;
  readonly #owner: string;
  #values: Values;

  private constructor(owner: string, store: UseStore, values: Values) {
    super();
    this.#owner = owner;
    this.#store = store;
    this.#values = values;
    onKeptElsewhere('preferences', () => void this.#readAgain());
  }

  /** Reads what is kept for this extension. Never rejects. */
  static async load(owner: string): Promise<Preferences> {
    const store = openStore();
    return new Preferences(owner, store, (await read(owner, store)) ?? {});
  }

  get<Name extends PreferenceName>(name: Name): PreferenceTypes[Name] | undefined {
    return this.#values[name];
  }

  /** Undefined forgets it. Resolves when it is kept, as far as it can be; what other tabs keep meanwhile stays. */
  async set<Name extends PreferenceName>(name: Name, value: PreferenceTypes[Name] | undefined): Promise<void> {
    const edit = (values: Values | undefined): Values => {
      const { [name]: _, ...others } = values ?? {};
      return value === undefined ? others : { ...others, [name]: value };
    };
    this.#values = edit(this.#values);
    this.emit('change', name);
    await this.#try(() => update<Values>(this.#owner, edit, this.#store));
    markKept('preferences', true);
  }

  /** Forgets everything, when the person signs out. */
  async wipe(): Promise<void> {
    const names = Object.keys(this.#values) as PreferenceName[];
    this.#values = {};
    for (const name of names) this.emit('change', name);
    await this.#try(async () => {
      await del(this.#owner, this.#store);
      if ((await keys(this.#store)).length === 0) markKept('preferences', false);
    });
  }

  async #readAgain(): Promise<void> {
    const values = await read(this.#owner, this.#store);
    // What could not be read has not changed.
    if (!values) return;
    const before = this.#values;
    this.#values = values;
    for (const name of Object.keys({ ...before, ...values }) as PreferenceName[]) {
      if (JSON.stringify(before[name]) === JSON.stringify(values[name])) continue;
      this.emit('change', name);
      this.emit('elsewhere', name);
    }
  }

  async #try(write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch {
      // The copy in memory has it.
    }
  }
}

/** Null where storage is blocked. */
async function read(owner: string, store: UseStore): Promise<Values | null> {
  try {
    const kept = await get<Values>(owner, store);
    return kept && typeof kept === 'object' ? kept : {};
  } catch {
    return null;
  }
}
