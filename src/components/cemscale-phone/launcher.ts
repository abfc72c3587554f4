import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ActiveState, CallSnapshot } from '../../phone/call-state.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { icon } from '../internal/icons.js';
import type { Msg } from '../internal/localize.js';
import type { Ask } from '../internal/request.js';
import { statusDot, statusOf } from '../internal/status-dot.js';
import { callWord, launcherWord } from './status-words.js';

export interface LauncherModel {
  readonly snapshot: SoftphoneSnapshot;
  readonly label: string;
  readonly open: boolean;
  /** The panel could not be loaded. */
  readonly broken: boolean;
}

/** The closed phone: a pill with the status, or a bar with the call at hand and its controls. */
export function launcher(model: LauncherModel, msg: Msg, ask: Ask): TemplateResult {
  const call = model.snapshot.currentCall;
  const live = call && call.state.phase !== 'ended';
  return live && !model.open ? bar(call, model, msg, ask) : pill(model, msg, ask);
}

function pill({ snapshot, label, open, broken }: LauncherModel, msg: Msg, ask: Ask): TemplateResult {
  const toggle = () => ask({ type: open ? 'hide' : 'show' });
  if (open) {
    return html`<button
      type="button"
      class="pill open"
      part="launcher"
      aria-label=${msg('Hide phone', { id: 'hide' })}
      aria-expanded="true"
      aria-controls="panel"
      @click=${toggle}
    >
      ${icon('chevronDown')}
    </button>`;
  }
  return html`<button
    type="button"
    class="pill"
    part="launcher"
    aria-expanded="false"
    @click=${toggle}
    @pointerenter=${() => ask({ type: 'prepare' })}
    @pointerdown=${() => ask({ type: 'prepare' })}
    @focus=${() => ask({ type: 'prepare' })}
  >
    ${icon('phone')}<span class="label">${label}</span>
    <span class="status">
      ${statusDot(broken ? 'failed' : statusOf(snapshot))}
      <span>${broken ? msg('Could not load', { id: 'load-failed' }) : launcherWord(snapshot, msg)}</span>
    </span>
  </button>`;
}

function bar(call: CallSnapshot, { snapshot }: LauncherModel, msg: Msg, ask: Ask): TemplateResult {
  const { state, remote } = call;
  // Kept free of the panel's words, which load later.
  const name =
    othersOf(snapshot.threeWay) ||
    remote.displayName?.trim() ||
    remote.number ||
    msg('Unknown caller', { id: 'unknown-caller' });
  return html`<div class="bar" part="bar" role="group" aria-label=${callWord(call, msg)}>
    <button type="button" class="who" @click=${() => ask({ type: 'show' })}>
      ${statusDot(statusOf(snapshot))}
      <span class="text">
        <span class="name"><bdi>${name}</bdi></span>
        <span class="sub">${subline(call, msg)}</span>
      </span>
      <span class="sr-only">${msg('Show the call', { id: 'show-call' })}</span>
    </button>
    ${state.phase === 'active' ? liveButtons(state, snapshot.threeWay !== null, msg, ask) : ''}
    ${state.phase === 'incoming' ? answerButtons(msg, ask) : roundButton('hangup', 'red', msg('End call', { id: 'end-call' }), () => ask({ type: 'hangup' }))}
  </div>`;
}

function othersOf(threeWay: SoftphoneSnapshot['threeWay']): string {
  if (!threeWay) return '';
  const others = threeWay.participants.filter(({ isSelf }) => !isSelf);
  const names = others.map(({ callerIdName, callerIdNumber }) => callerIdName || callerIdNumber);
  return [...names, threeWay.third?.name || threeWay.third?.number].filter(Boolean).join(', ');
}

function subline(call: CallSnapshot, msg: Msg): unknown {
  const { state } = call;
  if (state.phase !== 'active') return callWord(call, msg);
  const timer = html`<cemscale-call-timer .since=${state.answeredAt}></cemscale-call-timer>`;
  return state.held || state.heldByRemote ? html`${timer} · ${callWord(call, msg)}` : timer;
}

/** In a conference people wait one by one: the open phone says who. */
function liveButtons(state: ActiveState, inConference: boolean, msg: Msg, ask: Ask): TemplateResult {
  return html`${toggleButton(state.muted ? 'micOff' : 'mic', msg('Mute', { id: 'mute' }), state.muted, () => ask({ type: 'mute', on: !state.muted }))}
  ${inConference ? '' : toggleButton(state.held ? 'play' : 'pause', msg('Hold', { id: 'hold' }), state.held, () => ask({ type: 'hold', on: !state.held }))}`;
}

function answerButtons(msg: Msg, ask: Ask): TemplateResult {
  return html`${roundButton('hangup', 'red', msg('Decline', { id: 'decline' }), () => ask({ type: 'hangup' }))}
    <span class="gap"></span>
    ${roundButton('phone', 'green', msg('Answer', { id: 'answer' }), () => ask({ type: 'answer' }))}`;
}

function toggleButton(
  name: 'mic' | 'micOff' | 'pause' | 'play',
  label: string,
  on: boolean,
  act: () => void,
): TemplateResult {
  return html`<button
    type="button"
    class="round"
    aria-label=${label}
    title=${label}
    aria-pressed=${on ? 'true' : 'false'}
    @click=${act}
  >
    ${icon(name)}
  </button>`;
}

function roundButton(
  name: 'hangup' | 'phone',
  colour: 'red' | 'green',
  label: string,
  act: () => void,
): TemplateResult {
  return html`<button type="button" class="round ${colour}" aria-label=${label} title=${label} @click=${act}>
    ${icon(name)}
  </button>`;
}
