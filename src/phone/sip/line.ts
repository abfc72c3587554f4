import type { Invitation, UserAgent } from 'sip.js';
import type { RegistrationState } from './registration-state.js';
import type { ConnectionOptions } from './connection.js';
import type { SipCredentials } from './credentials.js';
import { Registration } from './registration.js';
import { SipTransport } from './transport.js';
import { createUserAgent, registrarUri } from './user-agent.js';

/** The parts that belong to one account: socket, SIP.js user agent, registration. */
export interface Line {
  readonly transport: SipTransport;
  readonly userAgent: UserAgent;
  readonly registration: Registration;
}

export interface LineHandlers {
  onConnect(): void;
  onDisconnect(): void;
  onInvite(invitation: Invitation): void;
  onRegistration(state: RegistrationState): void;
}

/** Builds and wires the parts; nothing is sent yet. Throws `RegistrationError` for credentials that form no address. */
export function createLine(
  options: ConnectionOptions,
  credentials: () => SipCredentials,
  handlers: LineHandlers,
): Line {
  const { clock, logger, random, createWebSocket } = options;
  const { wsUri, registrar } = credentials();
  const transport = new SipTransport({ wsUri, clock, logger, createWebSocket });
  const userAgent = createUserAgent({
    credentials,
    displayName: options.displayName,
    transport,
    sessionDescriptionHandlerFactory: options.sessionDescriptionHandlerFactory,
    logger,
    onConnect: handlers.onConnect,
    onDisconnect: handlers.onDisconnect,
    onInvite: handlers.onInvite,
  });
  const registration = new Registration({
    userAgent,
    registrar: registrarUri(registrar),
    clock,
    logger,
    random,
    onTimeout: () => transport.probe(),
  });
  registration.on('statechange', handlers.onRegistration);
  return { transport, userAgent, registration };
}

/** Takes an account off the server, within 2 s, and lets its socket go. Never rejects. */
export async function closeLine({ userAgent, registration }: Line): Promise<void> {
  await registration.unregister();
  await userAgent.stop().catch(() => undefined);
}
