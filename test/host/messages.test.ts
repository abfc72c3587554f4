import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readFromPhone, readToPhone, sealed, type ToPhone } from '../../src/host/messages.js';
import { isOrigin, readOrigins } from '../../src/host/origins.js';

const protocol = 'cemscale-softphone';

describe('readToPhone', () => {
  const good: ToPhone[] = [
    { kind: 'hello', id: 'r1', versions: [1], answers: ['call-request'] },
    { kind: 'request', id: 'r2', method: 'call', args: ['+15551234567'] },
    { kind: 'request', id: 'r3', method: 'mute', args: [] },
    { kind: 'request', id: 'r4', method: 'mute', args: [false] },
    { kind: 'answer', id: 'q1', ok: true, value: { allow: true } },
    { kind: 'bye' },
  ];
  for (const message of good) {
    it(`reads ${JSON.stringify(message)}`, () => assert.deepEqual(readToPhone(sealed(message)), message));
  }

  it('leaves out answers to questions that it does not know, since they may come with a later release', () => {
    const hello = { protocol, kind: 'hello', id: 'a', versions: [2, 1], answers: ['call-log', 'toString', 7] };
    assert.deepEqual(readToPhone(hello), { kind: 'hello', id: 'a', versions: [2, 1], answers: ['call-log'] });
  });

  const bad: unknown[] = [
    null,
    'call',
    [],
    { kind: 'bye' },
    { protocol: 'other', kind: 'bye' },
    { protocol, kind: 'eval' },
    { protocol, kind: 'hello', id: 'a', versions: 1, answers: [] },
    { protocol, kind: 'hello', id: 'a', versions: [1.5], answers: [] },
    { protocol, kind: 'hello', id: '', versions: [1], answers: [] },
    { protocol, kind: 'request', id: 'a b', method: 'hangup', args: [] },
    { protocol, kind: 'request', id: 'x'.repeat(65), method: 'hangup', args: [] },
    { protocol, kind: 'request', id: {}, method: 'hangup', args: [] },
    { protocol, kind: 'request', id: 'a', method: 'remove', args: [] },
    { protocol, kind: 'request', id: 'a', method: 'constructor', args: [] },
    { protocol, kind: 'request', id: 'a', method: '__proto__', args: [] },
    { protocol, kind: 'request', id: 'a', method: ['call'], args: ['1'] },
    { protocol, kind: 'request', id: 'a', method: 'call', args: [] },
    { protocol, kind: 'request', id: 'a', method: 'call', args: [1] },
    { protocol, kind: 'request', id: 'a', method: 'call', args: [{ toString: 'x' }] },
    { protocol, kind: 'request', id: 'a', method: 'call', args: ['1', 'keypad'] },
    { protocol, kind: 'request', id: 'a', method: 'call', args: ['1'.repeat(257)] },
    { protocol, kind: 'request', id: 'a', method: 'call', args: { 0: '1', length: 1 } },
    { protocol, kind: 'request', id: 'a', method: 'mute', args: ['yes'] },
    { protocol, kind: 'answer', id: 'a', ok: 'true' },
  ];
  for (const message of bad) {
    it(`refuses ${JSON.stringify(message).slice(0, 90)}`, () => assert.equal(readToPhone(message), null));
  }

  it('never throws, and takes nothing that is not of its shape, whatever comes', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true });
    const nearly = fc.record(
      {
        protocol: fc.constantFrom(protocol, 'x'),
        kind: fc.constantFrom('hello', 'request', 'answer', 'bye', 'x'),
        id: fc.oneof(fc.constant('r1'), anything),
        method: fc.oneof(fc.constantFrom('call', 'hangup', '__proto__', 'toString'), anything),
        args: fc.oneof(fc.array(anything, { maxLength: 2 }), anything),
        versions: anything,
        answers: anything,
        ok: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, nearly), (data) => {
        const message = readToPhone(data);
        if (message?.kind !== 'request') return;
        assert.ok(['call', 'hangup'].includes(message.method));
        if (message.method === 'call') assert.equal(typeof message.args[0], 'string');
      }),
      { numRuns: 2000 },
    );
  });
});

describe('readFromPhone', () => {
  it('takes what bears the mark and a known kind, and nothing else', () => {
    assert.equal(readFromPhone({ protocol, kind: 'result', id: 'r1' })?.kind, 'result');
    for (const data of [
      { kind: 'result', id: 'r1' },
      { protocol, kind: 'result' },
      { protocol, kind: 'x', id: 'r1' },
      7,
    ])
      assert.equal(readFromPhone(data), null);
  });
});

describe('allowed origins', () => {
  it('are exact, and several stand between spaces', () => {
    const { allowed, refused } = readOrigins(' https://crm.example  http://localhost:8080\nhttps://b.example ');
    assert.deepEqual([...allowed], ['https://crm.example', 'http://localhost:8080', 'https://b.example']);
    assert.deepEqual(refused, []);
  });

  const wrong = [
    '*',
    'null',
    'https://*',
    'https://*.example',
    'https://crm.example/',
    'https://crm.example/path',
  ];
  wrong.push(
    'crm.example',
    'HTTPS://CRM.EXAMPLE',
    'https://crm.example:443',
    'file://',
    'javascript:',
    'https://u@crm.example',
  );
  for (const entry of wrong) {
    it(`refuse ${entry}`, () => {
      assert.equal(isOrigin(entry), false);
      assert.deepEqual(readOrigins(entry), { allowed: new Set(), refused: [entry] });
    });
  }
});
