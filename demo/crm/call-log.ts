import { useEffect, useState } from 'react';
import { customerOf } from './customers.js';
import { base } from './router.js';

/** One line of the CRM's call list. */
export interface LoggedCall {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly reason: string;
  readonly durationSeconds: number;
}

/**
 * Answers the two questions that a phone asks its page: who is this, and will you write this call down? A real CRM
 * asks its server; a log may come twice, so it is kept under its id.
 */
export function useCallLog(): readonly LoggedCall[] {
  const [calls, setCalls] = useState<readonly LoggedCall[]>([]);
  useEffect(() => {
    const name: DocumentEventHandler<'cemscale-contact-request'> = (event) => {
      const customer = customerOf(event.call.remote.number);
      if (!customer) return;
      const link = new URL(`${base}/customers/${customer.id}`, location.href).href;
      event.respondWith({ name: customer.name, details: customer.about, link });
    };
    const keep: DocumentEventHandler<'cemscale-call-log'> = (event) => {
      const { id, number, reason, durationSeconds } = event.log;
      const line = {
        id,
        number,
        reason,
        durationSeconds,
        name: customerOf(number)?.name ?? event.log.name ?? number,
      };
      setCalls((known) => [line, ...known.filter((call) => call.id !== id)]);
      event.acknowledge();
    };
    document.addEventListener('cemscale-contact-request', name);
    document.addEventListener('cemscale-call-log', keep);
    return () => {
      document.removeEventListener('cemscale-contact-request', name);
      document.removeEventListener('cemscale-call-log', keep);
    };
  }, []);
  return calls;
}

type DocumentEventHandler<Type extends keyof DocumentEventMap> = (event: DocumentEventMap[Type]) => void;
