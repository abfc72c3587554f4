import type { HidCollection, HidReportInfo, HidReportItem } from './hid-types.js';

/** Usage page of telephony devices (HID Usage Tables, section 14). */
export const TELEPHONY_PAGE = 0x0b;

/** Usages, with their page in the upper half. */
export const usage = {
  hookSwitch: 0x0b_0020,
  flash: 0x0b_0021,
  drop: 0x0b_0026,
  phoneMute: 0x0b_002f,
  muteLed: 0x08_0009,
  offHookLed: 0x08_0017,
  ringLed: 0x08_0018,
  holdLed: 0x08_0020,
} as const;

/** One value of a report. */
interface Field {
  readonly usage: number;
  readonly item: HidReportItem;
  readonly bit: number;
}

/** Values that a report carries, by usage. */
export interface Reading {
  readonly usage: number;
  readonly on: boolean;
  /** The value is the state itself; else a one asks for the other state. */
  readonly isAbsolute: boolean;
}

/** A report to be sent. */
export interface OutputReport {
  readonly reportId: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Whether anything of this device is for telephony. */
export function isTelephony(collections: readonly HidCollection[]): boolean {
  return flat(collections).some(({ usagePage }) => usagePage === TELEPHONY_PAGE);
}

/** Reads the buttons of an input report. */
export function readReport(collections: readonly HidCollection[], reportId: number, data: DataView): Reading[] {
  const reports = flat(collections).flatMap(({ inputReports = [] }) => inputReports);
  return reports
    .filter((report) => (report.reportId ?? 0) === reportId)
    .flatMap(fieldsOf)
    .map(({ usage, item, bit }) => ({
      usage,
      on: item.isArray ? selected(item, data, bit).includes(usage) : bitsAt(data, bit, item.reportSize ?? 1) !== 0,
      isAbsolute: item.isAbsolute ?? true,
    }));
}

/** The reports that light exactly these lamps, as far as the device has them. */
export function lampReports(collections: readonly HidCollection[], lit: ReadonlySet<number>): OutputReport[] {
  const reports = flat(collections).flatMap(({ outputReports = [] }) => outputReports);
  return reports.flatMap((report) => {
    const fields = fieldsOf(report).filter(({ usage }) => lamps.has(usage));
    if (fields.length === 0) return [];
    const bits = (report.items ?? []).reduce((sum, item) => sum + sizeOf(item), 0);
    const data = new Uint8Array(Math.ceil(bits / 8));
    for (const { usage, bit } of fields)
      if (lit.has(usage)) data[bit >> 3] = (data[bit >> 3] ?? 0) | (1 << (bit & 7));
    return [{ reportId: report.reportId ?? 0, data }];
  });
}

const lamps = new Set<number>([usage.muteLed, usage.offHookLed, usage.ringLed, usage.holdLed]);

function flat(collections: readonly HidCollection[]): HidCollection[] {
  return collections.flatMap((collection) => [collection, ...flat(collection.children ?? [])]);
}

function sizeOf({ reportSize = 1, reportCount = 1 }: HidReportItem): number {
  return reportSize * reportCount;
}

/** The fields of a report with the place of each; all usages of an array share the place of the array. */
function fieldsOf({ items = [] }: HidReportInfo): Field[] {
  let bit = 0;
  return items.flatMap((item) => {
    const start = bit;
    bit += sizeOf(item);
    const { reportSize = 1, reportCount = 1, isArray } = item;
    if (isArray) return usagesOf(item).map((usage) => ({ usage, item, bit: start }));
    return usagesOf(item)
      .slice(0, reportCount)
      .map((usage, index) => ({ usage, item, bit: start + index * reportSize }));
  });
}

function usagesOf({ isRange, usages = [], usageMinimum = 0, reportCount = 1 }: HidReportItem): readonly number[] {
  return isRange ? Array.from({ length: reportCount }, (_, index) => usageMinimum + index) : usages;
}

/** The usages that the slots of an array name. */
function selected(item: HidReportItem, data: DataView, start: number): number[] {
  const { reportSize = 1, reportCount = 1, logicalMinimum = 0, isRange, usages = [], usageMinimum = 0 } = item;
  return Array.from({ length: reportCount }, (_, slot) => {
    const index = bitsAt(data, start + slot * reportSize, reportSize) - logicalMinimum;
    return isRange ? usageMinimum + index : (usages[index] ?? -1);
  });
}

function bitsAt(data: DataView, start: number, size: number): number {
  let value = 0;
  for (let i = 0; i < size; i += 1) {
    const at = start + i;
    if (at >> 3 < data.byteLength && (data.getUint8(at >> 3) >> (at & 7)) & 1) value += 2 ** i;
  }
  return value;
}
