import type {
  AddParticipantResult,
  ThreeWayParticipant,
  ThreeWayResult,
} from '../../../src/api/types/conferences.js';
import { until } from '../../demo/pbx/support/until.js';
import { done, none, unknown } from './row.js';
import { promised, type Shape } from './shape.js';
import type { World } from './world.js';

const added: Shape<AddParticipantResult> = {
  conferenceName: 'string',
  state: 'string',
  participants: 'array',
  newCallUuid: 'string',
  heldMemberUuid: 'string',
  originalBridgedLeg: 'string',
};
const result: Shape<ThreeWayResult> = {
  success: 'boolean',
  conferenceName: 'string',
  state: 'string?',
  participants: 'array',
};
const participant: Shape<ThreeWayParticipant> = {
  uuid: 'string',
  memberId: 'string',
  callerIdNumber: 'string',
  callerIdName: 'string',
  muted: 'boolean',
  deaf: 'boolean',
  status: 'string',
};

/** Alice, who talks to Harbor Dental, rings Bob. */
async function ringing(world: World): Promise<AddParticipantResult> {
  const { legUuid } = await world.liveCall();
  const answer = await world.client.addCallParticipant(legUuid, { toExtension: '1002' });
  promised(answer, added);
  promised(answer.participants[0], participant);
  return answer;
}

/** Bob has answered. */
async function joined(world: World): Promise<AddParticipantResult> {
  const answer = await ringing(world);
  await world.bob.answer(await world.bob.rings());
  await until('three members', async () => {
    const { conference } = await world.client.getConferenceMembers(answer.conferenceName);
    return conference.members.length === 3;
  });
  return answer;
}

/** Checks the answer and ends the call. */
async function over(world: World, answer: Promise<ThreeWayResult>): Promise<void> {
  promised(await answer, result);
  await world.quiet();
}

/** Calls that take a third one in. */
export const threeWayRows = {
  addCallParticipant: unknown(
    async (w) => {
      await joined(w);
      await w.quiet();
    },
    (c) => c.addCallParticipant(none, { toExtension: '1002' }),
  ),
  cancelAddParticipant: unknown(
    async (w) => {
      const { conferenceName, newCallUuid, heldMemberUuid } = await ringing(w);
      await w.bob.rings();
      await over(w, w.client.cancelAddParticipant({ conferenceName, newCallUuid, heldMemberUuid }));
    },
    (c) => c.cancelAddParticipant({ conferenceName: none, newCallUuid: none, heldMemberUuid: none }),
  ),
  swapCallParticipant: unknown(
    async (w) => {
      const { conferenceName, newCallUuid, heldMemberUuid } = await joined(w);
      const order = { conferenceName, keepUuid: heldMemberUuid, holdUuid: newCallUuid };
      await over(w, w.client.swapCallParticipant(order));
    },
    (c) => c.swapCallParticipant({ conferenceName: none, keepUuid: none, holdUuid: none }),
  ),
  mergeThreeWay: unknown(
    async (w) => over(w, w.client.mergeThreeWay(await joined(w))),
    (c) => c.mergeThreeWay({ conferenceName: none }),
  ),
  kickParticipant: unknown(
    async (w) => {
      const { conferenceName, newCallUuid: memberUuid } = await joined(w);
      await over(w, w.client.kickParticipant({ conferenceName, memberUuid }));
    },
    (c) => c.kickParticipant({ conferenceName: none, memberUuid: none }),
  ),
  mergeCalls: unknown(
    async (w) => {
      const { conferenceName } = await joined(w);
      await done(w.client.mergeCalls({ conferenceName }));
      await w.quiet();
    },
    (c) => c.mergeCalls({ conferenceName: none }),
  ),
  mergeDirectCalls: unknown(
    async (w) => {
      const { legUuid } = await w.liveCall();
      await done(w.client.mergeDirectCalls({ callUuid: legUuid, toExtension: '1002' }));
      await w.bob.answer(await w.bob.rings());
      await w.quiet();
    },
    (c) => c.mergeDirectCalls({ callUuid: none, toExtension: '1002' }),
  ),
};
