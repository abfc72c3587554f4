import { str } from '@lit/localize/internal/str-tag.js';
import type { TemplateMap } from '@lit/localize';

/** The mailbox. */
export const templates: TemplateMap = {
  voicemail: 'Buzón de voz',
  undo: 'Deshacer',
  'vm-unread': str`${0} nuevos`,
  'vm-new': 'Nuevo',
  'vm-select': 'Seleccionar',
  'vm-pick': str`Seleccionar el mensaje de ${0}`,
  'vm-delete': 'Borrar',
  'vm-delete-several': str`Borrar ${0}`,
  'vm-deleted': 'Mensaje borrado',
  'vm-deleted-several': str`${0} mensajes borrados`,
  'vm-empty': 'No hay mensajes',
  'vm-empty-text': 'Aquí se guarda lo que le dejen dicho.',
  'vm-list': 'Mensajes',
  'vm-more': 'Mostrar mensajes anteriores',
  'vm-in-call': 'Ponga la llamada en espera para oír un mensaje.',
  'vm-by-phone': 'Buzón por teléfono',
  'vm-by-phone-text': 'Sus mensajes se le reproducen en una llamada.',
  'vm-play': str`Reproducir el mensaje de ${0}`,
  'vm-pause': 'Pausar',
  'vm-not-played': 'No se pudo reproducir el mensaje. Inténtelo de nuevo.',
  'vm-position': 'Posición en el mensaje',
  'vm-position-of': str`${0} de ${1}`,
  'vm-speed': str`Velocidad ${0}`,
};
