import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FramePort, HostedPhone } from '../../host/frame-port.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';

/** Opens the way for pages of other origins, where the element lists any; without that none of its code is loaded. */
export class FrameGate implements ReactiveController {
  readonly #phone: ReactiveControllerHost & HostedPhone & { readonly allowedOrigins: string };
  #port: FramePort | undefined;
  /** What the port was opened for. */
  #open = '';

  constructor(phone: ReactiveControllerHost & HostedPhone & { readonly allowedOrigins: string }) {
    this.#phone = phone;
    phone.addController(this);
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostDisconnected(): void {
    this.#use('');
  }

  hostUpdated(): void {
    this.#use(this.#phone.allowedOrigins.trim());
  }

  /** Tells the pages that are connected. */
  follow(snapshot: SoftphoneSnapshot): void {
    this.#port?.follow(snapshot);
  }

  #use(origins: string): void {
    if (origins === this.#open) return;
    this.#open = origins;
    this.#port?.close();
    this.#port = undefined;
    if (origins === '') return;
    import('../../host/frame-port.js').then(
      ({ FramePort }) => {
        if (this.#open === origins && !this.#port) this.#port = new FramePort(this.#phone, origins);
      },
      // The next change of the element tries again.
      () => (this.#open = ''),
    );
  }
}
