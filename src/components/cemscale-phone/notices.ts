import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { CallError, MediaError } from '../../shared/errors.js';
import { icon } from '../internal/more-icons.js';
import type { IconName } from '../internal/more-icons.js';
import type { Msg } from '../internal/localize.js';
import type { Ask, PhoneRequest } from '../internal/request.js';
import { mayTakeHere } from './view.js';
import type { PanelModel, View } from './view.js';
import { wordsForDevice } from './device-words.js';
import { wordsForDeniedMicrophone, wordsForError } from './words.js';
import type { Words } from './words.js';

interface Notice extends Words {
  readonly kind: 'warn' | 'bad' | 'info';
  readonly icon: IconName;
  readonly action?: { readonly label: string; readonly request: PhoneRequest };
}

/**
 * What stands between the person and a call, each with its remedy; the most pressing first, two at most. `said` is
 * news of the call itself.
 */
export function notices(
  model: PanelModel,
  view: View,
  msg: Msg,
  ask: Ask,
  said: string,
): readonly TemplateResult[] {
  const found = [
    soundNotice(model, view, msg),
    elsewhereNotice(model, view, msg),
    deviceNotice(model, msg),
    connectionNotice(model, view, msg),
    checkNotice(model, msg),
    said === '' ? null : ({ kind: 'info', icon: 'info', title: said, text: '' } as const),
    problemNotice(model, msg) ?? microphoneNotice(model, view, msg),
  ].filter((notice) => notice !== null);
  return found.slice(0, 2).map((notice) => card(notice, ask));
}

function card({ kind, title, text, action, icon: name }: Notice, ask: Ask): TemplateResult {
  return html`<div class="notice ${kind}" part="notice">
    ${icon(name)}
    <div class="words">
      <div class="text">
        <p class="notice-title">${title}</p>
        ${text ? html`<p>${text}</p>` : nothing}
      </div>
      ${action ? html`<button type="button" class="chip" @click=${() => ask(action.request)}>${action.label}</button>` : nothing}
    </div>
  </div>`;
}

function soundNotice({ snapshot, ringtoneBlocked }: PanelModel, view: View, msg: Msg): Notice | null {
  if (snapshot.audioBlocked && (view === 'active' || view === 'outgoing')) {
    return {
      kind: 'warn',
      icon: 'speaker',
      title: msg('The browser holds the sound back', { id: 'audio-blocked' }),
      text: '',
      action: { label: msg('Tap to hear the call', { id: 'audio-resume' }), request: { type: 'resume-audio' } },
    };
  }
  if (!ringtoneBlocked || (view !== 'incoming' && snapshot.status !== 'online')) return null;
  if (view === 'dial' || view === 'ended') return ringingNotice(msg);
  if (view !== 'incoming') return null;
  return {
    kind: 'info',
    icon: 'speaker',
    title: msg('The browser holds the ringtone back', { id: 'ringtone-blocked' }),
    text: '',
    action: {
      label: msg('Turn the ringtone on', { id: 'ringtone-unblock' }),
      request: { type: 'unblock-ringtone' },
    },
  };
}

/** Shown before the first call, not after a missed one. */
function ringingNotice(msg: Msg): Notice {
  return {
    kind: 'warn',
    icon: 'bellOff',
    title: msg('Calls would not ring yet', { id: 'ringing-off-title' }),
    text: msg('The browser keeps this page silent until you touch it.', { id: 'ringing-off-text' }),
    action: { label: msg('Enable ringing', { id: 'ringing-enable' }), request: { type: 'unblock-ringtone' } },
  };
}

/** The call is heard in another tab: all that needs a microphone is done there, or after the call was taken here. */
function elsewhereNotice({ snapshot }: PanelModel, view: View, msg: Msg): Notice | null {
  if (!snapshot.elsewhere || (view !== 'active' && view !== 'outgoing')) return null;
  const title = msg('This call is in another tab', { id: 'elsewhere' });
  const notice = { kind: 'info', icon: 'info', title, text: '' } as const;
  if (!mayTakeHere(snapshot)) return notice;
  return {
    ...notice,
    action: { label: msg('Take it here', { id: 'take-here' }), request: { type: 'take-here' } },
  };
}

