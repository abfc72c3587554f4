import assert from 'node:assert/strict';
import { ThreeWayError, type ThreeWayErrorReason } from '../../../../src/phone/three-way/errors.js';
import { first, type FakeOptions } from './fake-platform.js';
import { Stage } from './stage.js';

/** Whom the agent talks to, and who is added. */
export const ana = first.number;
export const carmen = '1003';

/** Carmen rings and Ana waits. */
export async function dialing(options: Partial<FakeOptions> = {}): Promise<Stage> {
  const stage = new Stage(options);
  void stage.threeWay.addParticipant(carmen);
  await stage.pass();
  assert.equal(stage.session?.state, 'dialing');
  return stage;
}

/** Carmen talks and Ana waits. */
export async function holding(options: Partial<FakeOptions> = {}): Promise<Stage> {
  const stage = await dialing(options);
  stage.platform.answer();
  await stage.pass();
  assert.equal(stage.session?.state, 'holding');
  return stage;
}

/** The error of a wish that fails for this reason, however long that takes. */
export async function refusal(
  stage: Stage,
  wish: Promise<void>,
  reason: ThreeWayErrorReason,
): Promise<ThreeWayError> {
  const settled = wish.then(
    () => null,
    (error: unknown) => error,
  );
  await stage.pass(12_000);
  const error = await settled;
  assert.ok(error instanceof ThreeWayError, String(error));
  assert.equal(error.reason, reason);
  return error;
}
