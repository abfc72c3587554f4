import {
  Core,
  Inviter,
  Registerer,
  RegistererState,
  SessionState,
  UserAgent,
  type Bye,
  type Invitation,
  type Session,
} from 'sip.js';
import { WebSocket } from 'ws';
import type { RunningPlatform } from '../../../../demo/pbx/serve.js';
import { frameMs } from '../../../../demo/pbx/media/party.js';
import { TonePlayer } from '../../../../demo/pbx/media/players.js';
import { Ear } from './ear.js';
import { EndpointDescriptionHandler, endpointDescriptions } from './endpoint-description-handler.js';
import { until } from './until.js';

Object.assign(globalThis, { WebSocket });

export interface FinalAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
}

/** What became of a REFER: the answer to it, and the status lines that NOTIFYs bring. */
export interface Transfer {
  readonly status: number;
  readonly progress: readonly string[];
}

/** A SIP.js phone without a browser. */
export class TestPhone {
  readonly agent: UserAgent;
  readonly incoming: Invitation[] = [];
  readonly cancels: (string | undefined)[] = [];
  /** Its offers name a codec that the platform does not have. */
  spoilsOffers = false;
  /** Contact of the last answer to REGISTER. */
  contact: string | undefined;
  readonly #registerer: Registerer;
  readonly #calls: PhoneCall[] = [];

