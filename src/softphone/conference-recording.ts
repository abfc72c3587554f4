import { Watched, type WatchedOptions } from './watched.js';

const EVERY_MS = 5000;

/** Whether a conference is being recorded: the only recording that the platform tells of while it goes on. */
export class ConferenceRecording extends Watched<boolean> {
  protected readonly everyMs = EVERY_MS;
  readonly #name: string;

  constructor(name: string, options: WatchedOptions) {
    super(options);
    this.#name = name;
  }

  protected override async load(): Promise<boolean> {
    return (await this.client.getConference(this.#name)).conference.recording;
  }
}
