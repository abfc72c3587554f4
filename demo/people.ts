import { seedCompany } from './pbx/company.js';

/** Somebody whom a visitor of the demo can be. */
export interface Person {
  readonly number: string;
  readonly name: string;
  readonly department: string;
}

/** Everyone of the seeded company. The passwords stay in the platform: they reach a page by its token only. */
export const people: readonly Person[] = seedCompany('').map(({ number, displayName, department }) => ({
  number,
  name: displayName,
  department: department ?? '',
}));
