import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scheduleStatus } from '../../../../demo/pbx/store/business-hours.js';
import type { Schedule } from '../../../../demo/pbx/store/shapes.js';

function schedule(timezone: string, ...rows: [Schedule['schedules'][number]['day'], string, string][]): Schedule {
  return {
    name: 'Hours',
    timezone,
    schedules: rows.map(([day, startTime, endTime]) => ({ day, enabled: true, startTime, endTime })),
    afterHoursAction: 'voicemail',
    afterHoursTarget: null,
  };
}

const office = schedule('America/New_York', ['monday', '09:00', '17:00']);
const bar = schedule('Europe/Madrid', ['friday', '20:00', '02:00']);

describe('business hours', () => {
  for (const [what, hours, at, isOpen, nextChange] of [
    ['closed before nine in the zone', office, '2026-11-23T13:59:00Z', false, '2026-11-23T14:00:00.000Z'],
    ['open from nine on', office, '2026-11-23T14:00:00Z', true, '2026-11-23T22:00:00.000Z'],
    ['closed at five sharp', office, '2026-11-23T22:00:00Z', false, '2026-11-30T14:00:00.000Z'],
    ['an hour earlier in summer', office, '2026-07-06T13:00:00Z', true, '2026-07-06T21:00:00.000Z'],
    ['open over midnight', bar, '2026-11-21T00:30:00Z', true, '2026-11-21T01:00:00.000Z'],
    ['closed the night before', bar, '2026-11-20T00:30:00Z', false, '2026-11-20T19:00:00.000Z'],
  ] as const) {
    it(`are ${what}`, () => {
      const status = scheduleStatus(hours, Date.parse(at));
      assert.equal(status.isOpen, isOpen);
      assert.equal(status.nextChange, nextChange);
    });
  }

  it('give the time on the wall of the zone', () => {
    const { localTime } = scheduleStatus(office, Date.parse('2026-11-23T03:05:00Z'));
    assert.equal(localTime, '2026-11-22T22:05');
  });

  it('are closed for ever without a row, and on days that are switched off', () => {
    const empty = schedule('UTC');
    assert.deepEqual(
      { ...scheduleStatus(empty, Date.parse('2026-11-23T12:00:00Z')), localTime: '' },
      { isOpen: false, timezone: 'UTC', localTime: '', nextChange: null },
    );
    const off = { ...office, schedules: office.schedules.map((row) => ({ ...row, enabled: false })) };
    assert.equal(scheduleStatus(off, Date.parse('2026-11-23T15:00:00Z')).isOpen, false);
  });
});
