import { randomUUID } from 'node:crypto';
import type { FrameClock } from '../media/frame-clock.js';
import type { AudioParty } from '../media/party.js';
import { PatchCord } from '../media/patch-cord.js';
import { MusicPlayer } from '../media/players.js';
import { Recorder } from '../media/recorder.js';
import { Room, type SaidFrame } from '../media/room.js';
import type { Leg } from './leg.js';
import { PlayedLeg } from './played-leg.js';

/** Somebody in a conference. `held`: muted, deaf and listening to music. */
export interface Member {
  readonly id: string;
  /** Channel UUID of the leg. */
  readonly uuid: string;
  readonly number: string;
  readonly name: string;
  readonly joinedAt: Date;
  muted: boolean;
  deaf: boolean;
  held: boolean;
}

/** Samples below this are noise. */
const quietest = 500;

interface Seat {
  member: Member;
  readonly voice: AudioParty;
  readonly music: MusicPlayer;
  readonly leg: PlayedLeg;
  /** The last frame was louder than the noise of a quiet room. */
  isLoud: boolean;
}

export interface ConferenceOptions {
  readonly name: string;
  readonly clock: FrameClock;
  /** The last member has left. */
  readonly onEmpty: () => void;
  /** A recording ended. */
  readonly onRecorded: (recorder: Recorder) => void;
}

/** A room for any number of calls, mixed as everybody minus oneself. */
export class Conference {
  readonly name: string;
  readonly createdAt = new Date();
  locked = false;
  readonly #options: ConferenceOptions;
  readonly #room: Room;
  readonly #seats = new Map<string, Seat>();
  #recorder: Recorder | null = null;
  #lastId = 0;

  constructor(options: ConferenceOptions) {
    this.#options = options;
    this.name = options.name;
    this.#room = new Room(options.clock);
    this.#room.onframe = (said) => this.#record(said);
  }

  get members(): readonly Member[] {
    return [...this.#seats.values()].map(({ member }) => member);
  }

  get recording(): boolean {
    return this.#recorder !== null;
  }

  /** Takes a leg in; what is returned is connected to it and ends when the member leaves. */
  join({ uuid, number, name }: Pick<Leg, 'uuid' | 'number' | 'name'>): PlayedLeg {
    const member = this.#newMember({ uuid, number, name });
    const cord = new PatchCord();
    const leg = new PlayedLeg({ number: this.name, name: 'Conference' }, cord.near, true);
    const seat: Seat = { member, leg, voice: cord.far, music: new MusicPlayer(), isLoud: false };
    leg.onover = () => this.#leave(seat);
    this.#seats.set(member.id, seat);
    this.#room.add(seat.voice, this.#hearing(member));
    return leg;
  }

  /** Another page speaks for a member: it is a new member, neither muted nor held, on the same seat. */
  renew(member: Member, uuid: string): void {
    const seat = this.#seats.get(member.id);
    if (seat === undefined) return;
    this.#seats.delete(member.id);
    this.#room.remove(seat.music);
    seat.member = this.#newMember({ ...member, uuid });
    this.#seats.set(seat.member.id, seat);
    this.#room.add(seat.voice, this.#hearing(seat.member));
  }

  /** By id or by channel UUID. */
  find(idOrUuid: string): Member | undefined {
    return this.#seats.get(idOrUuid)?.member ?? this.members.find(({ uuid }) => uuid === idOrUuid);
  }

  /** Whether the member speaks now and may be heard. */
  isTalking(id: string): boolean {
    const seat = this.#seats.get(id);
    return seat !== undefined && seat.isLoud && !seat.member.muted;
  }

  /** Hangs up on a member. */
  kick({ id }: Member): void {
    this.#seats.get(id)?.leg.hangup();
  }

  /** Takes a member out of the talk and plays music to it, or brings it back. */
  setHeld(member: Member, held: boolean): void {
    const seat = this.#seats.get(member.id);
    if (seat === undefined) return;
    Object.assign(member, { held, muted: held, deaf: held });
    if (!held) return this.#room.remove(seat.music);
    const audibleTo = (listener: AudioParty): boolean => listener === seat.voice;
    this.#room.add(seat.music, { audibleTo });
  }

  startRecording(): boolean {
    if (this.#recorder !== null) return false;
    this.#recorder = new Recorder(1);
    return true;
  }

  stopRecording(): boolean {
    const recorder = this.#recorder;
    if (recorder === null) return false;
    this.#recorder = null;
    this.#options.onRecorded(recorder);
    return true;
  }

  #newMember({ uuid, number, name }: Pick<Leg, 'uuid' | 'number' | 'name'>): Member {
    const id = String((this.#lastId += 1));
    return { id, uuid, number, name, joinedAt: new Date(), muted: false, deaf: false, held: false };
  }

  #hearing(member: Member) {
    const music = (speaker: AudioParty): boolean =>
      [...this.#seats.values()].some((seat) => seat.music === speaker);
    return {
      audibleTo: () => !member.muted,
      // Music comes from whoever put this member on hold, so deafness does not stop it.
      hears: (speaker: AudioParty) => !member.deaf || music(speaker),
    };
  }

  #leave(seat: Seat): void {
    this.#seats.delete(seat.member.id);
    this.#room.remove(seat.voice);
    this.#room.remove(seat.music);
    if (this.#seats.size > 0) return;
    this.stopRecording();
    this.#room.close();
    this.#options.onEmpty();
  }

  // One channel: everybody who may speak, summed.
  #record(said: SaidFrame): void {
    for (const seat of this.#seats.values())
      seat.isLoud = said.get(seat.voice)?.some((sample) => Math.abs(sample) > quietest) === true;
    if (this.#recorder === null) return;
    const heard = [...this.#seats.values()].filter(({ member }) => !member.muted);
    const frames = heard.map(({ voice }) => said.get(voice) ?? null).filter((frame) => frame !== null);
    const sum = frames[0] === undefined ? null : frames[0].map((_, at) => mixed(frames, at));
    this.#recorder.add(sum);
  }
}

function mixed(frames: readonly Int16Array[], at: number): number {
  const sum = frames.reduce((total, frame) => total + (frame[at] ?? 0), 0);
  return Math.max(-32768, Math.min(32767, sum));
}

/** A name for a conference that nobody named. */
export function newConferenceName(): string {
  return `room-${randomUUID().slice(0, 8)}`;
}
