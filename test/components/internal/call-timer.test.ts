import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDuration } from '../../../src/components/internal/call-timer.js';

describe('formatDuration', () => {
  it('shows minutes and seconds, and hours from the first hour on', () => {
    assert.equal(formatDuration(0), '00:00');
    assert.equal(formatDuration(65.9), '01:05');
    assert.equal(formatDuration(3599), '59:59');
    assert.equal(formatDuration(3600), '1:00:00');
    assert.equal(formatDuration(36_061), '10:01:01');
  });

  it('never shows a negative time, whatever the clocks say', () => {
    assert.equal(formatDuration(-5), '00:00');
  });
});
