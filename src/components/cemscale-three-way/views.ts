import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import type { ActiveState, CallSnapshot } from '../../phone/call-state.js';
import type { ThreeWaySession } from '../../phone/three-way/session.js';
import type { RequestName } from '../../phone/three-way/state.js';
import type { FindProblem } from '../internal/core-finder.js';
import { icon } from '../internal/more-icons.js';
import type { Msg } from '../internal/localize.js';
import { diagram } from './diagram.js';
import type { AskThreeWay, Person } from './model.js';
import { rows } from './rows.js';

interface ViewModel {
  readonly msg: Msg;
  readonly ask: AskThreeWay;
  /** Why the last wish failed; empty otherwise. */
  readonly problem: string;
  readonly label: string;
  readonly isEmbedded: boolean;
}

/** There is no call that somebody could be added to. */
export function emptyView({
  msg,
  label,
  finding,
}: ViewModel & { readonly finding: FindProblem | null }): TemplateResult {
  return html`<div class="body empty">
    <h2 class="title" tabindex="-1" data-focus>${label}</h2>
    <p class="quiet">
      ${
        finding
          ? findingWords(finding, msg)
          : msg('During a call you can add a third person here.', { id: 'three-empty' })
      }
    </p>
  </div>`;
}

/** For whoever builds the page, in the words of the page. */
function findingWords(problem: FindProblem, msg: Msg): string {
  switch (problem) {
    case 'no-phone':
      return msg('There is no phone on this page.', { id: 'three-find-none' });
    case 'no-such-phone':
      return msg('There is no phone with the id that "for" names.', { id: 'three-find-id' });
    case 'several-phones':
      return msg('There are several phones here: "for" has to name one.', { id: 'three-find-several' });
    case 'no-token-url':
      return msg('The phone of this page is not set up.', { id: 'three-find-url' });
  }
}

export interface AddModel extends ViewModel {
  readonly field: TemplateResult;
  readonly outcome: string;
  readonly talkingTo: CallSnapshot['remote'];
  /** Epoch milliseconds of the answer. */
  readonly since: number;
}

/** A call of two: whom to add. */
export function addView({
  msg,
  ask,
  problem,
  label,
  isEmbedded,
  field,
  outcome,
  ...model
}: AddModel): TemplateResult {
  const name = model.talkingTo.displayName || model.talkingTo.number;
  return html`<div class="body">
      ${
        isEmbedded
          ? nothing
          : html`<header class="head">
              <h2 class="title">${label}</h2>
              <cemscale-call-timer .since=${model.since}></cemscale-call-timer>
            </header>`
      }
      ${outcome ? html`<p class="note" part="notice">${outcome}</p>` : nothing}
      <p class="lead">${msg(str`Add somebody to your call with ${name}`, { id: 'three-lead' })}</p>
      <p class="quiet">${msg(str`${name} hears music while the other phone rings.`, { id: 'three-lead-note' })}</p>
      ${field} ${problemNote(problem)}
    </div>
    ${
      isEmbedded
        ? html`<div class="actions">
            <button type="button" class="action quiet" @click=${() => ask({ type: 'close' })}>
              <span>${msg('Back to the call', { id: 'three-back' })}</span>
            </button>
          </div>`
        : nothing
    }`;
}

export interface TalkModel extends ViewModel {
  readonly session: ThreeWaySession;
  readonly people: readonly Person[];
  readonly hearing: string;
  readonly allowLeave: boolean;
  readonly canAdd: boolean;
  /** The field for another one; null while it is closed. */
  readonly field: TemplateResult | null;
  readonly call: CallSnapshot & { readonly state: ActiveState };
}

/** Who hears whom, and what can be done about it. */
export function talkView(model: TalkModel): TemplateResult {
  const { msg, ask, session, people, hearing, problem, field, isEmbedded, label, call } = model;
  const others = people.filter(({ isSelf, isCalled }) => !isSelf && !isCalled).length;
  const since = session.activeSince ?? call.state.answeredAt;
  return html`<div class="body">
      ${
        isEmbedded
          ? nothing
          : html`<header class="head">
              <h2 class="title">${label}</h2>
              <cemscale-call-timer .since=${since}></cemscale-call-timer>
            </header>`
      }
      <div part="diagram">${diagram(people, msg)}</div>
      <p class="hearing" part="hearing" tabindex="-1" data-focus>${hearing}</p>
      ${session.isStale ? html`<p class="note">${msg('The phone system does not answer right now. This is what was true a moment ago.', { id: 'three-stale' })}</p>` : nothing}
      ${problemNote(problem)}
      ${rows({ people, muted: call.state.muted, pending: session.pending, others }, msg, ask)} ${field ?? nothing}
    </div>
    ${talkActions(model)}`;
}

function talkActions({ msg, ask, session, allowLeave, canAdd, field }: TalkModel): TemplateResult {
  const isOpen = (request: RequestName): boolean => session.pending === request;
  const isDialing = session.third !== null;
  const anyHeld = session.participants.some(({ status }) => status === 'held');
  const isTogether = !isDialing && session.participants.length > 2;
  return html`<div class="actions">
    <div class="pair">
      ${
        isDialing
          ? html`<button
              type="button"
              class="action quiet"
              part="cancel-button"
              aria-disabled=${isOpen('cancel') ? 'true' : 'false'}
              @click=${() => isOpen('cancel') || ask({ type: 'cancel' })}
            >
              <span>${msg('Stop calling', { id: 'three-cancel' })}</span>
            </button>`
          : nothing
      }
      ${
        isTogether && anyHeld
          ? html`<button
              type="button"
              class="action accent"
              part="merge-button"
              aria-disabled=${isOpen('merge') ? 'true' : 'false'}
              @click=${() => isOpen('merge') || ask({ type: 'merge' })}
            >
              ${icon('merge')}<span>${msg('Merge all', { id: 'three-merge' })}</span>
            </button>`
          : nothing
      }
      ${
        isTogether && canAdd && !field
          ? html`<button
              type="button"
              class="action quiet"
              part="add-button"
              @click=${() => ask({ type: 'open-add' })}
            >
              ${icon('addPerson')}<span>${msg('Add call', { id: 'three-add' })}</span>
            </button>`
          : nothing
      }
    </div>
    <div class="pair">
      <button type="button" class="action red" part="end-button" @click=${() => ask({ type: 'end' })}>
        ${icon('hangup')}<span
          >${isTogether ? msg('End for all', { id: 'three-end' }) : msg('End call', { id: 'end-call' })}</span
        >
      </button>
      ${
        isTogether && allowLeave
          ? html`<button
              type="button"
              class="action quiet"
              part="leave-button"
              aria-disabled=${isOpen('leave') ? 'true' : 'false'}
              @click=${() => isOpen('leave') || ask({ type: 'leave' })}
            >
              <span>${msg('Leave call', { id: 'three-leave' })}</span>
            </button>`
          : nothing
      }
    </div>
  </div>`;
}

function problemNote(problem: string): TemplateResult | typeof nothing {
  return problem ? html`<p class="note bad" part="notice">${icon('alert')}<span>${problem}</span></p>` : nothing;
}
