import type { VoIPClient } from '../api/client.js';
import type { OriginateParams, OriginateResult } from '../api/types/calls.js';
import type { ThreeWay } from '../phone/three-way/three-way.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import { ApiError, SoftphoneError } from '../shared/errors.js';
import { linkClient, pageClient, platformLink } from '../softphone/platform-link.js';
import { acquireSoftphone, graceOf, type SoftphoneLease } from '../softphone/shared-softphones.js';
import { Softphone } from '../softphone/softphone.js';
import type { WebRTCCallInfo } from './call-info.js';
import { channelUnknown, noActiveCall } from './documented-errors.js';
import { accountGrants, sameAccount, type Account, type VoIPOptions } from './voip-options.js';
import { offlineState, type VoIPState } from './voip-state.js';
import { oneCallAtATime, WebRTCPhone } from './webrtc-phone.js';

/**
 * The phone of a page by the names of the platform's SDK: client and phone as one frozen state, the same for all who
 * ask for the same options. With tokens its core is the one that the elements of that token URL use, too.
 */
export class VoIPSession extends Emitter<{ change: VoIPState }> {
  readonly #options: VoIPOptions;
  readonly #lease: SoftphoneLease | null = null;
  #core: Softphone | null = null;
  #account: Account | null = null;
  #subscriptions: readonly Unsubscribe[] = [];
  #state = offlineState;

  constructor(options: VoIPOptions) {
    super();
    this.#options = options;
    if (options.tokenUrl !== undefined) {
      this.#lease = acquireSoftphone(options);
      const { softphone } = this.#lease;
      this.#update({ client: platformLink(softphone.tokens).client });
      this.#adopt(softphone);
    } else if (options.apiKey) {
      this.#update({ client: pageClient({ apiUrl: options.apiUrl, apiKey: options.apiKey }) });
    }
  }

  get state(): VoIPState {
    return this.#state;
  }

  /** How long it waits for the next user; a core shared with elements waits by itself. */
  get graceMs(): number {
    return this.#core && !this.#lease ? graceOf(this.#core) : 0;
  }

  /** Lets go of everything. */
  dispose(): void {
    this.#letGo();
    if (this.#lease) this.#lease.release();
    else void this.#core?.disconnect();
  }

  /**
   * Goes online: with tokens as the person of the token, otherwise with this extension. Without a password the API key
   * asks the platform for it. Rejects with the first failure; the phone keeps trying all the same.
   */
  startPhone(extension?: string, password?: string, displayName?: string): Promise<void> {
    return this.#act(async () => {
      if (!this.#lease) this.#use({ extension: extension ?? '', password, displayName });
      await this.#core?.connect();
    });
  }

  /** With tokens: asks the token endpoint anew, after the person signed in. Otherwise: takes this API key. */
  login(apiKey = ''): Promise<void> {
    return this.#act(async () => {
      const { apiUrl } = this.#options;
      if (apiUrl === undefined) return void (await this.#core?.tokens.refresh());
      const client = pageClient({ apiUrl, apiKey });
      await client.getPresence();
      if (this.#core) linkClient(this.#core.tokens, client);
      this.#update({ client });
    });
  }

  call(number: string): Promise<WebRTCCallInfo> {
    return this.#act(() => this.#phone().call(number));
  }

  answer(): Promise<void> {
    return this.#act(() => this.#phone().answer());
  }

  hangup(): Promise<void> {
    return this.#act(async () => this.#state.phone?.hangup());
  }

  toggleHold(): Promise<void> {
    return this.#act(() => this.#phone().toggleHold());
  }

  toggleMute(): boolean {
    return this.#state.phone?.toggleMute() ?? false;
  }

  sendDtmf(digits: string): Promise<void> {
    return this.#act(() => this.#phone().sendDtmf(digits));
  }

  /** Hands the call to another extension without speaking to it first. Resolves when it was taken there. */
  blindTransfer(targetExtension: string): Promise<void> {
    return this.#act(async () => {
      const { id } = this.#liveCall();
      if (!this.#core) throw notStarted();
      await (await this.#core.callDesk()).transfer(targetExtension, id);
    });
  }

  /** Starts a call by the platform: the extension rings first, then the number is dialled. */
  originate(params: OriginateParams): Promise<OriginateResult> {
    return this.#act(() => this.#client().originate(params));
  }