  constructor(platform: RunningPlatform, extension: string, password: string, expires = 600) {
    const uri = UserAgent.makeURI(`sip:${extension}@localhost`);
    if (uri === undefined) throw new Error('no URI');
    this.agent = new UserAgent({
      uri,
      authorizationUsername: extension,
      authorizationPassword: password,
      transportOptions: { server: platform.sipUrl },
      sessionDescriptionHandlerFactory: endpointDescriptions,
      logBuiltinEnabled: false,
      logLevel: 'error',
      gracefulShutdown: false,
      delegate: { onInvite: (invitation) => this.#invited(invitation) },
    });
    this.#registerer = new Registerer(this.agent, { expires });
  }

  /** A registered phone with the password that the API hands out. */
  static async online(platform: RunningPlatform, extension: string): Promise<TestPhone> {
    const answer = await fetch(`${platform.url}/api/extensions/by-number/${extension}/sip-credentials`, {
      headers: { authorization: `Bearer ${platform.apiKey}` },
    });
    const { sipCredentials } = (await answer.json()) as { sipCredentials: { password: string } };
    const phone = new TestPhone(platform, extension, sipCredentials.password);
    const status = await phone.register();
    if (status !== 200) throw new Error(`REGISTER got ${status}`);
    return phone;
  }

  /** Status of the final answer to REGISTER. */
  async register(): Promise<number> {
    await this.agent.start();
    return new Promise((resolve, reject) => {
      const finish = ({ message }: Core.IncomingResponse): void => {
        this.contact = message.getHeader('contact');
        resolve(message.statusCode ?? 0);
      };
      this.#registerer.register({ requestDelegate: { onAccept: finish, onReject: finish } }).catch(reject);
    });
  }

  async unregister(): Promise<void> {
    await this.#registerer.unregister();
    await until('unregistering', () => this.#registerer.state === RegistererState.Unregistered);
  }

  /** Calls a number and says a tone. */
  async call(number: string, toneHz = 0, extraHeaders: string[] = []): Promise<PhoneCall> {
    const target = UserAgent.makeURI(`sip:${number}@${this.agent.configuration.uri.host}`);
    if (target === undefined) throw new Error('no target');
    const sessionDescriptionHandlerModifiers = this.spoilsOffers ? [spoilt] : [];
    const options = { earlyMedia: true, extraHeaders, sessionDescriptionHandlerModifiers };
    const inviter = new Inviter(this.agent, target, options);
    const call = new PhoneCall(inviter, toneHz);
    this.#calls.push(call);
    await inviter.invite({
      requestDelegate: {
        onProgress: (response) => {
          const { message, session } = response as Core.IncomingResponse & { readonly session?: Core.Session };
          call.early = session;
          call.provisional.push({ status: message.statusCode ?? 0, header: (name) => message.getHeader(name) });
        },
        onAccept: ({ message }) =>
          (call.final = { status: message.statusCode ?? 0, header: (name) => message.getHeader(name) }),
        onReject: ({ message }) =>
          (call.final = { status: message.statusCode ?? 0, header: (name) => message.getHeader(name) }),
        onRedirect: ({ message }) =>
          (call.final = { status: message.statusCode ?? 0, header: (name) => message.getHeader(name) }),
      },
    });
    return call;
  }

  /** The next call that rings here, not answered yet. */
  async rings(): Promise<Invitation> {
    return until('an incoming call', () => this.incoming.shift());
  }

  async answer(invitation: Invitation, toneHz = 0, extraHeaders: string[] = []): Promise<PhoneCall> {
    const call = new PhoneCall(invitation, toneHz);
    this.#calls.push(call);
    await invitation.accept({ extraHeaders });
    return call;
  }

  /** Loses a call as a crash does: its dialog is unknown from now on. */
  forget({ session }: PhoneCall): void {
    session.dialog?.dispose();
  }

  /** Takes the network away without any goodbye. */
  dropSocket(): void {
    const { ws } = this.agent.transport as unknown as { ws: WebSocket };
    ws.terminate();
  }

  async close(): Promise<void> {
    for (const call of this.#calls) call.close();
    await this.agent.stop();
    // SIP.js waits for answers to its goodbyes, for 32 s, and some tests have taken the wire away.
    (this.#registerer as unknown as { clearTimers(): void }).clearTimers();
    this.agent.userAgentCore.dispose();
  }

  #invited(invitation: Invitation): void {
    invitation.delegate = { onCancel: (cancel) => this.cancels.push(cancel.request.getHeader('reason')) };
    this.incoming.push(invitation);
  }
}

async function spoilt({ type, sdp }: RTCSessionDescriptionInit): Promise<RTCSessionDescriptionInit> {
  return { type, sdp: sdp?.replace(/^m=audio.*$/m, 'm=audio 9 UDP/TLS/RTP/SAVPF 8') ?? '' };
}

/** A call of a {@link TestPhone}, with a voice and an ear. */
export class PhoneCall {
  readonly session: Session;
  readonly ear = new Ear();
  readonly provisional: FinalAnswer[] = [];
  final: FinalAnswer | undefined;
  /** The dialog of a call that was not answered yet. */
  early: Core.Session | undefined;
  /** Reason of the BYE that came. */
  byeReason: string | undefined;
  readonly #voice: NodeJS.Timeout;

  constructor(session: Session, toneHz: number) {
    this.session = session;
    const player = new TonePlayer(toneHz === 0 ? [] : [toneHz]);
    this.#voice = setInterval(() => {
      const { endpoint } = this.media ?? {};
      if (endpoint === undefined) return;
      endpoint.onpcm = (samples) => this.ear.hear(samples);
      const frame = player.read();
      if (frame !== null) endpoint.write(frame);
    }, frameMs);
    session.delegate = { onBye: (bye) => this.#byeReceived(bye) };
    session.stateChange.addListener((state) => state === SessionState.Terminated && this.close());
  }

  get media(): EndpointDescriptionHandler | undefined {
    const { sessionDescriptionHandler } = this.session;
    return sessionDescriptionHandler instanceof EndpointDescriptionHandler ? sessionDescriptionHandler : undefined;
  }

  async established(): Promise<this> {
    await until('the answer', () => this.session.state === SessionState.Established);
    return this;
  }

  async ended(timeoutMs?: number): Promise<void> {
    await until('the end', () => this.session.state === SessionState.Terminated, timeoutMs);
  }

  /** The final answer to the INVITE. */
  async finalAnswer(timeoutMs?: number): Promise<FinalAnswer> {
    return until('a final answer', () => this.final, timeoutMs);
  }

  async reinvite(direction: 'sendrecv' | 'sendonly' | 'inactive', iceRestart = false): Promise<number> {
    const { media } = this;
    if (media === undefined) throw new Error('no media yet');
    Object.assign(media, { direction, iceRestart });
    return new Promise((resolve, reject) => {
      const finish = ({ message }: { message: { statusCode?: number | undefined } }): void =>
        resolve(message.statusCode ?? 0);
      this.session.invite({ requestDelegate: { onAccept: finish, onReject: finish } }).catch(reject);
    });
  }

  /** Presses keys, each as an INFO of its own. */
  async press(keys: string): Promise<void> {
    for (const key of keys) {
      const content = `Signal=${key}\r\nDuration=160\r\n`;
      const body = { contentDisposition: 'render', contentType: 'application/dtmf-relay', content };
      await new Promise((resolve, reject) => {
        const requestDelegate = { onAccept: resolve, onReject: reject };
        this.session.info({ requestOptions: { body }, requestDelegate }).catch(reject);
      });
    }
  }

  /** Asks to transfer the other side: to a number, or to whom another call of this phone talks (RFC 5589). */
  async refer(target: string | PhoneCall): Promise<Transfer> {
    const { dialog } = typeof target === 'string' ? {} : target.session;
    if (dialog === undefined) return this.referRaw(`<sip:${String(target)}@localhost>`);
    return this.referRaw(`<sip:whoever@localhost?Replaces=${encodeURIComponent(replacesOf(dialog))}>`);
  }

  /** The same with any Refer-To. */
  async referRaw(referTo: string): Promise<Transfer> {
    const progress: string[] = [];
    const { dialog } = this.session;
    if (dialog === undefined) throw new Error('no dialog');
    this.session.delegate = {
      ...this.session.delegate,
      onNotify: (notification) => {
        progress.push(notification.request.body.trim());
        void notification.accept();
      },
    };
    const status = await new Promise<number>((resolve) => {
      const finish = ({ message }: Core.IncomingResponse): void => resolve(message.statusCode ?? 0);
      dialog.refer({ onAccept: finish, onReject: finish }, { extraHeaders: [`Refer-To: ${referTo}`] });
    });
    return { status, progress };
  }

  /** Value of the Replaces header that names this call. */
  replaces(): string {
    return replacesOf(this.session.dialog ?? this.early);
  }

  async hangup(): Promise<void> {
    await this.session.bye();
  }

  close(): void {
    clearInterval(this.#voice);
    this.media?.close();
    const { dialog } = this.session;
    // SIP.js repeats a 200 to a re-INVITE for ever when the end of the test swallowed the ACK.
    if (dialog instanceof Core.SessionDialog) dialog.reinviteUserAgentServer = undefined;
  }

  #byeReceived(bye: Bye): void {
    this.byeReason = bye.request.getHeader('reason');
    void bye.accept();
  }
}

/** Value of the Replaces header (RFC 3891) that names a dialog of this side. */
export function replacesOf(dialog: Core.Session | undefined): string {
  if (dialog === undefined) throw new Error('no dialog');
  return `${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`;
}
