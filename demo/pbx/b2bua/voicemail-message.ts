/** A message that a caller left. */
export interface VoicemailMessage {
  readonly id: string;
  /** Whose mailbox. */
  readonly extension: string;
  readonly callUuid: string;
  readonly callerNumber: string;
  readonly callerName: string;
  readonly receivedAt: Date;
  /** What the caller said, 8 kHz. */
  readonly samples: Int16Array;
  readonly seconds: number;
  isRead: boolean;
}
