import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endOfBye, endOfCancel, endOfRefusal } from '../../../src/phone/sip/end-reason.js';

const message = (...reasons: string[]) => ({
  getHeader: () => reasons[0],
  getHeaders: (name: string) => (name.toLowerCase() === 'reason' ? reasons : []),
});

describe('why a call ended', () => {
  const refusals: [number, string][] = [
    [302, 'redirected'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'no-answer'],
    [480, 'unavailable'],
    [484, 'not-found'],
    [486, 'busy'],
    [488, 'media-failed'],
    [503, 'unavailable'],
    [600, 'busy'],
    [603, 'rejected'],
    [699, 'failed'],
  ];
  for (const [status, reason] of refusals) {
    it(`reads ${status} as ${reason}`, () => {
      assert.deepEqual(endOfRefusal(status, message()), { reason, statusCode: status });
    });
  }

  it('tells no answer from unreachable by the Q.850 cause of a 480', () => {
    assert.equal(endOfRefusal(480, message('Q.850;cause=19;text="NO_ANSWER"')).reason, 'no-answer');
    assert.equal(endOfRefusal(480, message('Q.850;cause=20;text="SUBSCRIBER_ABSENT"')).reason, 'unavailable');
  });

  it('shows a call that a colleague took as answered elsewhere, not as missed', () => {
    assert.equal(
      endOfCancel(message('SIP;cause=200;text="Call completed elsewhere"')).reason,
      'answered-elsewhere',
    );
    assert.equal(endOfCancel(message()).reason, 'missed');
    assert.equal(endOfCancel(message('SIP;cause=487')).reason, 'missed');
  });

  it('tells a dialog that went on elsewhere from a hang-up', () => {
    assert.equal(endOfBye(message('SIP;cause=200;text="Call completed elsewhere"')).reason, 'answered-elsewhere');
    assert.equal(endOfBye(message('Q.850;cause=16')).reason, 'remote-hangup');
  });
});
