import type { ConferenceNote } from '../resume/record.js';
import type { Conversation } from './conversation.js';
import type { FoundConference } from './platform.js';
import { POLL_MS } from './room-watch.js';
import { within } from './within.js';

/** Looks in a row that must find our leg in no conference before that is believed: it may have just moved to this page. */
const LOOKS = 3;

/** Goes on with the conference of a call that another page began. False when the call is in none. */
export async function findAgain(conversation: Conversation, note: ConferenceNote): Promise<boolean> {
  const { call: ownCall, clock, nameOf } = conversation.options;
  const call = ownCall();
  const agentUuid = call?.channelUuid ?? null;
  if (!call || agentUuid === null || conversation.state.phase !== 'none') return true;
  const isSame = (): boolean => ownCall()?.channelUuid === agentUuid && conversation.state.phase === 'none';
  const found = await look(conversation, agentUuid, note.third ?? '', isSame);
  if (!isSame()) return true;
  if (!found) return false;
  const { conferenceName: name, members, thirdUuid } = found;
  const party = note.third === null ? null : { number: note.third, name: nameOf?.(note.third) ?? null };
  const third = party && thirdUuid !== null ? { uuid: thirdUuid, party } : null;
  const room = { name, agentUuid, members };
  conversation.goOn(call, { type: 'found-again', room, third, since: note.since, at: clock.now() });
  return true;
}

async function look(
  { options: { platform, clock } }: Conversation,
  agentUuid: string,
  third: string,
  isWanted: () => boolean,
): Promise<FoundConference | null> {
  for (let misses = 0; isWanted() && misses < LOOKS;) {
    const found = await platform.find(agentUuid, third).catch(() => undefined);
    if (found) return found;
    if (found === null) misses += 1;
    await within(clock, POLL_MS, new Promise(() => {}));
  }
  return null;
}
