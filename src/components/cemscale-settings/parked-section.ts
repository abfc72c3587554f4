import { str } from '@lit/localize/internal/str-tag.js';
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { ParkedCall, ParkingBoard } from '../../softphone/parking-board.js';
import '../internal/call-timer.js';
import { define } from '../internal/define.js';
import { asker } from '../internal/request.js';
import { Section } from './section.js';

/**
 * The calls that wait in a slot, each with one press to take it.
 *
 * @tag cemscale-parked-section
 * @internal
 */
export class ParkedSection extends Section {
  readonly #ask = asker(this);
  #parking: ParkingBoard | null = null;
  #stops: Unsubscribe[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('softphone')) void this.#follow();
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    const calls = this.#parking?.calls ?? null;
    const error = this.#parking?.error;
    if (calls === null) return error ? this.failed(error) : this.loading();
    if (calls.length === 0)
      return html`<div class="state">
        <p>${msg('No call is parked', { id: 'parked-none' })}</p>
        <p>
          ${msg('Park puts a call into a slot, where any phone of the company can take it.', { id: 'parked-none-text' })}
        </p>
      </div>`;
    return html`<ul class="scroll" aria-label=${msg('Parked calls', { id: 'parked-calls' })}>
      ${calls.map((call) => this.#row(call))}
    </ul>`;
  }

  #row({ slot, number, name, parkedBy, since }: ParkedCall): TemplateResult {
    const { msg } = this;
    const who = name ?? number;
    return html`<li class="row">
      <span class="text"
        ><b><bdi>${who || msg('Unknown caller', { id: 'unknown-caller' })}</bdi></b>
        <span class="sub"
          >${msg(str`Slot ${slot}`, { id: 'parked-slot' })}${parkedBy ? html` · ${msg(str`by ${parkedBy}`, { id: 'parked-by' })}` : nothing}
          <cemscale-call-timer .since=${since}></cemscale-call-timer></span
      ></span>
      ${
        this.may('calls:originate')
          ? html`<button
              type="button"
              class="chip"
              aria-label=${msg(str`Take the call of ${who}`, { id: 'parked-take-who' })}
              @click=${() => this.#ask({ type: 'call', number: `*71${slot}` })}
            >
              ${msg('Take', { id: 'parked-take' })}
            </button>`
          : nothing
      }
    </li>`;
  }

  async #follow(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    const { softphone } = this;
    const desk = await softphone?.callDesk().catch(() => null);
    if (!desk || softphone !== this.softphone || !this.isConnected || this.#stops.length > 0) return;
    this.#parking = desk.parking;
    this.#stops = [desk.parking.on('change', () => this.requestUpdate()), desk.parking.use()];
    this.requestUpdate();
  }
}

define('cemscale-parked-section', ParkedSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-parked-section': ParkedSection;
  }
}
