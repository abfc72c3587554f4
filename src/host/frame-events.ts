import type { QueueChangedEvent } from '../components/queue-events.js';
import type { ThreeWayEndedEvent } from '../components/three-way-events.js';
import type { TransferEndedEvent } from '../components/transfer-events.js';
import type { CallSnapshot, EndReason } from '../phone/call-state.js';
import type { CallQuality } from '../phone/media/quality/quality.js';
import type { ThreeWaySession } from '../phone/three-way/session.js';
import type { TransferSession } from '../phone/transfer/transfers.js';
import type { ParkedHere } from '../softphone/snapshot.js';
import type { PlainError, PlainSnapshot } from './messages.js';

/** Facts as they arrive; `snapshot` is told with each change. */
export interface FrameEvents {
  snapshot: PlainSnapshot;
  'call-started': { readonly call: CallSnapshot };
  'call-ringing': { readonly call: CallSnapshot };
  'call-answered': { readonly call: CallSnapshot };
  'call-ended': { readonly call: CallSnapshot; readonly reason: EndReason; readonly durationSeconds: number };
  'queue-changed': Pick<QueueChangedEvent, 'queueId' | 'queueName' | 'loggedIn' | 'paused' | 'reason'>;
  'call-quality': { readonly call: CallSnapshot; readonly quality: CallQuality | null };
  'call-parked': ParkedHere;
  'three-way-started': { readonly session: ThreeWaySession };
  'three-way-changed': { readonly session: ThreeWaySession };
  'three-way-ended': { readonly session: ThreeWaySession } & Pick<
    ThreeWayEndedEvent,
    'reason' | 'who' | 'remaining'
  >;
  'transfer-started': { readonly transfer: TransferSession };
  'transfer-ended': Pick<TransferEndedEvent, 'reason' | 'kind' | 'caller' | 'recipient'>;
  registered: Readonly<Record<string, never>>;
  unregistered: { readonly error: PlainError | null };
  error: { readonly error: PlainError };
}
