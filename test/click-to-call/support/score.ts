import type { CrmPage } from './crm-page.js';

/** A number that a finder found in a text node. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  /** E.164; left out by finders that say only where a number stands. */
  readonly number?: string;
}

export interface Score {
  readonly found: number;
  /** Share of what was found that is a telephone number. */
  readonly precision: number;
  /** Share of the telephone numbers that was found. */
  readonly recall: number;
  /** Found in the right place but read as another number. */
  readonly misread: number;
  /** The texts behind what is wrong, for people. */
  readonly mistakes: readonly string[];
}

/** Compares findings with what the page was written with. Any overlap counts as found, whoever the finder is. */
export function score(page: CrmPage, findings: ReadonlyMap<Text, readonly Finding[]>): Score {
  let right = 0;
  let found = 0;
  let misread = 0;
  let expectedCount = 0;
  const mistakes: string[] = [];
  for (const [node, list] of findings) {
    const expected = page.expected.get(node) ?? [];
    for (const one of list) {
      found += 1;
      const match = expected.find((other) => one.start < other.end && one.end > other.start);
      if (match) right += 1;
      else mistakes.push(`wrong: ${describe(node, one)}`);
      if (match && one.number !== undefined && one.number !== match.number) {
        misread += 1;
        mistakes.push(`misread: ${describe(node, one)} as ${one.number} for ${match.number}`);
      }
    }
  }
  let hit = 0;
  for (const [node, expected] of page.expected) {
    for (const one of expected) {
      expectedCount += 1;
      const list = findings.get(node) ?? [];
      if (list.some((other) => one.start < other.end && one.end > other.start)) hit += 1;
      else mistakes.push(`missed: ${describe(node, one)}`);
    }
  }
  return { found, precision: found === 0 ? 0 : right / found, recall: hit / expectedCount, misread, mistakes };
}

function describe(node: Text, { start, end }: Finding): string {
  const cell = node.parentElement?.closest('td, [role=gridcell]');
  const index = cell ? [...(cell.parentElement?.children ?? [])].indexOf(cell) : -1;
  const header = cell?.closest('table, [role=grid]')?.querySelectorAll('th, [role=columnheader]')[
    index
  ]?.textContent;
  const around = node.parentElement?.closest('tr, [role=row], dl, section, p, address') ?? node.parentElement;
  return `"${node.data.slice(start, end)}" in "${node.data}" <${node.parentElement?.localName}> under "${header ?? ''}" of ${around?.textContent?.slice(0, 90)}`;
}
