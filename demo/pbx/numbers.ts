import type { HangupCause } from './b2bua/causes.js';

/** One step of what a played party does, in the order of time. */
export type Step =
  | { readonly do: 'wait'; readonly ms: number }
  /** 180: the caller's phone plays its own ringing. */
  | { readonly do: 'ring' }
  /** 183 with sound: the network plays ringing, or an announcement. */
  | { readonly do: 'early-media'; readonly sound: 'ringback' | 'announcement' }
  | { readonly do: 'answer' }
  | { readonly do: 'hang-up' }
  | { readonly do: 'fail'; readonly cause: HangupCause }
  /** 302 to another number. */
  | { readonly do: 'redirect'; readonly to: string }
  /** REFER inside the call: asks the caller's phone to dial another number. */
  | { readonly do: 'refer'; readonly to: string }
  /** re-INVITE that puts the caller's phone on hold, or takes it back. */
  | { readonly do: 'hold'; readonly held: boolean };

/** What the party says once it answered. */
export type Voice = { readonly say: 'tone'; readonly hz: number } | { readonly say: 'echo' | 'music' | 'nothing' };

/** A number that the platform answers itself. */
export interface PlayedNumber {
  readonly number: string;
  readonly name: string;
  /** One sentence for people who read the table. */
  readonly does: string;
  readonly voice: Voice;
  readonly steps: readonly Step[];
}

const ring: Step = { do: 'ring' };
const answer: Step = { do: 'answer' };
const wait = (ms: number): Step => ({ do: 'wait', ms });
const fail = (cause: HangupCause): Step => ({ do: 'fail', cause });
const early = (sound: 'ringback' | 'announcement'): Step => ({ do: 'early-media', sound });
const tone = (hz: number): Voice => ({ say: 'tone', hz });
const nothing: Voice = { say: 'nothing' };

const rows: readonly (readonly [number: string, name: string, does: string, voice: Voice, ...steps: Step[]])[] = [
  ['9196', 'Echo', 'Answers at once and says what it hears.', { say: 'echo' }, answer],
  ['9664', 'Music', 'Answers at once and plays the music on hold.', { say: 'music' }, answer],
  ['+15551234567', 'Ana Torres', 'Rings, answers after 2 s.', tone(587), ring, wait(2000), answer],
  ['+15552010101', 'Harbor Dental', 'Answers at once.', tone(698), answer],
  ['+15552010102', 'Ben Adeyemi', 'Rings, answers after 2 s.', tone(831), ring, wait(2000), answer],
  [
    '+15552010103',
    'Northwind Courier',
    'Answers, hangs up after 5 s.',
    tone(988),
    ring,
    answer,
    wait(5000),
    { do: 'hang-up' },
  ],
  ['+15552010104', 'Chloe Martin', 'Is busy (486).', nothing, wait(300), fail('USER_BUSY')],
  [
    '+15552010105',
    'Dmitri Sokolov',
    'Rings, declines after 1 s (603).',
    nothing,
    ring,
    wait(1000),
    fail('CALL_REJECTED'),
  ],
  [
    '+15552010106',
    'Eva Novak',
    'Rings, does not answer for 20 s (480).',
    nothing,
    ring,
    wait(20_000),
    fail('NO_ANSWER'),
  ],
  [
    '+15552010107',
    'Fjord Insurance',
    'Network ringing (183), answers after 3 s.',
    tone(1109),
    early('ringback'),
    wait(3000),
    answer,
  ],
  [
    '+15552010108',
    'Old number',
    'Announcement for 3 s (183), then 404.',
    nothing,
    early('announcement'),
    wait(3000),
    fail('UNALLOCATED_NUMBER'),
  ],
  [
    '+15552010109',
    'Call blocking',
    'Announcement for 3 s (183), then 603.',
    nothing,
    early('announcement'),
    wait(3000),
    fail('CALL_REJECTED'),
  ],
  ['+15552010110', 'Not in service', 'Is not in service (404).', nothing, fail('UNALLOCATED_NUMBER')],
  ['+15552010111', 'Premium line', 'May not be called from here (403).', nothing, fail('OUTGOING_CALL_BARRED')],
  [
    '+15552010112',
    'Moved office',
    'Redirects to +15552010102 (302).',
    nothing,
    { do: 'redirect', to: '+15552010102' },
  ],
  ['+15552010113', 'Broken trunk', 'Cannot be reached now (503).', nothing, fail('NORMAL_TEMPORARY_FAILURE')],
  [
    '+15552010114',
    'Pushy switchboard',
    'Answers, after 1 s asks the phone to dial +15552010101 (REFER).',
    tone(1319),
    ring,
    answer,
    wait(1000),
    { do: 'refer', to: '+15552010101' },
  ],
  [
    '+15552010115',
    'Hold and resume',
    'Answers, puts the phone on hold after 2 s, takes it back after 5 s.',
    tone(1480),
    ring,
    answer,
    wait(2000),
    { do: 'hold', held: true },
    wait(5000),
    { do: 'hold', held: false },
  ],
  [
    '+15552010116',
    'Dead end',
    'Never rings, gives up after 20 s (408).',
    nothing,
    wait(20_000),
    fail('NO_USER_RESPONSE'),
  ],
  ['+15552010117', 'Silent line', 'Answers and says nothing.', nothing, ring, answer],
];

/** Every number that the platform plays itself: the one table that the demo pages and the guide render. */
export const playedNumbers: readonly PlayedNumber[] = rows.map(([number, name, does, voice, ...steps]) => ({
  number,
  name,
  does,
  voice,
  steps,
}));

/** Where a dialled number leads. */
export type Destination =
  | { readonly kind: 'extension'; readonly number: string }
  | { readonly kind: 'played'; readonly party: PlayedNumber }
  | { readonly kind: 'conference'; readonly name: string }
  | { readonly kind: 'park' }
  | { readonly kind: 'retrieve'; readonly slot: string }
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'unknown' };

/** The conference behind *3. */
export const mainConference = 'main';

/** What a phone dials to reach a service of the platform. */
export const featureCodes: readonly { readonly code: string; readonly does: string }[] = [
  { code: '*3', does: `Joins the conference room "${mainConference}".` },
  {
    code: '*70',
    does: 'Parks: as the target of a transfer, or pressed in a call, the other side; dialled, oneself.',
  },
  { code: '*71XX', does: 'Retrieves the parked call from slot XX (01 to 20).' },
  { code: '*97', does: 'Plays the messages of one’s own mailbox: # next, 7 deletes.' },
];

/** The dialplan. Outside numbers may come with or without +1; spaces and punctuation do not count. */
export function findDestination(dialled: string, isExtension: (number: string) => boolean): Destination {
  const number = dialled.replace(/[\s().-]/g, '');
  if (isExtension(number)) return { kind: 'extension', number };
  const slot = /^\*71(\d\d)$/.exec(number)?.[1];
  if (slot !== undefined) return { kind: 'retrieve', slot };
  if (number === '*3') return { kind: 'conference', name: mainConference };
  if (number === '*70') return { kind: 'park' };
  if (number === '*97') return { kind: 'mailbox' };
  const international = number.replace(/^1?(555\d{7})$/, '+1$1');
  const party = playedNumbers.find((row) => row.number === international);
  return party === undefined ? { kind: 'unknown' } : { kind: 'played', party };
}
