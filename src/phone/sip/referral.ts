import { SessionState, type Notification, type Session, type UserAgent } from 'sip.js';
import type { IncomingResponseMessage } from 'sip.js/lib/core/index.js';
import { CallError } from '../../shared/errors.js';
import type { LegEnd } from '../leg.js';
import { endOfRefusal } from './end-reason.js';
import type { HeaderSource } from './headers.js';
import { replacesValue } from './replaces.js';
import { parseTarget } from './target.js';

/** `Refer-To` of a number in our own domain. Throws `CallError` (`invalid-number`). */
export function referTo(number: string, userAgent: UserAgent): string {
  return `<${parseTarget(number, userAgent.configuration.uri.host).toString()}>`;
}

/** `Refer-To` that takes our place in that dialog (RFC 3891). Throws `CallError` (`wrong-state`) without one. */
export function replacing(session: Session | undefined): string {
  const dialog = session?.state === SessionState.Established ? session.dialog : undefined;
  if (!dialog) throw CallError.wrongState('transfer to', 'not answered');
  const address = dialog.remoteTarget.clone();
  address.clearHeaders();
  return `<${address.toString()}?Replaces=${encodeURIComponent(replacesValue(dialog))}>`;
}

/**
 * Sends REFER and follows its subscription (RFC 3515). Resolves with what the last `message/sipfrag` says, or the
 * refusal of the REFER itself; `failed` when the subscription ends without a final word. Never settles when the dialog
 * ends first.
 */
export function sendRefer(session: Session, address: string, onRinging: () => void): Promise<LegEnd> {
  return new Promise((resolve, reject) => {
    const { contact, configuration } = session.userAgent;
    const onNotify = (notification: Notification): void => {
      void notification.accept();
      const told = fragmentOf(notification);
      if (told?.statusCode === 180 || told?.statusCode === 183) onRinging();
      if (told && told.statusCode >= 200) resolve(endOf(told.statusCode, told));
      else if (hasEnded(notification)) resolve({ reason: 'failed' });
    };
    const onRefused = ({ message }: { readonly message: IncomingResponseMessage }): void =>
      resolve(endOfRefusal(message.statusCode ?? 500, message));
    const extraHeaders = [
      `Refer-To: ${address}`,
      `Referred-By: <${configuration.uri.toString()}>`,
      `Contact: ${contact.toString()}`,
    ];
    session
      // Not refer(), which writes a number without angle brackets and the far end's name without escapes.
      ._refer(onNotify, { onReject: onRefused, onRedirect: onRefused }, { extraHeaders })
      .catch(() => reject(CallError.wrongState('transfer', 'ended')));
  });
}

function endOf(statusCode: number, message: HeaderSource): LegEnd {
  return statusCode < 300 ? { reason: 'transferred', statusCode } : endOfRefusal(statusCode, message);
}

/** Status and headers of a SIP fragment (RFC 3420); undefined for any other body. */
function fragmentOf({ request }: Notification): (HeaderSource & { readonly statusCode: number }) | undefined {
  if (!/^\s*message\/sipfrag\b/i.test(request.getHeader('Content-Type') ?? '')) return undefined;
  const [first = '', ...lines] = request.body.slice(0, 4096).split(/\r?\n/);
  const status = /^SIP\/2\.0 (\d{3})\b/.exec(first)?.[1];
  if (status === undefined) return undefined;
  const getHeaders = (name: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((line) => line.slice(name.length + 1).trim());
  return { statusCode: Number(status), getHeaders, getHeader: (name) => getHeaders(name)[0] };
}

function hasEnded({ request }: Notification): boolean {
  return /^\s*terminated\b/i.test(request.getHeader('Subscription-State') ?? '');
}
