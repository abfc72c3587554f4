import type { CallRecord } from '../../../src/api/types/calls.js';
import { stableUuid } from '../company.js';

const extensions = [
  ['1001', 'Alice Moreno'],
  ['1002', 'Bob Lindqvist'],
  ['1003', 'Carmen Vidal'],
  ['1004', 'David Okoro'],
  ['1005', 'Elena Rossi'],
  ['1006', 'Frank Weber'],
] as const;

const customers = [
  ['+15551234567', 'Ana Torres'],
  ['+15552010101', 'Harbor Dental'],
  ['+15552010102', 'Ben Adeyemi'],
  ['+15552010103', 'Northwind Courier'],
  ['+15552010104', 'Chloe Martin'],
  ['+15552010107', 'Fjord Insurance'],
] as const;

const days = 28;
const perDay = 4;

/** A month of calls before `now`, newest first, so that lists and reports of a new platform are not empty. They have no sound. */
export function seededHistory(now: Date): CallRecord[] {
  return Array.from({ length: days * perDay }, (_, index) => seededCall(now, index));
}

function seededCall(now: Date, index: number): CallRecord {
  const day = new Date(now.getTime() - (Math.floor(index / perDay) + 1) * 86_400_000);
  day.setUTCHours(20 - (index % perDay) * 2, (index * 17) % 60, (index * 31) % 60, 0);
  const [number, name] = extensions[(index * 5) % extensions.length] ?? extensions[0];
  const [outside, company] = customers[(index * 7 + Math.floor(index / 6)) % customers.length] ?? customers[0];
  const isInbound = index % 2 === 0;
  const [answered, cause] = index % 7 === 3 ? [false, 'NO_ANSWER'] : [true, 'NORMAL_CLEARING'];
  const ringing = 3 + (index % 9);
  const billsec = answered ? 35 + ((index * 53) % 420) : 0;
  const at = (seconds: number): string => new Date(day.getTime() + seconds * 1000).toISOString();
  return {
    id: stableUuid(`call ${index}`),
    direction: isInbound ? 'inbound' : 'outbound',
    status: answered ? 'completed' : 'missed',
    caller_id_number: isInbound ? outside : number,
    caller_id_name: isInbound ? company : name,
    destination: isInbound ? number : outside,
    destination_name: isInbound ? name : company,
    extension: number,
    forwarded_to: null,
    started_at: at(0),
    answered_at: answered ? at(ringing) : null,
    ended_at: at(ringing + billsec),
    duration: ringing + billsec,
    billsec,
    hangup_cause: cause,
    was_voicemail: false,
    audio_url: null,
  };
}
