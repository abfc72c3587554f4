/** What one file of SIP.js has that this phone never gets to. Texts are those of the pinned version, to the letter. */
export interface Leftovers {
  /** Methods and accessors. */
  readonly methods?: readonly string[];
  /** Statements, by how they begin. */
  readonly statements?: readonly string[];
  /** What is read that always has one value, and that value. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Handlers that nobody calls: properties by name. */
  readonly handlers?: readonly string[];
  /** `case` of a `switch`, by what it tests. */
  readonly cases?: readonly string[];
}

/** The media handler takes neither options nor modifiers. */
const mediaOptions = {
  'options.sessionDescriptionHandlerOptions': 'void 0',
  'options.sessionDescriptionHandlerModifiers': 'void 0',
};
const settingMediaOptions = 'if (options.sessionDescriptionHandler';
/** The options of a user agent with the defaults of SIP.js. */
const allOptions =
  'Object.assign(Object.assign(Object.assign(Object.assign(Object.assign({}, UserAgent.defaultOptions()), { sipjsId: createRandomToken(5) }), { uri: new URI("sip", "anonymous." + createRandomToken(6), "anonymous.invalid") }), { viaHost: createRandomToken(12) + ".invalid" }), UserAgent.stripUndefinedProperties(options))';
/** Identities are read by headers.ts. */
const identities = ['localIdentity', 'remoteIdentity'];

/** Answered by foreign-requests.ts before they come to a call. */
const refused = ['onMessage', 'onPrack', 'onRefer'];

