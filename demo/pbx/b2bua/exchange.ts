import { randomUUID } from 'node:crypto';
import type { Core } from 'sip.js';
import { Emitter } from '../../../src/shared/emitter.js';
import type { Logger } from '../../../src/shared/logger.js';
import type { Extension } from '../company.js';
import { FrameClock } from '../media/frame-clock.js';
import { playedNumbers } from '../numbers.js';
import type { SipConnection } from '../sip/connection.js';
import type { Registrar } from '../sip/registrar.js';
import { Call } from './call.js';
import type { Forwarding } from './call-options.js';
import type { HangupCause } from './causes.js';
import { Conferences } from './conferences.js';
import { Consultation } from './consultation.js';
import { FeatureCodes } from './feature-codes.js';
import { parseReplaces } from './dialog-id.js';
import type { Callee, CallSide, Leg } from './leg.js';
import { PageCaller } from './page-caller.js';
import type { PageLeg } from './page-leg.js';
import { Parking } from './parking.js';
import { voiceOf } from './played.js';
import { isService, PlayedLeg } from './played-leg.js';
import { Routing, type CallingSide, type CallRules } from './routing.js';
import { FailingCallee } from './service-callee.js';
import { RedirectedCallee } from './three-way-callee.js';
import type { SessionRefresh } from './session-refresh.js';
import type { Takeover } from './takeover.js';
import type { Timing } from './timing.js';
import { Transfers } from './transfers.js';
import { VoicemailService } from './voicemail.js';

export interface ExchangeOptions {
  readonly rules: CallRules;
  readonly registrar: Registrar;
  readonly timing: Timing;
  readonly logger: Logger;
}

export interface ExchangeEvents {
  start: Call;
  answer: Call;
  /** Somebody else takes part than before: a transfer, parking, a forward. */
  change: Call;
  /** Another page speaks for a side; its channel UUID is another one, too. */
  takeover: { readonly call: Call; readonly former: string; readonly uuid: string };
  /** Three stages of a forwarded call; `initiated` only when every call is forwarded. */
  forward: {
    readonly call: Call;
    readonly forwarding: Forwarding;
    readonly status: ForwardStatus;
    readonly cause: HangupCause | null;
  };
  end: { readonly call: Call; readonly cause: HangupCause };
}

export type ForwardStatus = 'initiated' | 'answered' | 'completed';

