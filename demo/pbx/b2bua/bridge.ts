import type { FrameClock } from '../media/frame-clock.js';
import type { AudioParty } from '../media/party.js';
import { MusicPlayer } from '../media/players.js';
import { Room } from '../media/room.js';
import type { Leg } from './leg.js';

/** Connects the sound of two legs. Whoever is put on hold hears music; whoever holds hears nothing. */
export class Bridge {
  readonly #room: Room;
  readonly #music = new MusicPlayer();

  constructor(clock: FrameClock) {
    this.#room = new Room(clock);
  }

  /** Lets a caller hear what is played before the answer. */
  playTo(caller: AudioParty, sound: AudioParty): void {
    this.#seat([caller, sound]);
  }

  /** Seats both legs as their holding asks for; call again when it changes. */
  connect(one: Leg, other: Leg): void {
    if (one.holding && other.holding) this.#seat([]);
    else if (one.holding) this.#seat([this.#music, other.party]);
    else if (other.holding) this.#seat([one.party, this.#music]);
    else this.#seat([one.party, other.party]);
  }

  close(): void {
    this.#room.close();
  }

  #seat(parties: readonly AudioParty[]): void {
    for (const party of this.#room.parties) if (!parties.includes(party)) this.#room.remove(party);
    for (const party of parties) this.#room.add(party);
  }
}
