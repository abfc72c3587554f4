import type { CallSnapshot } from '../../../phone/call-state.js';

/** What a notification of the system says and does. */
export interface CallNotice {
  readonly call: CallSnapshot;
  readonly title: string;
  readonly body: string;
  readonly answer: string;
  readonly decline: string;
}

/** What a person asked for by touching a notification. */
export type NoticeAnswer = (callId: string, action: 'show' | 'answer' | 'decline') => void;

interface Shown {
  readonly key: string;
  readonly callId: string;
  close(): void;
}

/** Field of a notification's data, and of what a service worker passes on, that holds the key of the notification. */
const KEY = 'cemscaleNotification';

/**
 * Tells of ringing calls by the system's notifications. With a service worker of the page they can answer and decline;
 * without one a click brings the page and the phone to the front.
 */
export class CallNotices {
  readonly #onAnswer: NoticeAnswer;
  readonly #worker: () => ServiceWorkerRegistration | null;
  readonly #shown = new Map<string, Shown>();

  constructor(onAnswer: NoticeAnswer, worker: () => ServiceWorkerRegistration | null) {
    this.#onAnswer = onAnswer;
    this.#worker = worker;
    navigator.serviceWorker?.addEventListener('message', this.#onMessage);
  }

  close(): void {
    this.show([]);
    navigator.serviceWorker?.removeEventListener('message', this.#onMessage);
  }

  /** Shows these and no others. */
  show(notices: readonly CallNotice[]): void {
    for (const [id, shown] of this.#shown) {
      if (notices.some(({ call }) => call.id === id)) continue;
      this.#shown.delete(id);
      shown.close();
    }
    for (const notice of notices) if (!this.#shown.has(notice.call.id)) this.#open(notice);
  }

  #open({ call, title, body, answer, decline }: CallNotice): void {
    const key = crypto.randomUUID();
    const tag = `cemscale-call-${call.id}`;
    const common: NotificationOptions = {
      body,
      tag,
      requireInteraction: true,
      silent: true,
      data: { [KEY]: key },
    };
    const worker = this.#worker();
    if (worker) {
      const actions = [
        { action: 'answer', title: answer },
        { action: 'decline', title: decline },
      ];
      // Not yet part of TypeScript's own NotificationOptions.
      const done = worker.showNotification(title, { ...common, actions } as NotificationOptions);
      this.#shown.set(call.id, { key, callId: call.id, close: () => void closeIn(worker, tag, done) });
      done.catch(() => this.#shown.delete(call.id));
      return;
    }
    try {
      const notification = new Notification(title, common);
      notification.addEventListener('click', () => this.#onAnswer(call.id, 'show'));
      this.#shown.set(call.id, { key, callId: call.id, close: () => notification.close() });
    } catch {
      // Chrome on Android has only notifications of service workers.
    }
  }

  readonly #onMessage = ({ data }: MessageEvent): void => {
    if (typeof data !== 'object' || data === null) return;
    const { [KEY]: key, action } = data as Record<string, unknown>;
    const shown = [...this.#shown.values()].find((one) => one.key === key);
    // A key that nobody was given is no touch of a notification of this page.
    if (!shown) return;
    this.#onAnswer(shown.callId, action === 'answer' || action === 'decline' ? action : 'show');
  };
}

async function closeIn(worker: ServiceWorkerRegistration, tag: string, shown: Promise<unknown>): Promise<void> {
  await shown.catch(() => undefined);
  for (const notification of await worker.getNotifications({ tag })) notification.close();
}
