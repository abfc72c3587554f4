import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CallLogEvent, CallRequestEvent, ContactRequestEvent } from '../../src/components/events.js';
import { CallNotesEvent } from '../../src/components/notes-events.js';
import { questions } from '../../src/host/vocabulary.js';
import { hostContract } from '../../tools/host-contract.js';

describe('the host contract', () => {
  it('is what the manifest and the vocabulary say now: npm run contract writes it', () => {
    const [written, made] = [readFileSync('docs/host-contract.md', 'utf8'), hostContract()];
    // The formatter aligns tables; the words are what counts.
    const words = (text: string): string => text.replace(/[-\s|]+/g, ' ');
    assert.equal(words(written), words(made));
  });

  it('names for each question the fields that its event has', () => {
    const call = {} as never;
    const events = {
      'call-request': new CallRequestEvent('1', 'api'),
      'contact-request': new ContactRequestEvent(call),
      'call-log': new CallLogEvent(call, 1),
      'call-notes': new CallNotesEvent(call, 1),
    };
    for (const [name, fields] of Object.entries(questions))
      for (const field of fields) assert.ok(field in events[name as keyof typeof events], `${name} ${field}`);
  });
});
