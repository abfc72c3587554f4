import { html } from 'lit';
import type { nothing, TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { SoftphoneError } from '../../shared/errors.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Softphone } from '../../softphone/softphone.js';
import { avatar } from '../internal/avatar.js';
import type { Contact } from '../internal/contact.js';
import type { Msg } from '../internal/localize.js';
import type { Ask } from '../internal/request.js';
import type { NotificationState } from './alerts/notification-state.js';
import { partyOf } from './party.js';
import type { OwnState } from './own-state.js';
import { shownNumber } from '../internal/shown-number.js';

/** All that the open panel draws from. */
export interface PanelModel {
  readonly snapshot: SoftphoneSnapshot;
  /** The core, for what a room reads of the platform and of this phone; null before there is one. A room never calls. */
  readonly softphone: Softphone | null;
  /** Region whose numbers are written without `+`; empty when the page does not say. */
  readonly country: string;
  /** What the page calls this phone. */
  readonly label: string;
  /** The panel can be put away. */
  readonly floating: boolean;
  /** The last wish that failed, for as long as it matters; null otherwise. */
  readonly problem: SoftphoneError | null;
  /** The browser does not let the ringtone be heard yet. */
  readonly ringtoneBlocked: boolean;
  /** The call can be kept in a window in front of all others. */
  readonly keepable: boolean;
  /** Whether the system may tell of calls. */
  readonly notifications: NotificationState;
  /** How long until the call that rings is answered by itself, where it is. */
  readonly countdown?: TemplateResult | typeof nothing | undefined;
  /** What waits for the person, for the closed phone; none or empty when nothing does. */
  readonly news?: string;
  /** That calls do not ring here, because the person wants it so; none or empty while they do. */
  readonly quiet?: string;
  /** Keys work on the page. */
  readonly shortcuts: boolean;
  /** Who adds people may leave while they go on talking. */
  readonly allowLeave: boolean;
  /** For "call again" on an empty field; empty when nothing was dialled yet. */
  readonly lastNumber: string;
  /** The number that the page is being asked about; empty when none is. */
  readonly checking: string;
  /** What the phone says of the person at it; null until that is known. */
  readonly own?: OwnState | null;
  /** What the page knows of the other side. */
  readonly contact: Contact | null;
}

/** The one thing the panel shows. */
export type View = 'dial' | 'outgoing' | 'incoming' | 'active' | 'ended';

/** What lies over the view of a live call. */
export type Layer = 'none' | 'keypad' | 'add' | 'transfer';

/** What a view of a call draws from. */
export interface CallView {
  readonly call: CallSnapshot;
  readonly model: PanelModel;
  readonly msg: Msg;
  readonly ask: Ask;
}

/** Which view a call asks for. */
export function viewOf(call: CallSnapshot | null): View {
  switch (call?.state.phase) {
    case 'preparing':
    case 'dialing':
    case 'ringing':
    case 'resuming':
      return 'outgoing';
    case 'incoming':
    case 'answering':
      return 'incoming';
    case 'active':
      return 'active';
    case 'ended':
      return 'ended';
    case undefined:
      return 'dial';
  }
}

/** One container per view, so that each fades in and none inherits the scroll of another. */
export function viewFrame(view: View, content: TemplateResult): TemplateResult {
  if (view === 'active') return html`<div class="view">${content}</div>`;
  return view === 'ended'
    ? html`<div class="view over">${content}</div>`
    : html`<div class="view way">${content}</div>`;
}

/** Whether one may hand a call over, and park it. */
export function mayControl({ permissions, transfer, threeWay, elsewhere }: SoftphoneSnapshot): boolean {
  return permissions.includes('calls:control') && !transfer && !threeWay && !elsewhere;
}

/** Whether the calls of another tab can be moved to this one: none on its way, none of three, none half handed over. */
export function mayTakeHere({ calls, elsewhere, threeWay, transfer }: SoftphoneSnapshot): boolean {
  const onItsWay = calls.some(({ state }) =>
    ['preparing', 'dialing', 'ringing', 'answering'].includes(state.phase),
  );
  return elsewhere && !threeWay && !transfer && !onItsWay;
}

/** Whether one may add a person to a call: to call them, and to move the call into a conference. */
export function mayAdd({ permissions, transfer, elsewhere }: SoftphoneSnapshot): boolean {
  if (transfer || elsewhere) return false;
  return ['calls:originate', 'calls:control', 'conferences:read'].every((one) => permissions.includes(one));
}

/** Who the call is with, in the largest type of the view. `detail` is the line that changes. */
export function person({ call, model, msg }: CallView, detail: unknown, rings = false): TemplateResult {
  const { number } = call.remote;
  const name = partyOf(call, msg);
  const { contact } = model;
  return html`<div class="person">
    ${avatar(call.remote.displayName, rings, contact?.picture)}
    <h2 class="name" part="name" tabindex="-1" data-focus>
      <bdi>${name === number ? shownNumber(number) : name}</bdi>
    </h2>
    ${name === number || number === '' ? '' : html`<p class="number"><bdi dir="ltr">${shownNumber(number)}</bdi></p>`}
    ${contact ? aboutContact(contact, msg) : ''}
    <p class="detail">${detail}</p>
  </div>`;
}

/** Opened by the person alone, in a tab of its own that learns nothing of this page. */
function aboutContact({ details, link }: Contact, msg: Msg): TemplateResult {
  return html`${details ? html`<p class="about"><bdi>${details}</bdi></p>` : ''}
  ${
    link
      ? html`<a class="record" part="record-link" href=${link} target="_blank" rel="noopener noreferrer"
          >${msg('Open record', { id: 'open-record' })}</a
        >`
      : ''
  }`;
}
