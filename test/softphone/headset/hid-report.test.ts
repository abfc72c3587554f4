import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTelephony, lampReports, readReport, usage } from '../../../src/softphone/headset/hid-report.js';
import type { HidCollection } from '../../../src/softphone/headset/hid-types.js';

const bytes = (...values: number[]) => new DataView(Uint8Array.from(values).buffer);
const on = (readings: ReturnType<typeof readReport>) => readings.filter((one) => one.on).map((one) => one.usage);

/** A headset with padding before its buttons, which stand in a nested collection. */
const padded: HidCollection[] = [
  {
    usagePage: 0x0b,
    usage: 5,
    children: [
      {
        usagePage: 0x0b,
        inputReports: [
          {
            reportId: 8,
            items: [
              { usages: [], reportSize: 3, reportCount: 3 },
              { isRange: true, usageMinimum: usage.hookSwitch, reportSize: 1, reportCount: 2, isAbsolute: true },
            ],
          },
        ],
        outputReports: [
          {
            reportId: 9,
            items: [
              { usages: [], reportSize: 9 },
              { usages: [usage.ringLed], reportSize: 1 },
            ],
          },
          { reportId: 10, items: [{ usages: [0x08_004d], reportSize: 8 }] },
        ],
      },
    ],
  },
];

/** One that names the pressed button by its place in a list. */
const array: HidCollection[] = [
  {
    usagePage: 0x0b,
    inputReports: [
      {
        items: [
          {
            isArray: true,
            usages: [0x0b_0000, usage.hookSwitch, usage.phoneMute],
            logicalMinimum: 0,
            reportSize: 4,
            reportCount: 2,
          },
        ],
      },
    ],
  },
];

describe('a report of a headset', () => {
  it('is read across bytes and padding, in nested collections', () => {
    assert.deepEqual(on(readReport(padded, 8, bytes(0, 0b10))), [usage.hookSwitch]);
    assert.deepEqual(on(readReport(padded, 8, bytes(0, 0b100))), [usage.flash]);
    assert.deepEqual(on(readReport(padded, 8, bytes(0xff, 0b1))), []);
    assert.deepEqual(readReport(padded, 7, bytes(0xff, 0xff)), [], 'another report');
  });

  it('is read where it is shorter than it says', () => {
    assert.deepEqual(on(readReport(padded, 8, bytes(0xff))), []);
    assert.deepEqual(on(readReport(padded, 8, new DataView(new ArrayBuffer(0)))), []);
  });

  it('is read where buttons are named by their place', () => {
    assert.deepEqual(on(readReport(array, 0, bytes(0x21))), [usage.hookSwitch, usage.phoneMute]);
    assert.deepEqual(on(readReport(array, 0, bytes(0x02))).includes(usage.hookSwitch), false);
    assert.deepEqual(on(readReport(array, 0, bytes(0xff))), []);
  });

  it('lights the lamps it has, and no other report is sent', () => {
    const reports = lampReports(padded, new Set([usage.ringLed, usage.muteLed]));
    assert.deepEqual(
      reports.map(({ reportId, data }) => [reportId, ...data]),
      [[9, 0, 0b10]],
    );
    assert.deepEqual(
      lampReports(padded, new Set()).map(({ data }) => [...data]),
      [[0, 0]],
    );
  });

  it('comes from a device for telephony only', () => {
    assert.equal(isTelephony(padded), true);
    assert.equal(isTelephony([{ usagePage: 0x0c, children: [{ usagePage: 0x01 }] }]), false);
  });
});