/** Takes every call to its destination and knows every call. */
export class Exchange extends Emitter<ExchangeEvents> {
  readonly parking = new Parking();
  readonly clock = new FrameClock();
  readonly conferences = new Conferences(this.clock);
  readonly voicemail = new VoicemailService();
  readonly #options: ExchangeOptions;
  readonly #routing: Routing;
  readonly #calls = new Set<Call>();
  readonly #codes = new FeatureCodes();
  readonly #transfers = new Transfers({
    findDialog: (dialog) => this.#routing.legs.findDialog(dialog),
    findCall: (uuid) => this.find(uuid),
    route: (call, to, leg) =>
      to === '*70'
        ? this.#parkingOf(call, leg)
        : new RedirectedCallee(to, (number) => this.#route(call, number, leg)),
    forwardOf: (call, target, cause, from) => this.#forwardOf(call, target, cause, from),
    joinInstead: ({ number }, leg) =>
      this.conferences.get(number) === undefined ? null : this.conferences.callee(number, leg),
  });

  constructor(options: ExchangeOptions) {
    super();
    this.#options = options;
    const { conferences, parking, voicemail } = this;
    this.#routing = new Routing({ ...options, conferences, parking, voicemail });
  }

  get refresh(): SessionRefresh {
    return this.#routing.refresh;
  }

  /** Calls that have not ended, oldest first. */
  get calls(): readonly Call[] {
    return [...this.#calls];
  }

  /** The call with this UUID, or with a leg that has it. */
  find(uuid: string): Call | undefined {
    return this.calls.find((call) => call.uuid === uuid || call.legs.some((leg) => leg.uuid === uuid));
  }

  /** An authenticated page calls, or takes over a call. */
  receive(connection: SipConnection, request: Core.IncomingInviteRequest, from: Extension): void {
    const { message } = request;
    const dialled = message.ruri?.user ?? '';
    if (message.body === '') return void request.reject({ statusCode: 488 });
    const replaces = parseReplaces(message.getHeader('replaces') ?? '');
    // As on FreeSWITCH, whoever knows the dialog may take it, and an unknown one is ignored: the number is dialled.
    const taken = replaces === null ? undefined : this.#routing.legs.findDialog(replaces);
    if (taken !== undefined) return void this.#takeOver(taken, { connection, from, request });
    // A name that pages use to ask for a call of theirs, and that nobody has.
    if (dialled.startsWith('resume-')) return void request.reject({ statusCode: 480 });
    const { callerOrphanMs } = this.#options.timing;
    const options = { ...this.#routing.legOptions(connection, from), shows: dialled, orphanMs: callerOrphanMs };
    const caller = new PageCaller(options, request);
    const call = this.#create(caller, this.#routing.describe(dialled), caller.uuid);
    const target = dialled === '*70' ? this.#parkingOf(call, caller) : this.#route(call, dialled, caller);
    call.receive(caller, target);
    this.emit('change', call);
  }

  /** An outside party calls a number of the company. Returns the call. */
  callFromOutside(from: { readonly number: string; readonly name: string }, to: string): Call {
    const known = playedNumbers.find((row) => row.number === from.number);
    const caller = new PlayedLeg(from, voiceOf(known?.voice ?? { say: 'tone', hz: 880 }));
    const call = this.#create(caller, this.#routing.describe(to), caller.uuid);
    const blocked = this.#options.rules.isBlocked(from.number, 'inbound');
    call.receive(caller, blocked ? new FailingCallee(to, 'CALL_REJECTED') : this.#route(call, to, caller));
    this.emit('change', call);
    return call;
  }

  /** Rings an extension and dials for it when it answers. `callerId` is what an extension that is called sees. */
  originate(from: Extension, to: string, callerId: Partial<Pick<CallSide, 'number' | 'name'>> = {}): Call {
    const uuid = randomUUID();
    const caller = { number: from.number, name: from.displayName, extension: from.number };
    const callee = this.#routing.describe(to);
    const call = this.#create(caller, callee, uuid);
    const first = this.#routing.extension(from.number, { ...callee, uuid }, uuid);
    call.originate(first, (near) => this.#route(call, to, { ...near, ...caller, ...callerId, uuid: near.uuid }));
    this.emit('change', call);
    return call;
  }

  /** Rings an extension and connects it with a service, such as the monitoring of a call. */
  originateTo(from: Extension, service: Callee, shown: CallSide): Call {
    const uuid = randomUUID();
    const caller = { number: from.number, name: from.displayName, extension: from.number };
    const call = this.#create(caller, shown, uuid);
    call.originate(this.#routing.extension(from.number, { ...shown, uuid }, uuid), () => service);
    this.emit('change', call);
    return call;
  }

  /** Dials a number and takes whoever answers into a conference, as a member with the UUID of this call. */
  dialInto(conferenceName: string, to: string, from: CallSide): Call {
    const uuid = randomUUID();
    const call = this.#create(from, this.#routing.describe(to), uuid);
    const target = new RedirectedCallee(to, (number) => this.#route(call, number, { ...from, uuid }));
    call.originate(target, ({ number, name }) => this.conferences.callee(conferenceName, { uuid, number, name }));
    this.emit('change', call);
    return call;
  }

  /** A leg that was released from its call begins a call of its own. */
  adopt(leg: Leg, target: Callee): Call {
    const call = this.#create(leg, target, leg.uuid);
    call.adopt(leg, target);
    this.emit('change', call);
    return call;
  }

  /** Connects one leg of a call with another number; the other side is let go. */
  transfer(call: Call, leg: Leg, to: string): void {
    call.transferredTo = to;
    const target = to === '*70' ? this.#parkingOf(call, leg) : this.#route(call, to, leg);
    call.continueWith(leg, target);
  }

  /** Lets `agent` talk to a number before `waiting` gets it. */
  consult(call: Call, agent: Leg, waiting: Leg, to: string): void {
    call.transferredTo = to;
    const callTarget = (): Callee => this.#route(call, to, agent);
    call.undertake((tools) => new Consultation({ ...tools, call, agent, waiting, callTarget }));
  }

  /** A socket is gone: its calls live on for a while. */
  connectionLost(connection: SipConnection): void {
    this.#routing.legs.connectionLost(connection);
  }

  close(): void {
    for (const call of this.calls) call.end('NORMAL_CLEARING');
    this.clock.stop();
  }

  #create(caller: CallSide, callee: CallSide, uuid: string): Call {
    const call = new Call({
      uuid,
      caller,
      callee,
      clock: this.clock,
      logger: this.#options.logger,
      onAnswer: (answered) => this.#answered(answered),
      onChange: (changed) => this.emit('change', changed),
      onEnd: (ended, cause) => this.#ended(ended, cause),
      onFail: (failed, target, cause) => this.#instead(failed, target, cause),
      onRefer: (own, leg, referral) => this.#transfers.refer(own, leg, referral),
      onDigit: (own, leg, digit) => {
        if (this.#codes.take(leg, digit) === 'park') this.#parkOther(own, leg);
      },
    });
    this.#calls.add(call);
    this.emit('start', call);
    return call;
  }

  #answered(call: Call): void {
    this.emit('answer', call);
    this.#forwardStage(call, 'answered', null);
  }

  #ended(call: Call, cause: HangupCause): void {
    this.#calls.delete(call);
    this.emit('end', { call, cause });
    this.#forwardStage(call, 'completed', cause);
  }

  #forwardStage(call: Call, status: ForwardStatus, cause: HangupCause | null): void {
    if (call.forwarded !== null) this.emit('forward', { call, forwarding: call.forwarded, status, cause });
  }

  /** The target behind a number, after the forwarding that takes every call. */
  #route(call: Call, to: string, from: CallingSide): Callee {
    const callee = this.#routing.calleeFor(to, from);
    const forward = this.#options.rules.extension(callee.extension ?? '')?.callForward;
    if (callee.extension === null || forward?.enabled !== true || forward.type !== 'always') return callee;
    return (
      this.#forward(call, { extension: callee.extension, to: forward.destination, type: 'always' }, from) ?? callee
    );
  }

  #instead(call: Call, target: Callee, cause: HangupCause): Callee | null {
    const extension = this.#options.rules.extension(target.extension ?? '');
    const from = call.near;
    if (extension === undefined || from === null) return null;
    const next = this.#forwardOf(call, target, cause, from);
    if (next !== null) return next;
    // A colleague hears why; a mailbox answers people from outside, and everybody while its owner is away.
    const wanted = call.caller.extension === null || extension.manualPresence !== 'available';
    const answers = wanted && extension.voicemailEnabled && (isAbsence(cause) || cause === 'CALL_REJECTED');
    return answers ? this.voicemail.greet(extension.number, call) : null;
  }

  /** Where the extension wants calls to go that it does not take for this reason. */
  #forwardOf(call: Call, { extension: number }: Callee, cause: HangupCause, from: CallingSide): Callee | null {
    const extension = this.#options.rules.extension(number ?? '');
    if (extension === undefined) return null;
    const { enabled, type, destination } = extension.callForward;
    const isWanted =
      enabled && type !== 'always' && isAbsence(cause) && (type === 'busy') === (cause === 'USER_BUSY');
    return isWanted ? this.#forward(call, { extension: extension.number, to: destination, type }, from) : null;
  }

  /** One forwarding per call, so that two extensions that forward to each other do not pass it on for ever. */
  #forward(call: Call, forwarding: Forwarding, from: CallingSide): Callee | null {
    if (call.forwarded !== null) return null;
    call.forwarded = forwarding;
    if (forwarding.type === 'always') this.#forwardStage(call, 'initiated', null);
    return this.#routing.calleeFor(forwarding.to, from);
  }

  async #takeOver(leg: PageLeg, takeover: Omit<Takeover, 'endpoint'>): Promise<void> {
    const former = leg.uuid;
    const { endpoint } = this.#routing.legOptions(takeover.connection, takeover.from);
    if (!(await leg.takeOver({ ...takeover, endpoint }))) return;
    const call = this.find(leg.uuid);
    if (call === undefined) return;
    this.conferences.renew(former, leg.uuid, call.uuid);
    this.emit('takeover', { call, former, uuid: leg.uuid });
    this.emit('change', call);
  }

  /** Parks whoever `leg` talks to; where there is nobody, or no free slot, all stays as it is. */
  #parkOther(call: Call, leg: Leg): void {
    const other = call.legs.find((one) => one !== leg);
    if (other === undefined || isService(other) || call.isConsulting) return;
    if (this.parking.free(null) !== null) this.transfer(call, other, '*70');
  }

  #parkingOf(call: Call, leg: Leg): Callee {
    const parkedBy = call.legs.find((one) => one !== leg)?.extension ?? leg.extension;
    return this.parking.callee(null, () => ({ call, leg, parkedBy }));
  }
}

const absences: readonly HangupCause[] = ['USER_BUSY', 'NO_ANSWER', 'NO_USER_RESPONSE', 'USER_NOT_REGISTERED'];
const isAbsence = (cause: HangupCause): boolean => absences.includes(cause);
