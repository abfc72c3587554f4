import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Msg } from '../internal/localize.js';
import type { RoomIconName } from '../internal/room-icons.js';
import { fetchedRecents } from '../internal/recents-link.js';
import type { PanelModel } from './view.js';

/** A place of the open phone that is there when no call asks for attention, beside the keypad. */
export interface Room {
  readonly id: string;
  readonly icon: RoomIconName;
  readonly label: (msg: Msg) => string;
  /** Whether a token with these permissions has any use for it; what has none is not shown. */
  readonly allowed: (permissions: readonly string[]) => boolean;
  /** Brings the code of its element. */
  readonly load: () => Promise<unknown>;
  /** Its element, with all it needs as properties: `.softphone`, `.model`, `.msg`. */
  readonly draw: (model: PanelModel, msg: Msg) => TemplateResult;
  /** How many things wait there for the person. */
  readonly badge?: (model: PanelModel) => number;
}

/** The rooms in the order of their tabs; the keypad stands before them. */
export const rooms: readonly Room[] = [
  {
    id: 'recents',
    icon: 'recents',
    label: (msg) => msg('Recents', { id: 'recents' }),
    allowed: (permissions) => ['calls:read', 'calls:originate'].some((one) => permissions.includes(one)),
    load: () => import('../cemscale-recents/recents-view.js'),
    draw: (model, msg) =>
      html`<cemscale-recents-view
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-recents-view>`,
    badge: ({ softphone }) => fetchedRecents(softphone)?.missed ?? 0,
  },
  {
    id: 'people',
    icon: 'people',
    label: (msg) => msg('People', { id: 'people' }),
    allowed: (permissions) => ['extensions:read', 'presence:read'].some((one) => permissions.includes(one)),
    load: () => import('../cemscale-people/people-view.js'),
    draw: (model, msg) =>
      html`<cemscale-people-view
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-people-view>`,
  },
  {
    id: 'voicemail',
    icon: 'voicemail',
    label: (msg) => msg('Voicemail', { id: 'voicemail' }),
    allowed: (permissions) => ['voicemail:read', 'calls:originate'].some((one) => permissions.includes(one)),
    load: () => import('../cemscale-voicemail/voicemail-view.js'),
    draw: (model, msg) =>
      html`<cemscale-voicemail-view
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-voicemail-view>`,
    badge: ({ own }) => own?.unread ?? 0,
  },
  {
    id: 'settings',
    icon: 'settings',
    label: (msg) => msg('More', { id: 'more' }),
    allowed: () => true,
    load: () => import('../cemscale-settings/settings-view.js'),
    draw: (model, msg) =>
      html`<cemscale-settings-view
        .softphone=${model.softphone}
        .model=${model}
        .msg=${msg}
      ></cemscale-settings-view>`,
  },
];