/** A device that went away, or came back, and what is used instead. */
function deviceNotice({ snapshot }: PanelModel, msg: Msg): Notice | null {
  const { deviceNotice: notice } = snapshot;
  if (!notice) return null;
  const words = wordsForDevice(msg, notice);
  const icon = notice.kind === 'microphone' ? (notice.next === null ? 'micOff' : 'mic') : 'speaker';
  return { kind: notice.next === null ? 'bad' : 'info', icon, ...words };
}

function connectionNotice({ snapshot }: PanelModel, view: View, msg: Msg): Notice | null {
  const { status, error } = snapshot;
  const words = error ? wordsForError(msg, error) : null;
  const retry = { label: msg('Try again', { id: 'try-again' }), request: { type: 'connect' } } as const;
  switch (status) {
    case 'online':
      return null;
    case 'connecting':
      return words ? { kind: 'warn', icon: 'alert', ...words, action: retry } : null;
    case 'reconnecting':
      return {
        kind: 'warn',
        icon: 'alert',
        ...(view === 'active' ? stayWords(msg) : (words ?? reconnectWords(msg))),
      };
    case 'failed':
      return { kind: 'bad', icon: 'alert', ...(words ?? failedWords(msg)), action: retry };
    case 'offline':
      if (words) return { kind: 'bad', icon: 'alert', ...words, action: retry };
      return {
        kind: 'info',
        icon: 'info',
        title: msg('The phone is off', { id: 'offline-title' }),
        text: msg('Calls cannot reach you here.', { id: 'offline-text' }),
        action: { label: msg('Go online', { id: 'go-online' }), request: { type: 'connect' } },
      };
  }
}

function checkNotice({ checking }: PanelModel, msg: Msg): Notice | null {
  if (checking === '') return null;
  return {
    kind: 'info',
    icon: 'info',
    title: msg('Asking this site about the number…', { id: 'checking' }),
    text: checking,
    action: { label: msg('Cancel', { id: 'checking-cancel' }), request: { type: 'hangup' } },
  };
}

function stayWords(msg: Msg): Words {
  return {
    title: msg('Connection lost. Getting the call back…', { id: 'recovering-title' }),
    text: msg('Stay here: the call goes on as soon as the network returns.', { id: 'recovering-text' }),
  };
}

function reconnectWords(msg: Msg): Words {
  return {
    title: msg('Connection lost', { id: 'reconnecting-title' }),
    text: msg('Trying to get it back. Calls cannot reach you meanwhile.', { id: 'reconnecting-text' }),
  };
}

function failedWords(msg: Msg): Words {
  return { title: msg('The phone could not go online', { id: 'failed-title' }), text: '' };
}

/** The last thing that failed. What the registration or the ended call already say is not said twice. */
function problemNotice({ problem, snapshot }: PanelModel, msg: Msg): Notice | null {
  const { status, error, currentCall } = snapshot;
  const failure = status === 'online' ? (problem ?? error) : problem === error ? null : problem;
  const told = currentCall?.state.phase === 'ended' ? currentCall.state.error : undefined;
  if (!failure || failure === told) return null;
  // The news of the call say it with names.
  if (failure instanceof CallError && failure.reason === 'not-transferred' && snapshot.transferEnd) return null;
  // Who canceled the event, or gave up the wait, says so where it wants to; a verdict is told.
  if (failure instanceof CallError && failure.reason === 'canceled-by-page' && failure.words === undefined)
    return null;
  const microphone = failure instanceof MediaError && failure.reason.startsWith('microphone');
  return {
    kind: 'warn',
    icon: microphone ? 'micOff' : 'alert',
    ...wordsForError(msg, failure),
    ...(microphone ? checkAgain(msg) : {}),
  };
}

function microphoneNotice(model: PanelModel, view: View, msg: Msg): Notice | null {
  if (model.snapshot.microphone !== 'denied' || (view !== 'dial' && view !== 'incoming')) return null;
  return { kind: 'warn', icon: 'micOff', ...wordsForDeniedMicrophone(msg), ...checkAgain(msg) };
}

function checkAgain(msg: Msg): Pick<Notice, 'action'> {
  return {
    action: { label: msg('Check again', { id: 'check-microphone' }), request: { type: 'request-microphone' } },
  };
}
