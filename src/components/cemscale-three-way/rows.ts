import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import { avatar } from '../internal/avatar.js';
import { icon } from '../internal/more-icons.js';
import type { IconName } from '../internal/more-icons.js';
import type { Msg } from '../internal/localize.js';
import type { RequestName } from '../../phone/three-way/state.js';
import type { AskThreeWay, Person, ThreeWayAsk } from './model.js';

/** What the buttons of a row ask the platform for. */
const requestOf: Partial<Record<ThreeWayAsk['type'], RequestName>> = {
  swap: 'swap',
  hold: 'swap',
  resume: 'merge',
  drop: 'drop',
};

export interface RowsModel {
  readonly people: readonly Person[];
  readonly muted: boolean;
  /** The wish that is open: the same is not asked for twice, another waits for its turn. */
  readonly pending: RequestName | null;
  /** How many others are here, without whoever is called. */
  readonly others: number;
}

/** One row a person, with what can be done to them. */
export function rows(model: RowsModel, msg: Msg, ask: AskThreeWay): TemplateResult {
  return html`<ul class="people" part="people">
    ${model.people.map(
      (person) =>
        html`<li class="row ${person.isSpeaking ? 'speaks' : ''}" part="person">
          ${avatar(person.isSelf ? null : person.name)}
          <div class="text">
            <span class="name"><bdi>${person.isSelf ? msg('You', { id: 'three-you' }) : person.name}</bdi></span>
            <span class="sub">${stateWords(person, model, msg)}</span>
          </div>
          ${person.isSelf ? muteButton(model.muted, msg, ask) : personButtons(person, model, msg, ask)}
        </li>`,
    )}
  </ul>`;
}

/** The state comes first; a number beside its name only where there is room for it. */
function stateWords(person: Person, { muted }: RowsModel, msg: Msg): TemplateResult {
  const hasName = !person.isSelf && person.name !== person.number;
  const number = hasName ? html`<bdi class="number" dir="ltr">${person.number}</bdi>` : nothing;
  return html`<span>${stateOf(person, muted, msg)}</span>${number}`;
}

function stateOf(person: Person, muted: boolean, msg: Msg): unknown {
  if (person.isCalled) return msg('calling', { id: 'three-is-called' });
  if (person.isHeld)
    return html`${msg('hears music', { id: 'three-hears-music' })}
      <cemscale-call-timer .since=${person.heldSince ?? Date.now()}></cemscale-call-timer>`;
  if (person.isSelf && muted) return msg('muted', { id: 'three-muted' });
  return person.isSpeaking ? msg('speaking', { id: 'three-speaking' }) : msg('talking', { id: 'three-in-talk' });
}

function muteButton(muted: boolean, msg: Msg, ask: AskThreeWay): TemplateResult {
  return html`<button
    type="button"
    class="round"
    part="control"
    aria-label=${msg('Mute', { id: 'mute' })}
    title=${msg('Mute', { id: 'mute' })}
    aria-pressed=${muted ? 'true' : 'false'}
    @click=${() => ask({ type: 'mute', on: !muted })}
  >
    ${icon(muted ? 'micOff' : 'mic')}
  </button>`;
}

/** Whoever waits can be talked to; whoever talks can be let wait, as long as somebody else is there. */
function personButtons(
  person: Person,
  model: RowsModel,
  msg: Msg,
  ask: AskThreeWay,
): TemplateResult | typeof nothing {
  if (person.isCalled) return nothing;
  const { name, uuid, isHeld } = person;
  const several = model.others > 1;
  const anyHeld = model.people.some((one) => one.isHeld);
  const isOpen = ({ type }: ThreeWayAsk): boolean => model.pending !== null && model.pending === requestOf[type];
  const button = (label: string, word: string, request: ThreeWayAsk, name_: IconName) =>
    html`<button
      type="button"
      class="chip ${request.type}"
      part="control"
      aria-label=${label}
      title=${label}
      aria-disabled=${isOpen(request) ? 'true' : 'false'}
      @click=${() => isOpen(request) || ask(request)}
    >
      ${icon(name_)}<span>${word}</span>
    </button>`;
  return html`<div class="buttons">
    ${isHeld && several ? button(msg(str`Swap: talk to ${name}`, { id: 'three-swap-to' }), msg('Swap', { id: 'three-swap' }), { type: 'swap', uuid }, 'swap') : nothing}
    ${isHeld && !several ? button(resumeWords(name, model, msg), msg('Resume', { id: 'three-resume' }), { type: 'resume', uuid }, 'play') : nothing}
    ${!isHeld && several && !anyHeld ? button(msg(str`Hold ${name}`, { id: 'three-hold-of' }), msg('Hold', { id: 'hold' }), { type: 'hold', uuid }, 'pause') : nothing}
    ${several ? button(msg(str`Drop ${name} from the call`, { id: 'three-drop-of' }), msg('Drop', { id: 'three-drop' }), { type: 'drop', uuid }, 'minus') : nothing}
  </div>`;
}

function resumeWords(name: string, { people }: RowsModel, msg: Msg): string {
  return people.some(({ isCalled }) => isCalled)
    ? msg(str`Resume: talk to ${name} while it rings`, { id: 'three-resume-of' })
    : msg(str`Resume: talk to ${name}`, { id: 'three-resume-only' });
}
