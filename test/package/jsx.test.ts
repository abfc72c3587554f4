import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileApplication } from './support/compile-application.js';

const compile = (code: string, reactTypes: string): string[] =>
  compileApplication(`import type {} from '@cemscale-voip/softphone/jsx';\n${code}`, reactTypes);

const element = (attributes: string): string =>
  `export const page = <cemscale-phone token-url="/voip/token" ${attributes}>text</cemscale-phone>;`;

const versions = [
  ['React 19', '@types/react'],
  ['React 18', 'types-react-18'],
] as const;

for (const [version, reactTypes] of versions) {
  describe(`the elements as JSX in ${version}`, () => {
    const accepted = [
      `mode="inline" connect="manual" theme="dark" placement="top-start" label="Sales"`,
      `id="phone" class="wide" style={{ height: 400 }} lang="es" aria-label="Phone" hidden key="phone"`,
      `ref={(phone) => void phone?.call('+15551234567')}`,
    ];
    for (const attributes of accepted) {
      it(`take ${attributes}`, () => assert.deepEqual(compile(element(attributes), reactTypes), []));
    }

    const refused = [`mode="window"`, `modee="inline"`, `label={5}`, `placement="center"`, `open="no"`];
    for (const attributes of refused) {
      it(`refuse ${attributes}`, () => assert.equal(compile(element(attributes), reactTypes).length, 1));
    }

    it('know no other element', () => {
      assert.equal(compile('export const page = <cemscale-fax />;', reactTypes).length, 1);
    });
  });
}

describe('what only React 19 does for elements', () => {
  const handler = 'oncemscale-call-ended={({ call, reason }) => void `${call.remote.number} ${reason}`}';

  it('is properties that are true or false', () => {
    assert.deepEqual(compile(element('open={true}'), '@types/react'), []);
    assert.equal(compile(element('open={true}'), 'types-react-18').length, 1);
    assert.deepEqual(compile(element('open=""'), 'types-react-18'), []);
  });

  it('is events, with the fields of their classes', () => {
    assert.deepEqual(compile(element(handler), '@types/react'), []);
    const [first] = compile(element(handler.replace('call,', 'caller,')), '@types/react');
    assert.match(first ?? '', /'caller' does not exist on type 'CallEndedEvent'/);
  });
});
