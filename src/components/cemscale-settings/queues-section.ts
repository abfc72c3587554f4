import { str } from '@lit/localize/internal/str-tag.js';
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { ownQueues, type OwnQueue } from '../../softphone/own-queues.js';
import { define } from '../internal/define.js';
import type { Msg } from '../internal/localize.js';
import { Uses } from '../internal/uses.js';
import { lengthWords } from '../internal/when-words.js';
import { QueueChangedEvent } from '../queue-events.js';
import { Section } from './section.js';

const reasons = ['break', 'lunch', 'meeting', 'training'] as const;

const styles = css`
  .queue {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    padding: 12px 8px;
  }
  .queue + .queue {
    border-block-start: 1px solid var(--_line);
  }
  .queue h3 {
    margin: 0;
    font: inherit;
    font-weight: 600;
  }
`;

/**
 * The queues one has a place in: who waits, and whether one takes their calls.
 *
 * @tag cemscale-queues-section
 * @internal
 */
export class QueuesSection extends Section {
  static override readonly styles = [...Section.styles, styles];

  readonly #queues = new Uses(this, ownQueues);
  /** The queue whose reasons for a break are offered; empty when none are. */
  @state() private choosing = '';

  protected override render(): TemplateResult {
    const { msg } = this;
    const queues = this.#queues.current;
    const { value } = queues ?? {};
    if (!value) return this.absent(queues);
    if (value.length === 0)
      return html`<div class="state">
        <p>${msg('You are in no queue', { id: 'queues-none' })}</p>
        <p>${msg('Your administrator gives places in queues.', { id: 'queues-none-text' })}</p>
      </div>`;
    return html`${this.notes(queues)}
      <div class="scroll">${value.map((queue) => this.#queue(queue))}</div>`;
  }

  #queue(queue: OwnQueue): TemplateResult {
    const { msg } = this;
    const { id, name, extension, stats } = queue;
    return html`<section class="queue" aria-labelledby="queue-${id}">
      <h3 id="queue-${id}"><bdi>${name}</bdi> <span class="sub">${extension}</span></h3>
      <p>${this.#placeWord(queue)}</p>
      ${stats ? html`<p class="sub">${waitingWord(stats, msg)} ${agentsWord(stats, msg)}</p>` : nothing}
      <div class="chips">${this.#controls(queue)}</div>
      ${
        this.choosing === id
          ? html`<div class="chips" role="group" aria-label=${msg('Reason for the break', { id: 'queue-reason' })}>
              ${reasons.map(
                (reason) =>
                  html`<button type="button" class="chip" @click=${() => void this.#pause(queue, true, reason)}>
                    ${reasonWord(reason, msg)}
                  </button>`,
              )}
            </div>`
          : nothing
      }
    </section>`;
  }

  #controls(queue: OwnQueue): TemplateResult {
    const { msg, busy, choosing } = this;
    const { loggedIn, paused } = queue.place;
    const off = busy ? 'true' : 'false';
    const login = html`<button
      type="button"
      class="chip ${loggedIn ? '' : 'primary'}"
      aria-disabled=${off}
      @click=${() => void this.#logIn(queue, !loggedIn)}
    >
      ${loggedIn ? msg('Log out', { id: 'queue-log-out' }) : msg('Log in', { id: 'queue-log-in' })}
    </button>`;
    if (!loggedIn) return login;
    if (paused)
      return html`<button
          type="button"
          class="chip primary"
          aria-disabled=${off}
          @click=${() => void this.#pause(queue, false, '')}
        >
          ${msg('End the break', { id: 'queue-resume' })}</button
        >${login}`;
    const isChoosing = choosing === queue.id;
    return html`<button
        type="button"
        class="chip"
        aria-disabled=${off}
        aria-expanded=${isChoosing ? 'true' : 'false'}
        @click=${() => (this.choosing = isChoosing ? '' : queue.id)}
      >
        ${msg('Take a break', { id: 'queue-pause' })}</button
      >${login}`;
  }

  async #logIn(queue: OwnQueue, loggedIn: boolean): Promise<void> {
    if (await this.wish(() => this.#queues.current?.logIn(queue.id, loggedIn))) this.#tell(queue.id);
  }

  async #pause(queue: OwnQueue, paused: boolean, reason: string): Promise<void> {
    this.choosing = '';
    if (await this.wish(() => this.#queues.current?.pause(queue.id, paused, reason))) this.#tell(queue.id);
  }

  #tell(queueId: string): void {
    const queues = this.#queues.current;
    const queue = queues?.value?.find(({ id }) => id === queueId);
    if (!queues || !queue) return;
    const { loggedIn, paused } = queue.place;
    const reason = queues.reasonOf(queue);
    this.dispatchEvent(new QueueChangedEvent({ queueId, queueName: queue.name, loggedIn, paused, reason }));
  }

  #placeWord(queue: OwnQueue): string {
    const { msg } = this;
    const { loggedIn, paused, status } = queue.place;
    if (!loggedIn) return msg('You are logged out: its calls do not ring here.', { id: 'queue-out' });
    if (paused) {
      const known = reasons.find((one) => one === this.#queues.current?.reasonOf(queue));
      const reason = known ? reasonWord(known, msg) : '';
      return reason
        ? msg(str`You are on a break: ${reason}`, { id: 'queue-paused-for' })
        : msg('You are on a break.', { id: 'queue-paused' });
    }
    return status === 'available' || status === 'on_call'
      ? msg('You take its calls.', { id: 'queue-in' })
      : msg('You are logged in, but your status keeps its calls away.', { id: 'queue-away' });
  }
}

type Stats = NonNullable<OwnQueue['stats']>;

function waitingWord({ waiting: { count, longestWaitSec } }: Stats, msg: Msg): string {
  if (count === 0) return msg('Nobody waits.', { id: 'queue-empty' });
  const longest = lengthWords(longestWaitSec);
  return count === 1
    ? msg(str`One caller waits, since ${longest}.`, { id: 'queue-waiting-one' })
    : msg(str`${count} callers wait, the longest since ${longest}.`, { id: 'queue-waiting' });
}

function agentsWord({ agents: { available, total } }: Stats, msg: Msg): string {
  return msg(str`${available} of ${total} agents are free.`, { id: 'queue-agents' });
}

function reasonWord(reason: (typeof reasons)[number], msg: Msg): string {
  switch (reason) {
    case 'break':
      return msg('Short break', { id: 'reason-break' });
    case 'lunch':
      return msg('Lunch', { id: 'reason-lunch' });
    case 'meeting':
      return msg('Meeting', { id: 'reason-meeting' });
    case 'training':
      return msg('Training', { id: 'reason-training' });
  }
}

define('cemscale-queues-section', QueuesSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-queues-section': QueuesSection;
  }
}
