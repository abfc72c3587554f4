import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import { canChooseSpeaker, type AudioDevice } from '../../../phone/media/devices.js';
import type { AudioChoices, DeviceChoice } from '../../../softphone/audio/choices.js';
import { findDevice, type DeviceKind } from '../../../softphone/audio/device-changes.js';
import type { AudioState } from '../../../softphone/audio/phone-audio.js';
import { selectField, sliderField, type Choice } from '../../internal/fields.js';
import type { Msg } from '../../internal/localize.js';

/** Takes a choice. */
export type Choose = (change: Partial<AudioChoices>) => void;

/** Of what a browser tells only after a permission, there is one nameless entry. */
const named = (devices: readonly AudioDevice[]) => devices.filter(({ id, label }) => id !== '' && label !== '');

/** The device of one kind. */
export function deviceField(kind: DeviceKind, state: AudioState, msg: Msg, choose: Choose): TemplateResult {
  const { choices, devices } = state;
  const list = named(kind === 'microphone' ? devices.microphones : devices.speakers);
  const chosen = choices[kind];
  if (kind !== 'microphone' && !canChooseSpeaker()) return systemOnly(kind, msg);
  const present = findDevice(list, chosen);
  const options: Choice[] = [
    { value: '', label: noneWord(kind, state, msg) },
    ...list.map(({ id, label }) => ({ value: id, label })),
  ];
  if (chosen && !present) options.push({ value: chosen.id, label: absentWord(chosen, msg) });
  return html`${selectField({
    id: kind,
    label: msg('Device', { id: 'audio-device' }),
    value: present?.id ?? chosen?.id ?? '',
    choices: options,
    onChoose: (id) => choose({ [kind]: list.find((device) => device.id === id) ?? null }),
  })}
  ${kind !== 'microphone' && list.length === 0 ? pickButton(kind, msg, choose) : nothing}`;
}

/** Where the browser plays everything on one device (Safari, older Firefox). */
function systemOnly(kind: DeviceKind, msg: Msg): TemplateResult {
  return html`<p class="hint" id="${kind}-only">
    ${
      kind === 'ringer'
        ? msg('In this browser calls ring where they are heard.', { id: 'audio-ringer-system' })
        : msg('This browser plays sound on the device of the system. Choose it in the settings of the system.', {
            id: 'audio-speaker-system',
          })
    }
  </p>`;
}

type Picker = MediaDevices & { selectAudioOutput?: () => Promise<MediaDeviceInfo> };

/** Firefox names speakers one by one, as the person picks them. */
function pickButton(kind: DeviceKind, msg: Msg, choose: Choose): TemplateResult | typeof nothing {
  const devices: Picker = navigator.mediaDevices;
  if (!devices.selectAudioOutput) return nothing;
  const pick = async () => {
    const picked = await devices.selectAudioOutput?.().catch(() => null);
    if (picked) choose({ [kind]: { id: picked.deviceId, label: picked.label } });
  };
  return html`<div class="buttons">
    <button type="button" class="chip" @click=${pick}>${msg('Choose a device…', { id: 'audio-pick' })}</button>
  </div>`;
}

function noneWord(kind: DeviceKind, { devices }: AudioState, msg: Msg): string {
  if (kind === 'ringer') return msg('Same as the speaker', { id: 'audio-as-speaker' });
  const label = devices.defaults[kind];
  return label
    ? msg(str`System: ${label}`, { id: 'audio-system-named' })
    : msg('What the system prefers', { id: 'audio-system' });
}

function absentWord({ label }: DeviceChoice, msg: Msg): string {
  return label
    ? msg(str`${label} (not connected)`, { id: 'audio-absent-named' })
    : msg('Chosen device (not connected)', { id: 'audio-absent' });
}

/** How loud the device of one kind is. */
export function volumeField(kind: DeviceKind, { choices }: AudioState, msg: Msg, choose: Choose): TemplateResult {
  const name = `${kind}Volume` as const;
  const percent = Math.round(choices[name] * 100);
  const take = (value: number) => choose({ [name]: value / 100 });
  return sliderField({
    id: name,
    label: msg('Volume', { id: 'audio-volume' }),
    value: percent,
    max: kind === 'microphone' ? 200 : 100,
    step: 5,
    words: `${percent} %`,
    // The microphone is opened anew where it is no longer as loud as its device: once, not with each step.
    ...(kind === 'microphone' ? { onChange: take } : { onInput: take }),
  });
}
