import type { Hid, HidCollection, HidDevice } from '../../src/softphone/headset/hid-types.js';

/**
 * A headset as its descriptor says (one of the common layouts): hook switch, relative mute, flash and drop in report 1,
 * lamps for off-hook, ring, mute and hold in report 2.
 */
export class FakeHeadset extends EventTarget implements HidDevice {
  readonly productName = 'Test Headset 40';
  opened = false;
  forgotten = false;
  /** The last byte of lamps: off-hook 1, ring 2, mute 4, hold 8. */
  lamps = 0;
  readonly collections: readonly HidCollection[] = [
    {
      usagePage: 0x0c,
      usage: 1,
      inputReports: [{ reportId: 3, items: [{ usages: [0x0c_00e9], reportSize: 1 }] }],
    },
    {
      usagePage: 0x0b,
      usage: 5,
      children: [],
      inputReports: [
        {
          reportId: 1,
          items: [
            { usages: [0x0b_0020], reportSize: 1, reportCount: 1, isAbsolute: true },
            { usages: [0x0b_002f], reportSize: 1, reportCount: 1, isAbsolute: false },
            { usages: [0x0b_0021, 0x0b_0026], reportSize: 1, reportCount: 2, isAbsolute: false },
            { usages: [], reportSize: 4, reportCount: 1 },
          ],
        },
      ],
      outputReports: [
        {
          reportId: 2,
          items: [
            { usages: [0x08_0017, 0x08_0018, 0x08_0009, 0x08_0020], reportSize: 1, reportCount: 4 },
            { usages: [], reportSize: 4, reportCount: 1 },
          ],
        },
      ],
    },
  ];

  async open(): Promise<void> {
    this.opened = true;
  }

  async close(): Promise<void> {
    this.opened = false;
  }

  async forget(): Promise<void> {
    this.forgotten = true;
  }

  async sendReport(reportId: number, data: BufferSource): Promise<void> {
    if (!this.opened) throw new DOMException('closed', 'InvalidStateError');
    if (reportId === 2) this.lamps = new Uint8Array(data as Uint8Array<ArrayBuffer>)[0] ?? 0;
  }

  /** Sends the state of its buttons: hook 1, mute 2, flash 4, drop 8. */
  press(buttons: number): void {
    const event = Object.assign(new Event('inputreport'), {
      reportId: 1,
      data: new DataView(Uint8Array.of(buttons).buffer),
    });
    this.dispatchEvent(event);
  }
}

/** Stands in for `navigator.hid`. */
export class FakeHid extends EventTarget implements Hid {
  granted: FakeHeadset[] = [];
  /** What the person picks when asked. */
  offered: FakeHeadset[] = [];
  readonly asked: unknown[] = [];
  /** How often the page has asked what is granted. */
  looks = 0;

  constructor() {
    super();
    Object.defineProperty(navigator, 'hid', { configurable: true, value: this });
  }

  async getDevices(): Promise<HidDevice[]> {
    this.looks += 1;
    return this.granted;
  }

  async requestDevice(options: unknown): Promise<HidDevice[]> {
    this.asked.push(options);
    this.granted = [...this.granted, ...this.offered];
    return this.offered;
  }

  /** Plugs in or pulls out what was granted. */
  tell(type: 'connect' | 'disconnect', device: FakeHeadset): void {
    this.dispatchEvent(Object.assign(new Event(type), { device }));
  }

  restore(): void {
    Reflect.deleteProperty(navigator, 'hid');
  }
}
