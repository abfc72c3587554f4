import { MediaError } from '../../shared/errors.js';

/** Permission for the microphone as far as the browser tells; `unknown` where it does not (Firefox before 131, old Safari). */
export type MicrophonePermission = 'unknown' | 'prompt' | 'granted' | 'denied';

/** Reads the permission without asking the person. */
export async function microphonePermission(): Promise<MicrophonePermission> {
  return (await permissionStatus())?.state ?? 'unknown';
}

/** Calls `listener` with the permission now and at every change, where the browser tells. Resolves to the way to stop. */
export async function watchMicrophonePermission(
  listener: (permission: MicrophonePermission) => void,
): Promise<() => void> {
  const status = await permissionStatus();
  if (!status) return () => {};
  const onChange = () => listener(status.state);
  onChange();
  status.addEventListener('change', onChange);
  return () => status.removeEventListener('change', onChange);
}

/** A microphone that is open for a call. */
export interface Microphone {
  /** What the far end hears. */
  readonly track: MediaStreamTrack;
  /** What the device gives; the same track where nothing is done to it on the way. */
  readonly device: MediaStreamTrack;
  /** Lets the device go. Safe to repeat. */
  stop(): void;
}

/** The track alone as a `Microphone`. */
export function plainMicrophone(track: MediaStreamTrack): Microphone {
  return { track, device: track, stop: () => track.stop() };
}

async function permissionStatus(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'microphone' as PermissionName });
  } catch {
    return null;
  }
}

/**
 * Opens the microphone (asks the person where the browser has to). The caller stops the track.
 * Throws `MediaError` with a reason that tells the remedies apart.
 */
export async function openMicrophone(constraints: MediaTrackConstraints = {}): Promise<MediaStreamTrack> {
  const devices = globalThis.navigator?.mediaDevices;
  if (!devices?.getUserMedia) throw unavailable();
  try {
    const stream = await devices.getUserMedia({ audio: constraints, video: false });
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException('no audio track', 'NotFoundError');
    return track;
  } catch (error) {
    throw microphoneError(error);
  }
}

/** Asks for the microphone and lets it go at once. True when calls can be made. Throws nothing. */
export async function checkMicrophoneAccess(): Promise<boolean> {
  try {
    (await openMicrophone()).stop();
    return true;
  } catch {
    return false;
  }
}

function unavailable(): MediaError {
  if (globalThis.isSecureContext === false) {
    return new MediaError('insecure-page', 'Browsers give the microphone only to secure pages.', {
      advice: 'Serve the page over https (or from localhost).',
    });
  }
  return new MediaError('unsupported', 'This browser cannot open a microphone.', {
    advice: 'Use a current Chrome, Edge, Firefox or Safari.',
  });
}

function microphoneError(cause: unknown): MediaError {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return blockedByPage() ?? denied(cause);
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    return new MediaError('microphone-missing', 'No microphone was found.', {
      advice: 'Connect a microphone or headset and try again.',
      cause,
    });
  }
  if (name === 'NotReadableError' || name === 'AbortError') {
    return new MediaError('microphone-busy', 'The microphone could not be started.', {
      advice: 'Close other programs that use it, or reconnect it, and try again.',
      cause,
    });
  }
  return new MediaError('unsupported', 'The microphone could not be opened.', {
    advice: 'Use a current Chrome, Edge, Firefox or Safari.',
    cause,
  });
}

function denied(cause: unknown): MediaError {
  return new MediaError('microphone-denied', 'The browser blocks the microphone for this site.', {
    advice: 'Allow the microphone in the address bar and try again.',
    cause,
  });
}

/** The same NotAllowedError also means that the page's own policy forbids the microphone, which no person can repair. */
function blockedByPage(): MediaError | null {
  const policy = (globalThis.document as { featurePolicy?: { allowsFeature(name: string): boolean } } | undefined)
    ?.featurePolicy;
  if (!policy || policy.allowsFeature('microphone')) return null;
  return new MediaError('microphone-blocked-by-page', 'The page does not let this frame use the microphone.', {
    advice: 'Add allow="microphone" to the iframe and microphone to the Permissions-Policy header.',
  });
}
