import { ApiError } from '../shared/errors.js';
import { socketUrl, type Authorization } from './authorization.js';
import type { WebSocketConstructor } from './event-socket-options.js';
import type { Api } from './requests.js';
import type { AuthMessage } from './types/events.js';
import type { MediaTicket, SocketTicket, TicketRequest } from './types/tickets.js';

/** Where to open a WebSocket and what to say first. */
export interface SocketAccess {
  readonly url: string;
  readonly auth: AuthMessage;
}

const tickets = { verb: 'POST', path: '/tickets' } as const;

/** Access to a WebSocket of the platform: the key itself on a server, a ticket from the gateway with tokens. */
export async function socketAccess(authorization: Authorization, api: Api, path: string): Promise<SocketAccess> {
  // The ticket comes first: it renews a token that has ended, and the address belongs to the new one.
  const auth = authorization.kind === 'token' ? await socketTicket(api, path) : null;
  const { apiUrl, eventsUrl, token } = await authorization.current();
  const url = path === '/ws' ? eventsUrl : socketUrl(apiUrl) + path;
  return { url, auth: auth ?? { type: 'auth', token } };
}

/** An address from the gateway that needs no header for a while. */
export function mediaTicket(api: Api, path: string): Promise<MediaTicket> {
  return ask(api, path);
}

async function socketTicket(api: Api, path: string): Promise<AuthMessage> {
  const { ticket } = await ask<SocketTicket>(api, path);
  return { type: 'auth', ticket };
}

function ask<Ticket>(api: Api, path: string): Promise<Ticket> {
  return api.send(tickets, {}, { body: { path } satisfies TicketRequest });
}

/** The constructor to use. Throws `ApiError` where there is none. */
export function findWebSocket(given: WebSocketConstructor | undefined): WebSocketConstructor {
  const found = given ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
  if (found) return found;
  throw new ApiError('rejected', 'This runtime has no WebSocket.', {
    advice: "Pass one to the client: new VoIPClient({ …, WebSocket }) with WebSocket from the package 'ws'.",
  });
}