  /** Calls a third person while the other one waits with music. Resolves when they ring. */
  addParticipant(target: string): Promise<void> {
    return this.#act(async () => {
      this.#channelUuid();
      await (await this.#threeWay()).addParticipant(target);
    });
  }

  /** Everybody hears everybody. */
  mergeThreeWay(): Promise<void> {
    return this.#act(async () => (await this.#threeWay()).mergeThreeWay());
  }

  /** Talks with one while the other one waits; both are a `uuid` of `threeWaySession.participants`. */
  swapParticipant(keepUuid: string, holdUuid: string): Promise<void> {
    return this.#act(async () => (await this.#threeWay()).swapParticipant(keepUuid, holdUuid));
  }

  /** Sends somebody away: their call ends. */
  dropParticipant(memberUuid: string): Promise<void> {
    return this.#act(async () => (await this.#threeWay()).dropParticipant(memberUuid));
  }

  /** Stops calling the third person and takes the other one off hold. */
  cancelAddParticipant(): Promise<void> {
    return this.#act(async () => (await this.#threeWay()).cancelAddParticipant());
  }

  /** Ends the call for everybody; nothing without a three-way call. */
  endThreeWay(): Promise<void> {
    return this.#act(async () => (await this.#threeWay()).endThreeWay());
  }

  #threeWay(): Promise<ThreeWay> {
    this.#client();
    if (!this.#core) throw notStarted();
    return this.#core.threeWay();
  }

  #liveCall(): WebRTCCallInfo {
    const { currentCall } = this.#state;
    if (!currentCall) throw noActiveCall();
    return currentCall;
  }

  /** Channel of the current call, with the documented errors where there is none. */
  #channelUuid(): string {
    const currentCall = this.#liveCall();
    if (currentCall.state !== 'established' || currentCall.fsChannelUuid === null) throw channelUnknown();
    return currentCall.fsChannelUuid;
  }

  #phone(): WebRTCPhone {
    const { phone } = this.#state;
    if (!phone) throw notStarted();
    return phone;
  }

  #client(): VoIPClient {
    const { client } = this.#state;
    if (!client) throw noClient();
    return client;
  }

  #use(account: Account): void {
    if (this.#core && this.#account && sameAccount(this.#account, account)) return;
    if (account.extension === '') throw notStarted();
    const { client } = this.#state;
    const { apiUrl } = this.#options;
    if (apiUrl === undefined) return;
    void this.#core?.disconnect();
    this.#account = account;
    const core = oneCallAtATime(new Softphone({ requestGrant: accountGrants(this.#options, account, client) }));
    if (client) linkClient(core.tokens, client);
    this.#adopt(core);
  }

  #adopt(core: Softphone): void {
    this.#letGo();
    this.#core = core;
    const phone = new WebRTCPhone(core);
    // The phone has subscribed before, so it knows already what this asks it.
    this.#subscriptions = [
      core.on('statechange', () => this.#refresh()),
      phone.on('registered', () => this.#update({ error: null })),
      phone.on('registrationFailed', ({ message }) => this.#update({ error: message })),
      phone.on('error', ({ message }) => this.#update({ error: message })),
      () => phone.detach(),
    ];
    this.#update({ phone, error: core.snapshot.error?.message ?? null });
    this.#refresh();
  }

  #letGo(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
  }

  #refresh(): void {
    const { phone } = this.#state;
    this.#update({
      isRegistered: phone?.isRegistered ?? false,
      currentCall: phone?.currentCall ?? null,
      threeWaySession: this.#core?.snapshot.threeWay ?? null,
    });
  }

  /** Runs an action; its failure is told by the state as well as by the promise. */
  async #act<Result>(action: () => Promise<Result>): Promise<Result> {
    this.#update({ error: null });
    try {
      return await action();
    } catch (error) {
      if (error instanceof SoftphoneError) this.#update({ error: error.message });
      throw error;
    }
  }

  #update(change: Partial<VoIPState>): void {
    const next = { ...this.#state, ...change };
    const keys = Object.keys(next) as (keyof VoIPState)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = Object.freeze(next);
    this.emit('change', this.#state);
  }
}

function notStarted(): ApiError {
  return new ApiError('rejected', 'The phone has not been started.', {
    advice: 'Call startPhone(extension, password) first, or give useVoIP a tokenUrl.',
  });
}

function noClient(): ApiError {
  return new ApiError('rejected', "This needs the platform's API.", {
    advice: 'Give useVoIP a tokenUrl, or an apiKey where no secret is at risk.',
  });
}
