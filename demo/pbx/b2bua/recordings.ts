import type { Recorder } from '../media/recorder.js';
import { directionOfCall, type CallDirection } from '../events/platform-event.js';
import type { Call } from './call.js';
import type { Exchange } from './exchange.js';

/** The sound of a call that ended: caller's side left, the other right; a conference in one channel. */
export interface StoredRecording {
  /** The call's UUID, or the conference's name and time. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly callerNumber: string;
  readonly destination: string;
  readonly extension: string | null;
  readonly startedAt: Date;
  readonly seconds: number;
  readonly wav: Buffer;
}

/** So that a platform that runs for days does not fill the memory. */
const mostRecordings = 100;

/** Sound of the last calls between people, and of recorded conferences. */
export class Recordings {
  readonly #recordings = new Map<string, StoredRecording>();

  constructor(exchange: Exchange) {
    exchange.conferences.on('recorded', ({ name, recorder }) => this.#keepConference(name, recorder));
  }

  /** Newest first. */
  get all(): readonly StoredRecording[] {
    return [...this.#recordings.values()].toReversed();
  }

  get(id: string): StoredRecording | undefined {
    return this.#recordings.get(id);
  }

  /** False when there was none. */
  delete(id: string): boolean {
    return this.#recordings.delete(id);
  }

  /** Keeps what was said in a call; a call without talk has no recording. */
  keep(call: Call): void {
    if (call.sound.recorder.seconds === 0) return;
    this.#add(call.sound.recorder, {
      id: call.uuid,
      direction: directionOfCall(call),
      callerNumber: call.caller.number,
      destination: call.callee.number,
      extension: call.callee.extension ?? call.caller.extension,
      startedAt: call.answeredAt ?? call.startedAt,
    });
  }

  #keepConference(name: string, recorder: Recorder): void {
    if (recorder.seconds === 0) return;
    const startedAt = new Date(Date.now() - recorder.seconds * 1000);
    const about = { direction: 'internal', callerNumber: name, destination: name, extension: null } as const;
    this.#add(recorder, { id: `${name}-${startedAt.getTime()}`, startedAt, ...about });
  }

  #add(recorder: Recorder, about: Omit<StoredRecording, 'seconds' | 'wav'>): void {
    this.#recordings.set(about.id, { ...about, seconds: recorder.seconds, wav: recorder.toWav() });
    const [oldest] = this.#recordings.keys();
    if (this.#recordings.size > mostRecordings && oldest !== undefined) this.#recordings.delete(oldest);
  }
}
