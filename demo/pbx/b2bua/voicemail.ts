import { randomUUID } from 'node:crypto';
import { Emitter } from '../../../src/shared/emitter.js';
import { sampleRate } from '../media/party.js';
import { Greetings } from './greetings.js';
import type { Callee, CallSide } from './leg.js';
import { MailboxPlayer, MessageRecorder } from './mailbox-voices.js';
import { PlayedLeg } from './played-leg.js';
import { ServiceCallee } from './service-callee.js';
import type { VoicemailMessage } from './voicemail-message.js';

/** The call in which a message is left. */
export interface MessageCall {
  readonly uuid: string;
  readonly caller: CallSide;
  leftMessage: boolean;
}

export interface VoicemailEvents {
  message: VoicemailMessage;
}

/** Shorter ones are callers who hung up at the beep. */
const shortestSeconds = 0.5;

/** Mailboxes: greets callers, records what they say, and plays it to the owner. */
export class VoicemailService extends Emitter<VoicemailEvents> {
  readonly greetings = new Greetings();
  readonly #messages = new Map<string, VoicemailMessage>();

  /** Newest first. */
  get messages(): readonly VoicemailMessage[] {
    return [...this.#messages.values()].toReversed();
  }

  of(extension: string): readonly VoicemailMessage[] {
    return this.messages.filter((message) => message.extension === extension);
  }

  get(id: string): VoicemailMessage | undefined {
    return this.#messages.get(id);
  }

  /** False when there was no such message. */
  delete(id: string): boolean {
    return this.#messages.delete(id);
  }

  /** What takes a caller to the mailbox of an extension: greeting, beep, recording; # or hanging up ends it. */
  greet(extension: string, call: MessageCall): Callee {
    return new ServiceCallee(extension, 'Voicemail', () => {
      const recorder = new MessageRecorder(this.greetings.samplesOf(extension));
      const leg = new PlayedLeg({ number: extension, name: 'Voicemail' }, recorder, true);
      recorder.onfull = () => leg.hangup();
      leg.onheard = (digit) => digit === '#' && leg.hangup();
      leg.onover = () => this.#keep(extension, call, recorder);
      return leg;
    });
  }

  /** What *97 reaches: the messages of an extension, new ones first. # goes to the next, 7 deletes. */
  mailbox(extension: string | null): Callee {
    return new ServiceCallee('*97', 'Voicemail', () => {
      if (extension === null) return 'UNALLOCATED_NUMBER';
      const messages = [...this.of(extension)].sort((one, other) => Number(one.isRead) - Number(other.isRead));
      const player = new MailboxPlayer(messages);
      const leg = new PlayedLeg({ number: '*97', name: 'Voicemail' }, player, true);
      player.onplayed = (message) => void (message.isRead = true);
      player.ondone = () => leg.hangup();
      leg.onheard = (digit) => {
        if (digit === '7') this.#messages.delete(player.current?.id ?? '');
        if (digit === '7' || digit === '#') player.skip();
      };
      return leg;
    });
  }

  #keep(extension: string, call: MessageCall, recorder: MessageRecorder): void {
    const samples = recorder.samples;
    const seconds = samples.length / sampleRate;
    if (seconds < shortestSeconds) return;
    call.leftMessage = true;
    const message: VoicemailMessage = {
      id: randomUUID(),
      extension,
      callUuid: call.uuid,
      callerNumber: call.caller.number,
      callerName: call.caller.name,
      receivedAt: new Date(),
      samples,
      seconds,
      isRead: false,
    };
    this.#messages.set(message.id, message);
    this.emit('message', message);
  }
}