/** By file below `sip.js/lib`. Why nothing gets there: `src/phone/sip/foreign-requests.ts`, `user-agent.ts`, the legs. */
export const leftovers: Readonly<Record<string, Leftovers>> = {
  'api/session.js': {
    methods: [
      // Text is no part of the phone; referral.ts writes its REFER itself, and answers to REFER never come this far.
      ...['message', '_message', 'refer', 'referExtraHeaders', 'referToString'],
      ...['onMessageRequest', 'onPrackRequest', 'onReferRequest'],
      ...['assertedIdentity', 'replacee', 'setSessionDescriptionHandler'],
      'sessionDescriptionHandlerModifiers',
      'sessionDescriptionHandlerOptions',
      'sessionDescriptionHandlerModifiersReInvite',
      'sessionDescriptionHandlerOptionsReInvite',
    ],
    statements: [
      settingMediaOptions,
      'message +=',
      // Only more words for the message.
      'if (typeof this.cancel ===',
      'if (!text && reason)',
      'if (request.message.hasHeader("P-Asserted-Identity"))',
      'this._renderbody =',
      'this._rendertype =',
    ],
    constants: {
      ...mediaOptions,
      'requestOptions.body.contentDisposition || "render"': '"render"',
      'requestOptions.body.contentType || "text/plain"': 'requestOptions.body.contentType',
      'requestOptions.body.content || ""': 'requestOptions.body.content',
      // Every re-INVITE of ours brings an offer.
      'options.withoutSdp': 'false',
    },
  },
  'api/inviter.js': {
    methods: [...identities, 'notifyReferer', 'disposeEarlyMedia', 'body', 'request'],
    statements: [
      settingMediaOptions,
      // Early media is applied by outgoing-session-leg.ts.
      'this.disposeEarlyMedia()',
      'this.earlyMedia =',
      'this.earlyMediaSessionDescriptionHandlers = new Map()',
      'if (this.earlyMedia && !this.earlyMediaDialog)',
      'if (this.earlyMediaDialog)',
      'if (this.earlyMediaSessionDescriptionHandlers.size > 0)',
      // Nothing that was referred is called.
      'this.notifyReferer(',
      'this._referralInviterOptions =',
      'this._renderbody =',
      'this._rendertype =',
      'if (this._renderbody && this._rendertype)',
      'this.inviteWithoutSdp =',
      'if (options.withoutSdp || this.inviteWithoutSdp)',
      'if (anonymous &&',
      'if (inviterOptions.params.fromUri)',
      'if (inviterOptions.params.toUri)',
      'if (!fromURI)',
      'if (!toURI)',
      'if (userAgent.configuration.sipExtension',
      'if (response.hasHeader("P-Asserted-Identity"))',
      // Nobody is told that provisional answers could be acknowledged (100rel), so nobody asks for it.
      'const requireHeader =',
      'const rseqHeader =',
      'const rseq =',
      'const responseReliable =',
      'const extraHeaders = [];',
      'if (responseReliable)',
      // A CANCEL gives no reason.
      'if (options.statusCode && options.reasonPhrase)',
    ],
    constants: { 'options.anonymous || false': 'false' },
    handlers: refused,
    // The offer is in the INVITE.
    cases: ['SignalingState.HaveRemoteOffer'],
  },
  'api/invitation.js': {
    methods: [
      ...identities,
      // A caller who insists on reliable provisional answers is told that there are none (420).
      'autoSendAnInitialProvisionalResponse',
      'handlePrackOfferAnswer',
      'sendProgressReliable',
      'sendProgressReliableWaitForPrack',
      'sendProgressTrying',
      'sendProgressWithSDP',
      'waitForArrivalOfPrack',
      'prackArrived',
      'prackNeverArrived',
    ],
    statements: [
      settingMediaOptions,
      'const requireHeader =',
      'if (requireHeader &&',
      'const supportedHeader =',
      'if (supportedHeader &&',
      'this.rel100 =',
      'this.rseq =',
      'this.waitingForPrack =',
      'if (this.waitingForPrack)',
      'this.prackNeverArrived()',
      'return this.sendProgressReliableWaitForPrack(',
      // Only 180 is sent.
      'if (options.statusCode === 100)',
      'if (statusCode === 183 && !body)',
      'if (this._replacee)',
      'const assertedIdentity =',
      'if (assertedIdentity)',
      'const contentDisposition =',
      'if (contentDisposition &&',
    ],
    constants: {
      'this.rel100 === "required"': 'false',
      'this.rel100 === "supported"': 'false',
      'statusCode < 400': 'false',
    },
    handlers: refused,
  },
  'api/user-agent.js': {
    methods: [
      // `Connection` connects again itself; targets are read by target.ts.
      ...['attemptReconnection', 'reconnect', '_makeInviter', 'newUUID', 'getLoggerFactory'],
      // user-agent.ts sets whatever is read of them.
      ...['defaultOptions', 'stripUndefinedProperties'],
      // messages.ts reads what comes in.
      'onTransportMessage',
    ],
    statements: [
      'this.transport.onMessage =',
      'if (this.options.hackIpInContact)',
      'this.loggerFactory.builtinEnabled =',
      'this.loggerFactory.connector =',
      'switch (this.options.logLevel)',
      'if (this.options.logConfiguration)',
      'if (this.options.transportOptions)',
      'if (options.reconnectionDelay',
      'if (options.reconnectionAttempts',
      'if (error && this.options.reconnectionAttempts > 0)',
      'if (Grammar.parse(this._instanceId',
      'if (this.options.sipExtension',
      'if (!this.options.hackAllowUnregisteredOptionTags)',
      'if (this.contact.pubGruu',
      'if (invitation.autoSendAnInitialProvisionalResponse)',
      'if (this.options.instanceIdAlwaysAdded)',
    ],
    constants: {
      'this.options.gracefulShutdown': 'false',
      'UserAgent.newUUID()': '""',
      [allOptions]: 'options',
    },
    handlers: ['onMessage', 'onNotify', 'onRefer', 'onRegister', 'onSubscribe', 'authenticationFactory'],
  },
  'core/user-agent-core/user-agent-core.js': {
    // Presence comes by the event socket.
    methods: ['message', 'publish', 'subscribe'],
    statements: ['this.subscribers', 'const subscriberId =', 'const subscriber =', 'if (subscriber)'],
    cases: ['C.MESSAGE', 'C.NOTIFY', 'C.REFER', 'C.REGISTER', 'C.SUBSCRIBE'],
  },
  'core/dialogs/session-dialog.js': {
    // NOTIFY is only sent about a REFER that was followed.
    methods: ['message', 'notify', 'prack', 'reliableSequenceGuard'],
    statements: ['let msg =', 'msg +='],
    cases: ['C.MESSAGE', 'C.PRACK', 'C.REFER'],
  },
  'core/user-agents/invite-user-agent-client.js': {
    statements: ['if (!earlyDialog.reliableSequenceGuard(message))'],
    handlers: ['prack'],
  },
  'core/user-agents/re-invite-user-agent-client.js': { handlers: ['prack'] },
  // What transactions are called is only said in the log. Timers A and G are for sockets that lose messages.
  'core/transactions/transaction.js': { methods: ['kind', 'logTransportError', 'typeToString'] },
  'core/transactions/invite-client-transaction.js': {
    methods: ['kind', 'timerA', 'typeToString'],
    statements: ['const message ='],
  },
  'core/transactions/invite-server-transaction.js': {
    methods: ['kind', 'timerG', 'typeToString'],
    statements: ['const message ='],
  },
  'core/transactions/non-invite-client-transaction.js': {
    methods: ['kind', 'typeToString'],
    statements: ['const message ='],
  },
  'core/transactions/non-invite-server-transaction.js': {
    methods: ['kind', 'typeToString'],
    statements: ['const message ='],
  },
  'core/dialogs/dialog.js': { methods: ['secure'] },
  'core/messages/outgoing-request-message.js': {
    methods: ['getHeaders', 'getDefaultOptions'],
    statements: [
      'if (this.options.hackViaTcp)',
      'if (this.options.forceRport)',
      // What is asked for is never one of the headers of the caller.
      'const regexp =',
      'for (const exHeader of',
      'for (const extraHeader of',
    ],
    constants: {
      'typeof this.body === "string"': 'false',
      // The core says all the others.
      'OutgoingRequestMessage.getDefaultOptions()': '{ cseq: 1 }',
    },
  },
  'core/messages/body.js': {
    constants: { 'typeof message.body === "string"': 'false', 'typeof bodyLegacy === "string"': 'false' },
  },
  'core/user-agents/invite-user-agent-server.js': { methods: ['redirect'] },
  'core/user-agents/re-invite-user-agent-server.js': { methods: ['redirect'] },
  'core/messages/outgoing-response.js': {
    statements: ['if (options.statusCode >= 100 &&', 'if (options.statusCode === 100)'],
  },
  'grammar/name-addr-header.js': { methods: ['friendlyName'] },
  'grammar/parameters.js': { methods: ['clearParams', 'deleteParam'] },
  // No address of this phone has headers of its own, so that their spelling does not matter.
  'grammar/uri.js': { methods: ['deleteHeader'], statements: ['const exceptions =', 'if (exceptions['] },
  'api/emitter.js': { methods: ['once', 'removeAllListeners'] },
  'core/user-agents/user-agent-server.js': { methods: ['redirect', 'redirectable'] },
  'api/referral.js': { methods: ['makeInviter'] },
};

/** Files of which nothing but the name is left, with what stands for them. */
export const stubs: Readonly<Record<string, string>> = {
  'core/messages/digest-authentication.js':
    'export class DigestAuthentication { constructor() { throw new Error("Not part of this bundle."); } }',
  // Its generated grammar: src/phone/sip/grammar is put in its place before the first user agent.
  'grammar/pegjs/dist/grammar.js': 'export const parse = () => { throw new Error("Not part of this bundle."); };',
  // With its lines taken out there is nobody to make a logger for, except those who hold one.
  'core/log/logger-factory.js':
    'const silent = { error() {}, warn() {}, log() {}, debug() {} };' +
    'export class LoggerFactory { getLogger() { return silent; } }',
  'platform/web/transport/transport.js': 'export class Transport {}',
  'platform/web/session-description-handler/session-description-handler-factory-default.js':
    'export const defaultSessionDescriptionHandlerFactory = () => undefined;',
};

/** Answers that this phone gives; the words of others are left out (they may be, RFC 3261 section 7.2). */
export const answers = [
  100, 180, 200, 400, 404, 405, 408, 415, 416, 420, 469, 480, 481, 482, 486, 487, 488, 489, 491, 500, 501, 503,
  504, 603,
];
