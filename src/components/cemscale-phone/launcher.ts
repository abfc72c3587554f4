import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { icon } from '../internal/icons.js';
import type { Msg } from '../internal/localize.js';
import type { Ask } from '../internal/request.js';
import { statusDot, statusOf } from '../internal/status-dot.js';
import { launcherWord } from './status-words.js';

export interface LauncherModel {
  readonly snapshot: SoftphoneSnapshot;
  readonly label: string;
  readonly open: boolean;
  /** A row that stays while the phone is open. */
  readonly slim: boolean;
  /** The panel could not be loaded. */
  readonly broken: boolean;
  /** A call would not be heard: the browser waits for the page to be touched. */
  readonly silent: boolean;
  /** What waits for the person, in place of the word that all is well; empty when nothing does. */
  readonly news: string;
  /** That calls do not ring here, because the person wants it so; empty while they do. */
  readonly quiet: string;
}

/** The closed phone: a pill with the status. */
export function launcher(
  { snapshot, label, open, slim, broken, silent, news, quiet }: LauncherModel,
  msg: Msg,
  ask: Ask,
): TemplateResult {
  const toggle = () => ask({ type: open ? 'hide' : 'show' });
  if (open && !slim) {
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
  const kind = statusOf(snapshot);
  const prepare = () => ask({ type: 'prepare' });
  return html`<button
    type="button"
    class="pill"
    part="launcher"
    aria-expanded=${open ? 'true' : 'false'}
    @click=${toggle}
    @pointerenter=${prepare}
    @pointerdown=${prepare}
    @focus=${prepare}
  >
    ${icon('phone')}<span class="label">${label}</span>
    <span class="status">
      ${statusDot(broken ? 'failed' : quiet && kind === 'online' ? 'quiet' : kind)}
      <span
        >${broken ? msg('Could not load', { id: 'load-failed' }) : silent && snapshot.status === 'online' ? msg('Ringing off', { id: 'ringing-off' }) : (snapshot.status === 'online' && (news || quiet)) || launcherWord(snapshot, msg)}</span
      >${news && quiet ? html`<span class="sr-only">${quiet}</span>` : ''}
    </span>
  </button>`;
}
