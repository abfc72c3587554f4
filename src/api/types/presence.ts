/** What a person may set by hand. `busy`: the phone rings, but calls are refused with 486 and go to voicemail. */
export type SettablePresence = 'available' | 'busy' | 'offline';

/** What an extension does; `offline` is not registered or signed out by hand. */
export type PresenceStatus = SettablePresence | 'on_call' | 'ringing' | 'dnd';

/** Status of an extension with the call behind it. */
export interface DetailedPresence {
  readonly extensionId: string;
  readonly extension: string;
  readonly displayName: string;
  readonly status: PresenceStatus;
  readonly callUuid: string | null;
}
