import { str } from '@lit/localize/internal/str-tag.js';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { EavesdropMode } from '../../api/types/calls.js';
import { SoftphoneError } from '../../shared/errors.js';
import type { Softphone } from '../../softphone/softphone.js';
import { supervision, type Monitoring } from '../../softphone/supervision.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { modeWord } from '../internal/mode-word.js';
import { roomViewStyles } from '../internal/room.styles.js';
import { Uses } from '../internal/uses.js';
import { wordsForError } from './words.js';

const modes: readonly EavesdropMode[] = ['listen', 'whisper', 'barge'];

/**
 * Who hears a supervisor, in words, and how that is changed. Empty in every other call.
 *
 * @tag cemscale-monitor-bar
 * @internal
 */
export class MonitorBar extends LitElement {
  static override readonly styles = [
    ...roomViewStyles,
    css`
      :host {
        overflow-y: auto;
      }
      .note {
        margin-block-start: 10px;
      }
      /* In one row, or Mute would lie below the fold of a narrow phone. */
      .chips {
        flex: 1 1 100%;
        flex-wrap: nowrap;
        gap: min(8px, 1.6cqi);
      }
      .chip {
        flex: 1 1 auto;
        min-width: 44px;
        padding-inline: min(16px, 1.2cqi);
        font-size: min(14px, 4.8cqi);
      }
    `,
  ];

  readonly #team = new Uses(this, supervision);
  @state() private busy = false;
  @state() private problem: SoftphoneError | null = null;

  @property({ attribute: false }) softphone: Softphone | null = null;
  /** The call that is shown. */
  @property({ attribute: false }) callId = '';
  @property({ attribute: false }) msg: Msg = englishMsg;

  protected override render(): TemplateResult | typeof nothing {
    const { msg, busy, problem } = this;
    const monitoring = this.#team.current?.monitoring;
    if (monitoring?.callId !== this.callId) return nothing;
    const words = problem ? wordsForError(msg, problem) : null;
    return html`<div class="note" role="group" aria-label=${msg('Listening to a call', { id: 'monitor' })}>
      <p role="status">${hearingWords(monitoring, msg)}</p>
      <div class="chips">
        ${modes.map(
          (mode) =>
            html`<button
              type="button"
              class="chip"
              aria-pressed=${mode === monitoring.mode ? 'true' : 'false'}
              aria-disabled=${busy ? 'true' : 'false'}
              @click=${() => void this.#set(mode)}
            >
              ${modeWord(mode, msg)}
            </button>`,
        )}
      </div>
      ${words ? html`<p class="wrong" role="alert">${words.title}. ${words.text}</p>` : nothing}
    </div>`;
  }

  async #set(mode: EavesdropMode): Promise<void> {
    const team = this.#team.current;
    if (this.busy || !team || team.monitoring?.mode === mode) return;
    this.busy = true;
    this.problem = null;
    try {
      await team.setMode(mode);
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.problem = error;
    } finally {
      this.busy = false;
    }
  }
}

function hearingWords({ mode, agent, other }: Monitoring, msg: Msg): string {
  switch (mode) {
    case 'listen':
      return msg(str`You listen to ${agent} and ${other}. They do not hear you.`, { id: 'monitor-listen' });
    case 'whisper':
      return msg(str`${agent} hears you. ${other} does not.`, { id: 'monitor-whisper' });
    case 'barge':
      return msg(str`${agent} and ${other} hear you.`, { id: 'monitor-barge' });
  }
}

define('cemscale-monitor-bar', MonitorBar);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-monitor-bar': MonitorBar;
  }
}
