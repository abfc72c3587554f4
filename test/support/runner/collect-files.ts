import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The four kinds of test files, told apart by their names. */
export interface TestFiles {
  readonly node: string[];
  readonly browser: string[];
  readonly endToEnd: string[];
  /** Tests of elements in WebKitGTK. */
  readonly webKit: string[];
}

/** Test files below `root` whose path contains one of `filters` (all of them without a filter), in stable order. */
export function collectTestFiles(root: string, filters: readonly string[]): TestFiles {
  const wanted = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name).replaceAll('\\', '/'))
    .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
    .toSorted();
  const ending = (suffix: string): string[] => wanted.filter((path) => path.endsWith(suffix));
  return {
    node: ending('.test.ts'),
    browser: ending('.browser.ts'),
    endToEnd: ending('.e2e.ts'),
    webKit: ending('.webkit.ts'),
  };
}
