/** The window around the page, as far as a headless browser has none: focus, visibility, notifications. */
export class FakeWindow {
  readonly #real = Notification;
  readonly notifications: FakeNotification[] = [];
  asked = 0;
  permission: NotificationPermission = 'granted';
  focused = true;
  hidden = false;

  constructor() {
    const define = (name: string, get: () => unknown) =>
      Object.defineProperty(document, name, { configurable: true, get });
    define('hasFocus', () => () => this.focused);
    define('visibilityState', () => (this.hidden ? 'hidden' : 'visible'));
    const show = (notification: FakeNotification) => void this.notifications.push(notification);
    const shown = class extends FakeNotification {
      constructor(title: string, options: NotificationOptions) {
        super(title, options);
        show(this);
      }
    };
    Object.defineProperty(shown, 'permission', { get: () => this.permission });
    const requestPermission = async () => {
      this.asked += 1;
      return (this.permission = 'granted');
    };
    window.Notification = Object.assign(shown, { requestPermission }) as unknown as typeof Notification;
  }

  /** Notifications that stand on the screen. */
  get standing(): FakeNotification[] {
    return this.notifications.filter(({ closed }) => !closed);
  }

  /** Brings other windows to the front, or this one. */
  turn({ focused, hidden }: { readonly focused: boolean; readonly hidden: boolean }): void {
    this.focused = focused;
    this.hidden = hidden;
    window.dispatchEvent(new Event(focused ? 'focus' : 'blur'));
    document.dispatchEvent(new Event('visibilitychange'));
  }

  restore(): void {
    window.Notification = this.#real;
    for (const name of ['hasFocus', 'visibilityState']) Reflect.deleteProperty(document, name);
    window.dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange'));
  }
}

/** What the system shows. */
export class FakeNotification extends EventTarget {
  closed = false;

  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    super();
  }

  close(): void {
    this.closed = true;
  }
}

/** Another tab of the same origin, as far as it can be heard. */
export class OtherTab {
  readonly #channel = new BroadcastChannel('cemscale-softphone-ring');
  readonly heard: unknown[] = [];

  constructor() {
    this.#channel.addEventListener('message', ({ data }) => this.heard.push(data));
  }

  say(claim: unknown): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel is of one origin and takes none.
    this.#channel.postMessage(claim);
  }

  close(): void {
    this.#channel.close();
  }
}
