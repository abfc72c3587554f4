import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from '../../shared/errors.js';
import type { SoftphoneError } from '../../shared/errors.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { pageUrl } from '../../softphone/page-url.js';
import { acquireSoftphone } from '../../softphone/shared-softphones.js';
import type { SoftphoneLease } from '../../softphone/shared-softphones.js';
import { offlineSnapshot } from '../../softphone/snapshot.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Softphone } from '../../softphone/softphone.js';
import {
  CallAnsweredEvent,
  CallEndedEvent,
  CallQualityEvent,
  CallRingingEvent,
  CallStartedEvent,
  PhoneErrorEvent,
  RegisteredEvent,
  UnregisteredEvent,
} from '../events.js';
import { CallParkedEvent, TransferEndedEvent, TransferStartedEvent } from '../transfer-events.js';
import { ThreeWayChangedEvent, ThreeWayEndedEvent, ThreeWayStartedEvent } from '../three-way-events.js';

/**
 * Ties an element to the core of its token URL: acquires and releases it, redraws the element with each
 * snapshot, and tells the page the facts as DOM events, each once per element.
 */
export class CoreLink implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onChange: (now: SoftphoneSnapshot) => void;
  readonly #told = new WeakSet<SoftphoneError>();
  #held: SoftphoneLease | undefined;
  #subscriptions: readonly Unsubscribe[] = [];
  #tokenUrl = '';
  #own = offlineSnapshot;

  constructor(host: ReactiveControllerHost & HTMLElement, onChange: (now: SoftphoneSnapshot) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get softphone(): Softphone | undefined {
    return this.#held?.softphone;
  }

  get snapshot(): SoftphoneSnapshot {
    return this.#held?.softphone.snapshot ?? this.#own;
  }

  /** Takes the core of this token URL, unless it has it already. True when it is another one than before. */
  use(tokenUrl: string): boolean {
    if (this.#held && this.#tokenUrl === tokenUrl) return false;
    this.#letGo();
    this.#tokenUrl = tokenUrl;
    const url = tokenUrl === '' ? null : pageUrl(tokenUrl);
    if (url) {
      this.#held = acquireSoftphone({ tokenUrl: url });
      this.#subscriptions = this.#listen(this.#held.softphone);
    } else {
      this.#own = Object.freeze({ ...offlineSnapshot, status: 'failed', error: noTokenUrl() });
    }
    this.#onChange(this.snapshot);
    return true;
  }

  hostDisconnected(): void {
    // A page that only moves the element takes it out and puts it back within one task.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#letGo();
    });
  }

  /** Tells the page of an error, once however many ways it came. */
  readonly tell = (error: SoftphoneError): void => {
    if (this.#told.has(error)) return;
    this.#told.add(error);
    this.#host.dispatchEvent(new PhoneErrorEvent(error));
  };

  #letGo(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#subscriptions = [];
    this.#held?.release();
    this.#held = undefined;
  }

  #listen(softphone: Softphone): Unsubscribe[] {
    const fire = (event: Event) => void this.#host.dispatchEvent(event);
    return [
      softphone.on('statechange', this.#onChange),
      softphone.on('call-started', (call) => fire(new CallStartedEvent(call))),
      softphone.on('call-ringing', (call) => fire(new CallRingingEvent(call))),
      softphone.on('call-answered', (call) => fire(new CallAnsweredEvent(call))),
      softphone.on('call-ended', (call) => fire(new CallEndedEvent(call))),
      softphone.on('call-quality', (call) => fire(new CallQualityEvent(call))),
      softphone.on('three-way-started', (session) => fire(new ThreeWayStartedEvent(session))),
      softphone.on('three-way-changed', (session) => fire(new ThreeWayChangedEvent(session))),
      softphone.on('three-way-ended', (end) => fire(new ThreeWayEndedEvent(end))),
      softphone.on('transfer-started', (transfer) => fire(new TransferStartedEvent(transfer))),
      softphone.on('transfer-ended', (end) => fire(new TransferEndedEvent(end))),
      softphone.on('call-parked', (parked) => fire(new CallParkedEvent(parked))),
      softphone.on('registered', () => fire(new RegisteredEvent())),
      softphone.on('unregistered', ({ error }) => fire(new UnregisteredEvent(error))),
      softphone.on('error', (error) => this.tell(error)),
    ];
  }
}

/** An `ApiError` for an element without a usable token URL. */
export function noTokenUrl(): ApiError {
  return new ApiError('not-found', 'The element has no usable token-url.', {
    advice: 'Set token-url to the address of your token endpoint, such as "/voip/token".',
  });
}
