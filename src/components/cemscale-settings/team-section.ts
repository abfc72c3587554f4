import { str } from '@lit/localize/internal/str-tag.js';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ActiveCall, EavesdropMode } from '../../api/types/calls.js';
import { isLive } from '../../softphone/snapshot.js';
import { sidesOf, supervision } from '../../softphone/supervision.js';
import '../internal/call-timer.js';
import { define } from '../internal/define.js';
import { modeWord } from '../internal/mode-word.js';
import { Uses } from '../internal/uses.js';
import { Section } from './section.js';

const modes: readonly EavesdropMode[] = ['listen', 'whisper', 'barge'];

const styles = css`
  .call {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px 8px;
  }
  .call + .call {
    border-block-start: 1px solid var(--_line);
  }
  .who {
    display: flex;
    gap: 8px;
    align-items: baseline;
  }
  .who b {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;

/**
 * The calls of the team, for somebody who may listen to them.
 *
 * @tag cemscale-team-section
 * @internal
 */
export class TeamSection extends Section {
  static override readonly styles = [...Section.styles, styles];

  readonly #team = new Uses(this, supervision);

  protected override render(): TemplateResult {
    const { msg } = this;
    const team = this.#team.current;
    const { value } = team ?? {};
    if (!value) return this.absent(team);
    if (value.length === 0)
      return html`<div class="state">
        <p>${msg('Nobody is on a call', { id: 'team-none' })}</p>
        <p>${msg('Calls of the team are shown here as they happen.', { id: 'team-none-text' })}</p>
      </div>`;
    return html`${this.notes(team)}
      <div class="scroll">
        <ul aria-label=${msg('Calls of the team', { id: 'team' })}>
          ${value.map((call) => this.#call(call))}
        </ul>
      </div>`;
  }

  #call(call: ActiveCall): TemplateResult {
    const { msg } = this;
    const { agent, other } = sidesOf(call);
    const isUp = call.status === 'answered' && call.answeredAt !== null;
    return html`<li class="call">
      <p class="who">
        <b><bdi>${agent}</bdi> · <bdi>${other}</bdi></b>
        ${
          isUp
            ? html`<cemscale-call-timer
                class="figure"
                .since=${Date.parse(call.answeredAt ?? '')}
              ></cemscale-call-timer>`
            : html`<span class="sub">${msg('Ringing', { id: 'presence-ringing' })}</span>`
        }
      </p>
      ${
        isUp
          ? html`<div class="chips" role="group" aria-label=${msg(str`Call of ${agent}`, { id: 'team-call' })}>
              ${modes.map(
                (mode) =>
                  html`<button
                    type="button"
                    class="chip"
                    aria-disabled=${this.#mayNot ? 'true' : 'false'}
                    @click=${() => this.#mayNot || void this.wish(() => this.#team.current?.monitor(call, mode))}
                  >
                    ${modeWord(mode, msg)}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </li>`;
  }

  /** One has a call, or is about to listen to one. */
  get #mayNot(): boolean {
    return this.busy || this.model.snapshot.calls.some(isLive) || (this.#team.current?.isStarting ?? false);
  }
}

define('cemscale-team-section', TeamSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-team-section': TeamSection;
  }
}
