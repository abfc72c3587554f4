import type { Extension } from '../api/types/extensions.js';

/** A person of the company as its directory lists them. */
export interface Person {
  readonly id: string;
  /** Short number, such as `1002`. */
  readonly number: string;
  readonly displayName: string;
  readonly department?: string;
}

interface Entry {
  readonly person: Person;
  /** What a search looks into. */
  readonly words: string;
}

/** The people of the company in the order of their names, and a search that forgives accents and word order. */
export class Directory {
  readonly #entries = new Map<string, Entry>();
  /** Numbers in the order of the names; people without one come last, by number. */
  readonly numbers: readonly string[];

  /** `others`: extensions that have a status but stand in no list; they get their number for a name. */
  constructor(people: readonly Person[], others: Iterable<string> = []) {
    for (const person of people) this.#add(person);
    for (const number of others) if (!this.#entries.has(number)) this.#add({ id: '', number, displayName: '' });
    const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
    this.numbers = [...this.#entries.values()]
      .map(({ person }) => person)
      .sort((one, other) => {
        const isNamed = Number(other.displayName !== '') - Number(one.displayName !== '');
        return (
          isNamed ||
          collator.compare(one.displayName, other.displayName) ||
          collator.compare(one.number, other.number)
        );
      })
      .map(({ number }) => number);
  }

  get(number: string): Person | undefined {
    return this.#entries.get(number)?.person;
  }

  /** Numbers of the people whose name, number or department has every word of the query in it, in order. */
  find(query: string): readonly string[] {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return this.numbers;
    return this.numbers.filter((number) => {
      const text = this.#entries.get(number)?.words ?? '';
      return words.every((word) => text.includes(word));
    });
  }

  #add(person: Person): void {
    const words = plain(`${person.displayName} ${person.number} ${person.department ?? ''}`);
    this.#entries.set(person.number, { person, words });
  }
}

/** The extensions of the platform as people. */
export function peopleOf(extensions: readonly Extension[]): Person[] {
  return extensions
    .filter((one: Extension | null) => typeof one?.extension === 'string')
    .map(({ id, extension: number, displayName, department }) => {
      const person = { id, number, displayName: typeof displayName === 'string' ? displayName : '' };
      return department && typeof department === 'string' ? { ...person, department } : person;
    });
}

/** Without accents and in small letters, for a search. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
