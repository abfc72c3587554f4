import type { ReactiveControllerHost } from 'lit';

/** The element, as far as its alerts use it. */
export interface AlertedPhone extends ReactiveControllerHost {
  readonly notifications: 'on' | 'off';
  readonly serviceWorker: ServiceWorkerRegistration | null;
}

/** Whether the system may tell of calls: not asked yet, allowed, refused, or there is no way or no wish to. */
export type NotificationState = 'ask' | 'on' | 'blocked' | 'off';

/** What can be said of the notifications of this page. */
export function notificationState({ notifications }: Pick<AlertedPhone, 'notifications'>): NotificationState {
  if (notifications === 'off' || typeof Notification === 'undefined' || !isSecureContext) return 'off';
  const { permission } = Notification;
  return permission === 'default' ? 'ask' : permission === 'granted' ? 'on' : 'blocked';
}
