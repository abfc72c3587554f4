import { useVoIP, type VoIP } from '@cemscale-voip/softphone/react';
import { person } from './router.js';

/** Where this person's browser gets its token. */
export const tokenUrl = `/voip/as/${person}/token`;

/** The phone of the page: however many components ask, and the element beside them, it is one registration. */
export function usePhone(): VoIP {
  return useVoIP({ tokenUrl });
}
