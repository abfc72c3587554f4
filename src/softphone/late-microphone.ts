import type { Unsubscribe } from '../shared/emitter.js';
import type { MicrophonePermission } from './snapshot.js';

/** Asks for the microphone and lets it go at once. Rejects with `MediaError`. */
export async function tryMicrophone(): Promise<void> {
  const { openMicrophone } = await import('../phone/media/microphone.js');
  (await openMicrophone()).stop();
}

/** Tells whether the browser allows the microphone, until the returned function is called. */
export function watchMicrophone(onPermission: (microphone: MicrophonePermission) => void): Unsubscribe {
  let stop: Unsubscribe | undefined;
  let isOver = false;
  import('../phone/media/microphone.js')
    .then(({ watchMicrophonePermission }) => watchMicrophonePermission(onPermission))
    .then(
      (end) => {
        stop = end;
        // Stopped meanwhile: there is nobody left to stop it later.
        if (isOver) end();
      },
      // Stays unknown; the line, which comes in the same file, tells that it could not be loaded.
      () => undefined,
    );
  return () => {
    isOver = true;
    stop?.();
  };
}
