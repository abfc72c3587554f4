import { systemClock } from '../../../src/shared/clock.js';
import type { Logger } from '../../../src/shared/logger.js';
import type { CallForward, Extension } from '../company.js';
import { WeriftEndpoint } from '../media/werift-endpoint.js';
import { findDestination } from '../numbers.js';
import type { SipConnection } from '../sip/connection.js';
import type { Registrar } from '../sip/registrar.js';
import type { Conferences } from './conferences.js';
import { Fork } from './fork.js';
import type { Callee, CallSide, Leg } from './leg.js';
import { LegTable } from './leg-table.js';
import { PageCallee } from './page-callee.js';
import type { PageLegOptions } from './page-leg.js';
import type { Parking } from './parking.js';
import { PlayedCallee } from './played.js';
import { FailingCallee } from './service-callee.js';
import { SessionRefresh } from './session-refresh.js';
import type { Timing } from './timing.js';
import type { VoicemailService } from './voicemail.js';

/** What the company has decided about calls. */
export interface CallRules {
  readonly extension: (number: string) => Extension | undefined;
  /** Whether calls from (`inbound`) or to (`outbound`) an outside number are refused. */
  readonly isBlocked: (number: string, direction: 'inbound' | 'outbound') => boolean;
}

export interface RoutingOptions {
  readonly rules: CallRules;
  readonly registrar: Registrar;
  readonly timing: Timing;
  readonly logger: Logger;
  readonly parking: Parking;
  readonly conferences: Conferences;
  readonly voicemail: VoicemailService;
}

/** Who is calling, as the called side sees it, and the extension whose mailbox *97 opens. */
export type CallingSide = Pick<Leg, 'uuid' | 'number' | 'name' | 'extension'>;

/** Finds for every number what has to be called. */
export class Routing {
  readonly legs = new LegTable();
  readonly refresh: SessionRefresh;
  readonly #options: RoutingOptions;

  constructor(options: RoutingOptions) {
    this.#options = options;
    this.refresh = new SessionRefresh(options.timing.refreshMs);
  }

  /** Number and name of what is dialled, before it is called. */
  describe(dialled: string): CallSide {
    const { rules } = this.#options;
    const destination = findDestination(dialled, (number) => rules.extension(number) !== undefined);
    if (destination.kind === 'played') {
      const { number, name } = destination.party;
      return { number, name, extension: null };
    }
    if (destination.kind !== 'extension') return { number: dialled, name: dialled, extension: null };
    const { number } = destination;
    return { number, name: rules.extension(number)?.displayName ?? number, extension: number };
  }

  /** The target behind a dialled number; what cannot be reached is a target that fails. */
  calleeFor(dialled: string, from: CallingSide): Callee {
    const { conferences, parking, rules, voicemail } = this.#options;
    const destination = findDestination(dialled, (number) => rules.extension(number) !== undefined);
    switch (destination.kind) {
      case 'played':
        if (rules.isBlocked(destination.party.number, 'outbound'))
          return new FailingCallee(dialled, 'OUTGOING_CALL_BARRED');
        return new PlayedCallee(destination.party, systemClock);
      case 'extension':
        return this.extension(destination.number, from);
      case 'conference':
        return conferences.callee(destination.name, from);
      case 'retrieve':
        return parking.retrieval(destination.slot);
      case 'mailbox':
        return voicemail.mailbox(from.extension);
      case 'park':
      case 'unknown':
        return new FailingCallee(dialled, 'UNALLOCATED_NUMBER');
    }
  }

  /** All pages of an extension, unless its person is away. `uuid` is promised to the leg that answers. */
  extension(number: string, from: CallingSide, uuid?: string): Callee {
    const { registrar, rules, timing } = this.#options;
    const extension = rules.extension(number);
    const name = extension?.displayName ?? number;
    if (extension?.manualPresence === 'busy') return new FailingCallee(number, 'USER_BUSY', number, name);
    if (extension?.manualPresence === 'offline')
      return new FailingCallee(number, 'USER_NOT_REGISTERED', number, name);
    const bindings = extension === undefined ? [] : registrar.bindings(number);
    const legs = bindings.map(
      ({ connection, contact }) =>
        new PageCallee({
          ...this.legOptions(connection, { number, displayName: name }),
          uuid,
          contact,
          caller: from,
          shows: from.number,
          refresh: this.refresh,
          orphanMs: timing.calleeOrphanMs,
        }),
    );
    return new Fork({ extension: number, name, legs, ringMs: ringTime(extension?.callForward, timing) });
  }

  legOptions(
    connection: SipConnection,
    { number, displayName }: Pick<Extension, 'number' | 'displayName'>,
  ): Omit<PageLegOptions, 'orphanMs' | 'shows'> {
    const { logger } = this.#options;
    const endpoint = new WeriftEndpoint();
    return { connection, extension: number, name: displayName, endpoint, legs: this.legs, logger };
  }
}

function ringTime(forward: CallForward | undefined, { forwardSecondMs, ringMs }: Timing): number {
  if (forward?.enabled !== true || forward.type !== 'no-answer') return ringMs;
  return forward.ringTimeoutSec * forwardSecondMs;
}
