/**
 * The one vocabulary of the host contract. A page says these words to the element, a framing page in messages, a page
 * without modules to `window.CemScale`; `docs/host-contract.md` is made from here and from the elements manifest.
 */

/** What an argument has to be. With a question mark it may be left out. */
export type ArgumentKind = 'text' | 'text?' | 'flag?';

/** Methods, with their arguments. */
export const methods = {
  connect: [],
  disconnect: [],
  call: ['text'],
  redial: [],
  answer: ['text?'],
  hangup: ['text?'],
  switchTo: ['text'],
  mute: ['flag?'],
  hold: ['flag?'],
  sendDtmf: ['text'],
  addParticipant: ['text'],
  transfer: ['text'],
  consult: ['text'],
  completeTransfer: [],
  cancelTransfer: [],
  park: ['text?'],
  parkedCalls: [],
  check: ['flag?'],
  show: [],
  hide: [],
} as const satisfies Readonly<Record<string, readonly ArgumentKind[]>>;

export type MethodName = keyof typeof methods;

/** Facts, without the `cemscale-` of the DOM event, with the fields they carry. */
export const facts = {
  'call-started': ['call'],
  'call-ringing': ['call'],
  'call-answered': ['call'],
  'call-ended': ['call', 'reason', 'durationSeconds'],
  'queue-changed': ['queueId', 'queueName', 'loggedIn', 'paused', 'reason'],
  'call-quality': ['call', 'quality'],
  'call-parked': ['slot', 'caller'],
  'three-way-started': ['session'],
  'three-way-changed': ['session'],
  'three-way-ended': ['session', 'reason', 'who', 'remaining'],
  'transfer-started': ['transfer'],
  'transfer-ended': ['reason', 'kind', 'caller', 'recipient'],
  registered: [],
  unregistered: ['error'],
  error: ['error'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FactName = keyof typeof facts;

/** Questions that the page may answer with `respondWith()`, with the fields they carry. */
export const questions = {
  'call-request': ['number', 'source'],
  'contact-request': ['call'],
  'call-log': ['log', 'attempt'],
  'call-notes': ['notes', 'attempt'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type QuestionName = keyof typeof questions;
