import type { Core } from 'sip.js';
import { systemClock } from '../../../src/shared/clock.js';
import { Emitter } from '../../../src/shared/emitter.js';
import type { Logger } from '../../../src/shared/logger.js';
import type { Extension } from '../company.js';
import { FrameClock } from '../media/frame-clock.js';
import { WeriftEndpoint } from '../media/werift-endpoint.js';
import { findDestination, playedNumbers } from '../numbers.js';
import type { SipConnection } from '../sip/connection.js';
import type { Registrar } from '../sip/registrar.js';
import { Call } from './call.js';
import { type HangupCause } from './causes.js';
import { Fork } from './fork.js';
import type { Callee, CallerLeg, Leg } from './leg.js';
import { LegTable } from './leg-table.js';
import { PageCallee } from './page-callee.js';
import { PageCaller } from './page-caller.js';
import { PlayedCallee, PlayedLeg } from './played.js';
import type { Timing } from './timing.js';

export interface ExchangeOptions {
  readonly extension: (number: string) => Extension | undefined;
  readonly registrar: Registrar;
  readonly timing: Timing;
  readonly logger: Logger;
}

export interface ExchangeEvents {
  start: Call;
  answer: Call;
  end: { readonly call: Call; readonly cause: HangupCause };
}

/** Takes every INVITE to its destination and knows every call. */
export class Exchange extends Emitter<ExchangeEvents> {
  readonly #legs = new LegTable();
  readonly #options: ExchangeOptions;
  readonly #clock = new FrameClock();
  readonly #calls = new Set<Call>();

  constructor(options: ExchangeOptions) {
    super();
    this.#options = options;
  }

  /** Calls that have not ended, oldest first. */
  get calls(): readonly Call[] {
    return [...this.#calls];
  }

  /** The call that has a leg with this channel UUID. */
  find(uuid: string): Call | undefined {
    return this.calls.find((call) => call.legs.some((leg) => leg.uuid === uuid));
  }

  /** An authenticated page calls. */
  receive(connection: SipConnection, request: Core.IncomingInviteRequest, from: Extension): void {
    const dialled = request.message.ruri?.user ?? '';
    if (request.message.body === '') return void request.reject({ statusCode: 488 });
    const caller = new PageCaller(
      { ...this.#legOptions(connection, from), orphanMs: this.#options.timing.callerOrphanMs },
      request,
    );
    const callee = this.#calleeFor(dialled, caller);
    if (callee === undefined) return caller.end('UNALLOCATED_NUMBER');
    this.#connect(caller, callee);
  }

  /** An outside party calls an extension. Returns the call. */
  callFromOutside(from: { readonly number: string; readonly name: string }, to: string): Call {
    const known = playedNumbers.find((row) => row.number === from.number);
    const caller = new PlayedLeg(from.number, from.name, known?.voice ?? { say: 'tone', hz: 880 });
    return this.#connect(caller, this.#fork(to, caller));
  }

  /** A socket is gone: its calls live on for a while. */
  connectionLost(connection: SipConnection): void {
    this.#legs.connectionLost(connection);
  }

  close(): void {
    for (const call of this.calls) call.end('NORMAL_CLEARING');
    this.#clock.stop();
  }

  #connect(caller: CallerLeg, callee: Callee): Call {
    const call = new Call({
      caller,
      callee,
      clock: this.#clock,
      logger: this.#options.logger,
      onAnswer: (answered) => this.emit('answer', answered),
      onEnd: (ended, cause) => {
        this.#calls.delete(ended);
        this.emit('end', { call: ended, cause });
      },
    });
    this.#calls.add(call);
    this.emit('start', call);
    call.start();
    return call;
  }

  #calleeFor(dialled: string, caller: Leg): Callee | undefined {
    const destination = findDestination(dialled, (number) => this.#options.extension(number) !== undefined);
    if (destination.kind === 'played') return new PlayedCallee(destination.party, systemClock);
    return destination.kind === 'extension' ? this.#fork(destination.number, caller) : undefined;
  }

  #fork(number: string, caller: Leg): Fork {
    const extension = this.#options.extension(number);
    const bindings = extension === undefined ? [] : this.#options.registrar.bindings(number);
    const legs = bindings.map(({ connection, contact }) => {
      const options = {
        ...this.#legOptions(connection, { number, displayName: extension?.displayName ?? number }),
        contact,
        caller,
      };
      return new PageCallee({ ...options, orphanMs: this.#options.timing.calleeOrphanMs });
    });
    return new Fork({
      extension: number,
      name: extension?.displayName ?? number,
      legs,
      ringMs: this.#options.timing.ringMs,
    });
  }

  #legOptions(connection: SipConnection, { number, displayName }: Pick<Extension, 'number' | 'displayName'>) {
    const endpoint = new WeriftEndpoint();
    return {
      connection,
      extension: number,
      name: displayName,
      endpoint,
      legs: this.#legs,
      logger: this.#options.logger,
    };
  }
}
