import type { TokenGrant } from '../api/token.js';
import type { PhoneOptions } from '../phone/phone.js';
import type { PhoneAudio } from './audio/phone-audio.js';
import { checkDestination } from './destinations.js';

/** What the engine is made of. `newest`: the grant whose destinations count when a number is dialled. */
export function engineOptions(
  { sip, extension, iceServers }: TokenGrant,
  audio: PhoneAudio,
  iceLifeMs: PhoneOptions['iceLifeMs'],
  newest: () => TokenGrant | null,
): PhoneOptions {
  return {
    sip,
    displayName: extension.displayName,
    iceServers,
    ...(iceLifeMs === undefined ? {} : { iceLifeMs }),
    admit: (number) => checkDestination(number, newest()?.destinations),
    openMicrophone: () => audio.openMicrophone(),
    createAudioElement: () => audio.createPlayer(),
  };
}
