import { Emitter } from '../../../src/shared/emitter.js';
import type { FrameClock } from '../media/frame-clock.js';
import type { Recorder } from '../media/recorder.js';
import { Conference } from './conference.js';
import type { Callee, Leg } from './leg.js';
import { ServiceCallee } from './service-callee.js';

export interface ConferencesEvents {
  recorded: { readonly name: string; readonly recorder: Recorder };
}

/** Every conference that has members, by name. */
export class Conferences extends Emitter<ConferencesEvents> {
  readonly #rooms = new Map<string, Conference>();
  readonly #clock: FrameClock;

  constructor(clock: FrameClock) {
    super();
    this.#clock = clock;
  }

  get all(): readonly Conference[] {
    return [...this.#rooms.values()];
  }

  get(name: string): Conference | undefined {
    return this.#rooms.get(name);
  }

  /** A leg that may sit in conferences has another channel UUID now; some sit there under the UUID of their call. */
  renew(former: string, uuid: string, callUuid: string): void {
    for (const room of this.#rooms.values()) {
      const member = room.members.find((one) => one.uuid === former || one.uuid === callUuid);
      if (member !== undefined) room.renew(member, member.uuid === former ? uuid : callUuid);
    }
  }

  /** What takes the leg connected to it into a conference, which begins with its first member. */
  callee(name: string, joining: Pick<Leg, 'uuid' | 'number' | 'name'>): Callee {
    return new ServiceCallee(name, 'Conference', () => {
      const room = this.#open(name);
      return room.locked ? 'CALL_REJECTED' : room.join(joining);
    });
  }

  #open(name: string): Conference {
    const known = this.#rooms.get(name);
    if (known !== undefined) return known;
    const room = new Conference({
      name,
      clock: this.#clock,
      onEmpty: () => void this.#rooms.delete(name),
      onRecorded: (recorder) => this.emit('recorded', { name, recorder }),
    });
    this.#rooms.set(name, room);
    return room;
  }
}
