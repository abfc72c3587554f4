import type { Phone } from '../phone/phone.js';
import type { SoftphoneEvents, SoftphoneSnapshot } from './snapshot.js';

/** The parts of the snapshot that are loaded later. */
type LateParts = Pick<SoftphoneSnapshot, 'threeWay' | 'threeWayEnd' | 'transfer' | 'transferEnd' | 'parked'>;

/** Facts of those parts. */
type LateFacts = Pick<
  SoftphoneEvents,
  | 'three-way-started'
  | 'three-way-changed'
  | 'three-way-ended'
  | 'transfer-started'
  | 'transfer-ended'
  | 'call-parked'
>;

/** What the core lends to the parts of it that are loaded later. */
export interface CoreHandle {
  readonly engine: () => Phone | null;
  /** Puts these into the snapshot. */
  readonly show: (shown: Partial<LateParts>) => void;
  readonly tell: <Type extends keyof LateFacts>(type: Type, detail: LateFacts[Type]) => void;
}
