import type { FrameClock } from '../media/frame-clock.js';
import type { AudioParty } from '../media/party.js';
import { MusicPlayer } from '../media/players.js';
import { Room, type Hearing, type SaidFrame } from '../media/room.js';

/** One end of a bridge. */
export interface BridgeEnd {
  readonly party: AudioParty;
  /** This end has put the other one on hold. */
  readonly holding: boolean;
  /** Nobody is here who would hear music: a conference would have to listen to it, a mailbox would keep it. */
  readonly isService?: boolean;
}

/** Connects the sound of two legs. Whoever is put on hold hears music; whoever holds hears nothing. */
export class Bridge {
  readonly #room: Room;
  readonly #music = new MusicPlayer();
  readonly #guests = new Map<AudioParty, Hearing>();

  constructor(clock: FrameClock, onframe: (said: SaidFrame) => void) {
    this.#room = new Room(clock);
    this.#room.onframe = onframe;
  }

  /** Lets a caller hear what is played before the answer. */
  playTo(caller: AudioParty, sound: AudioParty): void {
    this.#seat([caller, sound]);
  }

  /** Seats both legs as their holding asks for; call again when it changes. A holder stays and hears silence. */
  connect(one: BridgeEnd, other: BridgeEnd): void {
    const ends = [one, other];
    const waiting = one.holding ? other : one;
    const music = one.holding !== other.holding && waiting.isService !== true ? [this.#music] : [];
    const holders = ends.filter(({ holding }) => holding).map(({ party }) => party);
    this.#seat([...ends.map(({ party }) => party), ...music], new Set(holders));
  }

  /** A third one who stays whoever the two are, such as a supervisor. */
  addGuest(guest: AudioParty, hearing: Hearing): void {
    this.#guests.set(guest, hearing);
    this.#room.add(guest, hearing);
  }

  removeGuest(guest: AudioParty): void {
    this.#guests.delete(guest);
    this.#room.remove(guest);
  }

  /** Nobody hears anybody until the next {@link connect}. */
  silence(): void {
    this.#seat([]);
  }

  close(): void {
    this.#guests.clear();
    this.#room.close();
  }

  #seat(parties: readonly AudioParty[], apart: ReadonlySet<AudioParty> = new Set()): void {
    const wanted = new Set([...parties, ...this.#guests.keys()]);
    for (const party of this.#room.parties) if (!wanted.has(party)) this.#room.remove(party);
    for (const party of wanted)
      this.#room.add(party, apart.has(party) ? alone : (this.#guests.get(party) ?? null));
  }
}

const alone: Hearing = { audibleTo: () => false, hears: () => false };
