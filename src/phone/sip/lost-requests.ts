import type { UserAgentCore } from 'sip.js/lib/core/user-agent-core/user-agent-core.js';
import { TransportError } from 'sip.js/lib/core/exceptions/transport-error.js';
import { TransactionState } from 'sip.js/lib/core/transactions/transaction-state.js';

const waiting: ReadonlySet<TransactionState> = new Set([
  TransactionState.Calling,
  TransactionState.Trying,
  TransactionState.Proceeding,
]);

/** What a client transaction is told when its message cannot be sent. Protected in SIP.js, therefore reached by name. */
interface Failing {
  onTransportError(error: Error): void;
}

/**
 * Ends every request that waits for an answer on a socket that is gone, as if it had been answered with 503 (RFC 3261
 * section 8.1.3.1). SIP.js would wait 32 s for each, and keep a re-INVITE pending for as long. The INVITE of a new call
 * is not among them: it may ring at the far end, whatever becomes of the socket.
 */
export function failLostRequests({ userAgentClients }: UserAgentCore): void {
  for (const client of [...userAgentClients.values()]) {
    const { transaction } = client as unknown as {
      readonly transaction: Failing & { readonly state: TransactionState };
    };
    const { method, toTag } = client.message;
    if (waiting.has(transaction.state) && (method !== 'INVITE' || toTag))
      transaction.onTransportError(new TransportError('The socket is gone.'));
  }
}
