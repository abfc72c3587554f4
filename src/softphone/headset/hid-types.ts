/** What is used of WebHID, which TypeScript's own DOM does not have (https://wicg.github.io/webhid/). */
export interface HidReportItem {
  readonly isAbsolute?: boolean;
  readonly isArray?: boolean;
  readonly isRange?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly logicalMinimum?: number;
  /** Bits of one field. */
  readonly reportSize?: number;
  readonly reportCount?: number;
}

export interface HidReportInfo {
  readonly reportId?: number;
  readonly items?: readonly HidReportItem[];
}

export interface HidCollection {
  readonly usagePage?: number;
  readonly usage?: number;
  readonly children?: readonly HidCollection[];
  readonly inputReports?: readonly HidReportInfo[];
  readonly outputReports?: readonly HidReportInfo[];
}

export interface HidInputReportEvent extends Event {
  readonly reportId: number;
  readonly data: DataView;
}

export interface HidDevice extends EventTarget {
  readonly productName: string;
  readonly opened: boolean;
  readonly collections: readonly HidCollection[];
  open(): Promise<void>;
  close(): Promise<void>;
  /** Takes the permission back, where the browser can (Chromium 100). */
  forget?(): Promise<void>;
  sendReport(reportId: number, data: BufferSource): Promise<void>;
}

export interface HidConnectionEvent extends Event {
  readonly device: HidDevice;
}

export interface Hid extends EventTarget {
  getDevices(): Promise<HidDevice[]>;
  requestDevice(options: { readonly filters: readonly { readonly usagePage: number }[] }): Promise<HidDevice[]>;
}

/** The headsets of this browser; null where it does not let pages speak to them. */
export function hidOf(navigator: Navigator): Hid | null {
  // A frame without the permission has the interface, and the browser complains on the console when it is asked.
  const { featurePolicy } = document as Document & { readonly featurePolicy?: FeaturePolicy };
  if (featurePolicy?.allowsFeature('hid') === false) return null;
  return (navigator as Navigator & { readonly hid?: Hid }).hid ?? null;
}

/** The page's permissions policy as Chromium tells it. */
interface FeaturePolicy {
  allowsFeature(feature: string): boolean;
}
