import { str } from '@lit/localize/internal/str-tag.js';
import type { TemplateMap } from '@lit/localize';

/** Spanish of `<cemscale-presence>`. */
export const templates: TemplateMap = {
  'presence-available': 'Disponible',
  'presence-busy': 'Ocupado',
  'presence-ringing': 'Sonando',
  'presence-dnd': 'No molestar',
  'presence-unknown': 'Sin datos',
  'presence-since': str`desde ${0}`,
  'presence-whole': str`${0}: ${1}`,
  'presence-call': str`Llamar a ${0}`,
  'presence-close': 'Cerrar',
  'presence-own': 'Su estado',
  'presence-you': 'Usted',
  'presence-team': 'Equipo',
  'presence-search': 'Buscar por nombre, número o departamento',
  'presence-search-short': 'Buscar',
  'presence-nobody': str`No se encontró a nadie con «${0}».`,
  'presence-found': str`Encontrados: ${0}`,
  'presence-no-phone': 'Todavía no hay ningún teléfono en esta página.',
  'presence-loading': 'Buscando quién está…',
  'presence-polling': 'Actualización en vivo en pausa. Se comprueba cada 15 s.',
  'presence-failed': 'Ahora mismo no se sabe quién está disponible. Se vuelve a intentar cada 15 s.',
  'presence-signed-out': 'Inicie sesión de nuevo para ver quién está disponible.',
  'presence-forbidden': 'No tiene permiso para ver quién está disponible.',
  'presence-not-set': 'No se pudo cambiar su estado. Inténtelo de nuevo.',
  'presence-in-call': 'Ya está en una llamada.',
  'presence-not-online': 'El teléfono no está en línea. Inténtelo en un momento.',
  'presence-not-allowed': 'No puede hacer llamadas. Pida el permiso a su administrador.',
  'presence-destination': 'No se puede llamar a este número desde aquí.',
  'presence-not-called': 'No se pudo iniciar la llamada.',
};
