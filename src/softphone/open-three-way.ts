import type { Call } from '../phone/call.js';
import { ThreeWayError } from '../phone/three-way/errors.js';
import { ThreeWay, type OwnCall } from '../phone/three-way/three-way.js';
import type { ThreeWaySession } from '../phone/three-way/session.js';
import { systemClock } from '../shared/clock.js';
import type { CoreHandle } from './core-handle.js';
import { platformLink } from './platform-link.js';
import { presenceBoard } from './presence-board.js';
import type { Softphone } from './softphone.js';
import { threeWayPlatform } from './three-way-platform.js';

/** What a token must allow: to call the third, to read and change the conference, to find it when an answer is lost. */
const needed = ['calls:originate', 'calls:control', 'conferences:read'];

/** Ties three-way calls to a core: its active call, its tokens, its snapshot and events. */
export function openThreeWay(softphone: Softphone, core: CoreHandle): ThreeWay {
  const link = platformLink(softphone.tokens);
  const board = presenceBoard(softphone);
  const threeWay = new ThreeWay({
    clock: systemClock,
    platform: threeWayPlatform({
      client: link.client,
      extension: () => softphone.snapshot.extension?.number ?? '',
      isExtension: (number) => (board.all.length === 0 ? null : board.get(number) !== undefined),
      follow: () => link.follow(),
    }),
    call: () => ownCall(softphone, core),
    nameOf: (number) => board.get(number)?.displayName || null,
    check: (target) => {
      const { permissions } = softphone.snapshot;
      if (!needed.every((permission) => permissions.includes(permission))) throw ThreeWayError.notAllowed();
      if (softphone.snapshot.transfer)
        throw ThreeWayError.wrongState('add somebody', 'the call is being transferred');
      return core.engine()?.numberOf(target) ?? target;
    },
  });
  // Between these two the page is told of changes: a wish that the platform refuses is none.
  let hasBegun = false;
  /** The call that took somebody in; other calls may live beside it. */
  let owner: Call | null = null;
  threeWay.on('start', (session) => {
    hasBegun = true;
    core.tell('three-way-started', session);
  });
  threeWay.on('again', (session) => {
    hasBegun = true;
    core.tell('three-way-changed', session);
  });
  threeWay.on('change', (session) => {
    if (session && !softphone.snapshot.threeWay) owner = activeCall(core);
    if (owner) owner.conference = session && { since: session.activeSince, third: session.third?.number ?? null };
    core.show(session ? { threeWay: session, threeWayEnd: null } : { threeWay: null });
    if (session && hasBegun) core.tell('three-way-changed', session);
  });
  threeWay.on('end', (end) => {
    hasBegun = false;
    const call = owner?.snapshot.state.phase === 'active' ? owner : null;
    const remote = call && (end.remaining ?? namedOf(call, end.session));
    if (remote) call.showRemote(remoteOf(remote));
    if (call) core.show({ threeWayEnd: end });
    core.tell('three-way-ended', end);
  });
  softphone.on('statechange', ({ elsewhere }) => {
    if (!elsewhere || !threeWay.session) return;
    hasBegun = false;
    owner = null;
    threeWay.letGo();
  });
  softphone.on('call-ended', ({ id }) => {
    // A caller who waited, or heard busy, is an ended call, too, and not ours.
    if (id !== owner?.snapshot.id) return;
    owner = null;
    threeWay.callEnded();
    core.show({ threeWayEnd: null });
  });
  return threeWay;
}

function activeCall({ engine }: CoreHandle): Call | null {
  const call = engine()?.findCall();
  return call?.snapshot.state.phase === 'active' ? call : null;
}

function ownCall({ snapshot }: Softphone, core: CoreHandle): OwnCall | null {
  const call = activeCall(core);
  if (!call) return null;
  const { number, displayName } = call.snapshot.remote;
  const { extension } = snapshot;
  return {
    channelUuid: call.channelUuid,
    pair: {
      self: { number: extension?.number ?? '', name: extension?.displayName ?? null },
      other: { number, name: displayName },
    },
    resume: () => call.setHeld(false),
    hangup: (after) => call.hangup(after),
  };
}

/** The platform may have told the name of whom we called by a number. */
function namedOf({ snapshot: { remote } }: Call, { participants }: ThreeWaySession) {
  const same = participants.find(({ isSelf, callerIdNumber }) => !isSelf && callerIdNumber === remote.number);
  return same && remote.displayName === null ? { number: same.callerIdNumber, name: same.callerIdName } : null;
}

function remoteOf({ number, name }: { readonly number: string; readonly name: string | null }) {
  return { number, displayName: name === null || name === '' || name === number ? null : name };
}
