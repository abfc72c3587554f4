import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallRecord } from '../../../src/api/types/calls.js';
import type { EndReason } from '../../../src/phone/call-state.js';
import { isMissed, ofRecord, ofSnapshot, withEcho } from '../../../src/softphone/recents/recent-call.js';
import { callOf, ended } from '../../components/snapshots.js';

function record(change: Partial<CallRecord> = {}): CallRecord {
  return {
    id: 'uuid',
    direction: 'inbound',
    status: 'completed',
    caller_id_number: '+15551234567',
    caller_id_name: 'Ana Torres',
    destination: '1001',
    destination_name: 'Alice Moreno',
    extension: '1001',
    forwarded_to: null,
    started_at: '2026-11-26T10:00:00.000Z',
    answered_at: '2026-11-26T10:00:05.000Z',
    ended_at: '2026-11-26T10:01:05.000Z',
    duration: 65,
    billsec: 60,
    hangup_cause: 'NORMAL_CLEARING',
    was_voicemail: false,
    audio_url: null,
    ...change,
  };
}

const outcome = (change: Partial<CallRecord>) => ofRecord(record(change), '1001', 'k')?.outcome;
const outbound = { caller_id_number: '1001', destination: '+15551234567', direction: 'outbound' } as const;

describe('a record of the platform', () => {
  it('names the other side, whoever called', () => {
    const received = ofRecord(record(), '1001', 'k');
    assert.deepEqual(
      [received?.direction, received?.number, received?.name, received?.seconds],
      ['inbound', '+15551234567', 'Ana Torres', 60],
    );
    const made = ofRecord(record({ ...outbound, destination_name: null }), '1001', 'k');
    assert.deepEqual([made?.direction, made?.number, made?.name], ['outbound', '+15551234567', null]);
    const internal = ofRecord(record({ direction: 'internal', caller_id_number: '1002' }), '1001', 'k');
    assert.deepEqual([internal?.direction, internal?.number], ['inbound', '1002']);
    assert.equal(ofRecord(record({ started_at: 'never' }), '1001', 'k'), null);
  });

  it('tells what became of a call that came', () => {
    assert.equal(outcome({}), 'answered');
    assert.equal(outcome({ extension: '1002', destination: '6001' }), 'answered-elsewhere');
    assert.equal(outcome({ status: 'missed', hangup_cause: 'NO_ANSWER' }), 'missed');
    assert.equal(outcome({ status: 'missed', hangup_cause: 'USER_BUSY' }), 'missed');
    assert.equal(outcome({ status: 'failed', hangup_cause: 'CALL_REJECTED' }), 'declined');
    assert.equal(outcome({ status: 'missed', hangup_cause: 'LOSE_RACE' }), 'answered-elsewhere');
    assert.equal(outcome({ status: 'voicemail', was_voicemail: true }), 'voicemail');
    assert.equal(outcome({ forwarded_to: '+15552010101' }), 'forwarded');
  });

  it('tells what became of a call that was made', () => {
    const failed = (hangup_cause: string) => outcome({ ...outbound, status: 'failed', hangup_cause });
    assert.equal(outcome(outbound), 'answered');
    assert.equal(failed('USER_BUSY'), 'busy');
    assert.equal(failed('CALL_REJECTED'), 'rejected');
    assert.equal(failed('NO_ANSWER'), 'no-answer');
    assert.equal(failed('ORIGINATOR_CANCEL'), 'canceled');
    assert.equal(failed('UNALLOCATED_NUMBER'), 'failed');
  });
});

describe('a call of this phone', () => {
  const of = (reason: EndReason, direction: 'inbound' | 'outbound', answered = false) =>
    ofSnapshot(callOf({ phase: 'incoming' }, { direction }), ended(reason, { answered }), 'k');

  it('tells what became of it', () => {
    assert.equal(of('remote-hangup', 'inbound', true).outcome, 'answered');
    assert.equal(of('answered-elsewhere', 'inbound').outcome, 'answered-elsewhere');
    assert.equal(of('declined', 'inbound').outcome, 'declined');
    assert.equal(of('busy', 'outbound').outcome, 'busy');
    assert.equal(of('not-found', 'outbound').outcome, 'failed');
  });

  it('counts a second caller who heard busy as missed, and nobody whom one called', () => {
    assert.equal(isMissed(of('busy', 'inbound')), true);
    assert.equal(isMissed(of('missed', 'inbound')), true);
    assert.equal(isMissed(of('answered-elsewhere', 'inbound')), false);
    assert.equal(isMissed(of('no-answer', 'outbound')), false);
  });

  it('keeps what only the phone knows when the record comes', () => {
    const told = ofRecord(record({ caller_id_name: null }), '1001', 'new');
    assert.ok(told);
    const both = withEcho(told, of('answered-elsewhere', 'inbound'));
    assert.deepEqual(
      [both.key, both.name, both.outcome, both.seconds, both.isEcho],
      ['k', 'Ana Martínez', 'answered-elsewhere', 60, false],
    );
  });
});
