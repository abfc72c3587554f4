import { UserAgent } from 'sip.js';
import type { Invitation, SessionDescriptionHandlerFactory, UserAgentDelegate } from 'sip.js';
import type { DigestAuthentication } from 'sip.js/lib/core/messages/digest-authentication.js';
import type { OutgoingRequestDelegate } from 'sip.js/lib/core/messages/outgoing-request.js';
import { SIPExtension } from 'sip.js/lib/api/user-agent-options.js';
import { URI } from 'sip.js/lib/grammar/uri.js';
import { RegistrationError } from '../../shared/errors.js';
import type { Logger } from '../../shared/logger.js';
import type { SipCredentials } from './credentials.js';
import { DigestCredentials } from './digest-credentials.js';
import { refuseForeignRequests } from './foreign-requests.js';
import { installGrammar } from './grammar/grammar.js';
import { safeDisplayName } from './headers.js';
import { receiveMessages } from './messages.js';
import { randomToken, randomUuid } from './random-token.js';
import { secureIdentifiers } from './secure-core.js';
import { sipLogConnector } from './sip-log.js';
import type { SipTransport } from './transport.js';
import { errorName } from './watched-socket.js';

/** What a user agent is made of. */
export interface CreateUserAgentOptions {
  /** Read at every challenge, so that a new password needs no new user agent. */
  readonly credentials: () => SipCredentials;
  readonly displayName: string;
  readonly transport: SipTransport;
  readonly sessionDescriptionHandlerFactory: SessionDescriptionHandlerFactory;
  readonly logger: Logger;
  readonly onConnect: () => void;
  readonly onDisconnect: (error?: Error) => void;
  readonly onInvite: (invitation: Invitation) => void;
}

/**
 * SIP.js `UserAgent` with everything off that acts on its own: no Google STUN, no console output, no
 * graceful shutdown, no 180 before the call is looked at, no 100rel. Requests that would make the phone
 * dial, subscribe or show something are refused. Headers are read by our own grammar from here on. Throws `RegistrationError` for credentials that form
 * no SIP address.
 */
export function createUserAgent(options: CreateUserAgentOptions): UserAgent {
  installGrammar();
  const { credentials, transport, logger } = options;
  const { username, domain } = credentials();
  const userAgent = new UserAgent({
    uri: sipUri(username, domain),
    displayName: safeDisplayName(options.displayName),
    delegate: createDelegate(options),
    sessionDescriptionHandlerFactory: options.sessionDescriptionHandlerFactory,
    transportConstructor: class {
      constructor() {
        return transport;
      }
    } as unknown as new () => SipTransport,
    // In the script for pages SIP.js has no defaults: what it reads is said here.
    preloadedRouteSet: [],
    allowLegacyNotifications: false,
    gracefulShutdown: false,
    noAnswerTimeout: 180,
    sendInitialProvisionalResponse: false,
    sipExtension100rel: SIPExtension.Unsupported,
    sipExtensionReplaces: SIPExtension.Unsupported,
    userAgentString: 'Cemscale Softphone',
    logBuiltinEnabled: false,
    logConfiguration: false,
    logLevel: 'warn',
    logConnector: sipLogConnector(logger, () => secretsOf(credentials())),
    sipjsId: randomToken(5),
    viaHost: `${randomToken(16)}.invalid`,
    contactName: randomToken(16),
    contactParams: { transport: 'ws' },
    instanceId: randomUuid(),
  });
  hardenCore(userAgent, credentials);
  receiveMessages(userAgent, transport);
  transport.sendProbe = () => sendOptions(userAgent);
  return userAgent;
}

/** SIP address of an account. Throws `RegistrationError` where text of the token would break a header. */
export function sipUri(username: string, domain: string): URI {
  if (!/^[\w.+*#~!-]{1,64}$/.test(username)) throw badCredentials('username', 'letters, digits and . _ + - * #');
  if (!/^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(domain) || domain.length > 255)
    throw badCredentials('domain', 'a host name');
  const [, host = domain, port] = /^(.*?)(?::(\d{1,5}))?$/.exec(domain) ?? [];
  return new URI('sip', username, host, port === undefined ? undefined : Number(port));
}

/** Request-URI of REGISTER from the token's `registrar`, with or without `sip:` and a user part. */
export function registrarUri(registrar: string): URI {
  const match = /^(?:sips?:)?(?:[^@;?\s]*@)?([^@;?\s]+)(?:;[\w=.;-]*)?$/i.exec(registrar);
  if (!match) throw badCredentials('registrar', 'a SIP address such as sip:pbx.example');
  const uri = sipUri('registrar', match[1]!);
  uri.user = '';
  return uri;
}

function badCredentials(field: string, shape: string): RegistrationError {
  return new RegistrationError('wrong-credentials', `The SIP ${field} of the token cannot be used.`, {
    advice: `It consists of ${shape}.`,
  });
}

function createDelegate({ onConnect, onDisconnect, onInvite, logger }: CreateUserAgentOptions): UserAgentDelegate {
  return {
    onConnect,
    onDisconnect,
    onInvite: (invitation) => {
      try {
        onInvite(invitation);
      } catch (error) {
        logger.log('error', `An incoming call could not be shown (${errorName(error)}).`);
        invitation.reject({ statusCode: 500 }).catch(() => undefined);
      }
    },
  };
}

function hardenCore({ userAgentCore: core }: UserAgent, credentials: () => SipCredentials): void {
  core.configuration.authenticationFactory = () => {
    const { username, password } = credentials();
    return new DigestCredentials(username, password) as unknown as DigestAuthentication;
  };
  secureIdentifiers(core);
  ignoreRepeatedChallenges(core);
  refuseForeignRequests(core);
}

/**
 * SIP.js gives a response to whoever sent a request with that branch, but not to the transaction of that branch: the
 * second copy of a 401 or 407 would count as a refusal of the credentials that were sent since.
 */
function ignoreRepeatedChallenges(core: UserAgent['userAgentCore']): void {
  const receive = core.receiveIncomingResponseFromTransport.bind(core);
  core.receiveIncomingResponseFromTransport = (response) => {
    const { viaBranch, method } = response;
    const current = core.userAgentClients.get(viaBranch + method)?.transaction.id;
    if (current === undefined || current === viaBranch) receive(response);
  };
}

/** Asks the server what it can do (RFC 3261 section 11): every SIP server answers. */
export function sendOptions({ userAgentCore: core }: UserAgent, delegate?: OutgoingRequestDelegate): void {
  const { aor } = core.configuration;
  const server = aor.clone();
  server.user = '';
  core.request(
    core.makeOutgoingRequestMessage('OPTIONS', server, aor, server, {}, ['Accept: application/sdp']),
    delegate,
  );
}

function secretsOf({ password, wsUri }: SipCredentials): string[] {
  return [password, wsUri, wsUri.split('?')[1] ?? ''].filter((secret) => secret.length >= 4);
}
