import { str } from '@lit/localize/internal/str-tag.js';
import type { TemplateMap } from '@lit/localize';

export const templates: TemplateMap = {
  'ringing-off': 'Timbre desactivado',
  'ringing-off-title': 'Las llamadas aún no sonarían',
  'ringing-off-text': 'El navegador mantiene la página en silencio hasta que la toque.',
  'ringing-enable': 'Activar el timbre',

  'device-back': str`${0} está de vuelta`,
  'device-gone': 'Falta un dispositivo de sonido',
  'device-lost': str`${0} ya no está`,
  'device-no-microphone': 'Nadie le oye: conecte un micrófono.',
  'device-other-microphone': 'Habla por otro micrófono.',
  'device-microphone': str`Habla por ${0}.`,
  'device-no-speaker': 'No oye nada: conecte un altavoz o unos auriculares.',
  'device-other-ringer': 'Las llamadas suenan en otro dispositivo.',
  'device-ringer': str`Las llamadas suenan en ${0}.`,
  'device-other-speaker': 'Oye por otro dispositivo.',
  'device-speaker': str`Oye por ${0}.`,
};
