import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allSnippets } from '../docs/support/snippets.js';
import { compileApplication } from './support/compile-application.js';

describe('the TSX of the guides', () => {
  const snippets = allSnippets().filter(({ language }) => language === 'tsx');

  it('is there', () => assert.ok(snippets.length >= 5));

  for (const { name, code } of snippets) {
    for (const [version, types] of [
      ['19', '@types/react'],
      ['18', 'types-react-18'],
    ] as const) {
      it(`compiles against the built package with React ${version}: ${name}`, () =>
        assert.deepEqual(compileApplication(code, types), []));
    }
  }
});
