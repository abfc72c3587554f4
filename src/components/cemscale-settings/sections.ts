import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelModel } from '../cemscale-phone/view.js';
import type { Msg } from '../internal/localize.js';
import { icon } from '../internal/more-icons.js';
import { roomIcon } from '../internal/room-icons.js';

/** A part of the settings, fetched when it is first opened. */
export interface SettingsSection {
  readonly id: string;
  readonly icon: () => TemplateResult;
  readonly title: (msg: Msg) => string;
  /** Whether a token with these permissions has any use for it; what has none is not shown. */
  readonly allowed: (permissions: readonly string[]) => boolean;
  /** Brings the code of its element. */
  readonly load: () => Promise<unknown>;
  /** Its element, with all it needs as properties. */
  readonly draw: (model: PanelModel, msg: Msg) => TemplateResult;
}

/** The sections in their order. */
export const sections: readonly SettingsSection[] = [
  {
    id: 'status',
    icon: () => roomIcon('quiet'),
    title: (msg) => msg('Status', { id: 'settings-status' }),
    allowed: (permissions) => permissions.includes('presence:write') && permissions.includes('presence:read'),
    load: () => import('./status-section.js'),
    draw: (model, msg) =>
      html`<cemscale-status-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-status-section>`,
  },
  {
    id: 'forwarding',
    icon: () => roomIcon('forward'),
    title: (msg) => msg('Call forwarding', { id: 'settings-forwarding' }),
    allowed: (permissions) => permissions.includes('forwarding:read'),
    load: () => import('./forwarding-section.js'),
    draw: (model, msg) =>
      html`<cemscale-forwarding-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-forwarding-section>`,
  },
  {
    id: 'queues',
    icon: () => roomIcon('people'),
    title: (msg) => msg('Queues', { id: 'settings-queues' }),
    allowed: (permissions) => permissions.includes('queues:agent'),
    load: () => import('./queues-section.js'),
    draw: (model, msg) =>
      html`<cemscale-queues-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-queues-section>`,
  },
  {
    id: 'parked',
    icon: () => icon('park'),
    title: (msg) => msg('Parked calls', { id: 'parked-calls' }),
    allowed: (permissions) => permissions.includes('calls:read'),
    load: () => import('./parked-section.js'),
    draw: (model, msg) =>
      html`<cemscale-parked-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-parked-section>`,
  },
  {
    id: 'team',
    icon: () => roomIcon('ear'),
    title: (msg) => msg('Calls of the team', { id: 'team' }),
    allowed: (permissions) => permissions.includes('calls:supervise') && permissions.includes('events:read'),
    load: () => import('./team-section.js'),
    draw: (model, msg) =>
      html`<cemscale-team-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-team-section>`,
  },
  {
    id: 'audio',
    icon: () => roomIcon('sliders'),
    title: (msg) => msg('Sound', { id: 'audio' }),
    allowed: () => true,
    load: () => import('./audio/audio-section.js'),
    draw: (model, msg) =>
      html`<cemscale-audio-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-audio-section>`,
  },
  {
    id: 'alerts',
    icon: () => icon('bell'),
    title: (msg) => msg('Alerts', { id: 'alerts' }),
    allowed: () => true,
    load: () => import('./alerts-section.js'),
    draw: (model, msg) =>
      html`<cemscale-alerts-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-alerts-section>`,
  },
  {
    id: 'look',
    icon: () => roomIcon('look'),
    title: (msg) => msg('Look and language', { id: 'look' }),
    allowed: () => true,
    load: () => import('./look-section.js'),
    draw: (model, msg) =>
      html`<cemscale-look-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-look-section>`,
  },
  {
    id: 'hours',
    icon: () => roomIcon('clock'),
    title: (msg) => msg('Business hours', { id: 'settings-hours' }),
    allowed: (permissions) => ['schedules:read', 'routing:read'].some((one) => permissions.includes(one)),
    load: () => import('./hours-section.js'),
    draw: (model, msg) =>
      html`<cemscale-hours-section
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-hours-section>`,
  },
  {
    id: 'check',
    icon: () => icon('speaker'),
    title: (msg) => msg('Check microphone and network', { id: 'settings-check' }),
    allowed: () => true,
    load: () => import('../check/check-view.js'),
    draw: (model, msg) =>
      html`<cemscale-check-view .softphone=${model.softphone} .model=${model} .msg=${msg}></cemscale-check-view>`,
  },
];

/** The mark that leads into a section, or back out. */
export const leads = (): TemplateResult => icon('chevronDown');
