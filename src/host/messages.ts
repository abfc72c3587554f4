import type { ErrorDetails } from '../shared/errors.js';
import type { SoftphoneSnapshot } from '../softphone/snapshot.js';
import { methods, questions, type FactName, type MethodName, type QuestionName } from './vocabulary.js';

/** First field of each message, so that others on the same page pass it by. */
export const protocol = 'cemscale-softphone';

/** Versions of the protocol that this package speaks, the best first. */
export const protocolVersions: readonly number[] = [1];

/** What a peer can do; a name that is missing is not there. */
export interface Capabilities {
  readonly methods: readonly string[];
  readonly facts: readonly string[];
  readonly questions: readonly string[];
}

/** An error as it travels; `name` and `reason` are those of the error classes. */
export interface PlainError extends Pick<ErrorDetails, 'advice'> {
  readonly name: string;
  readonly reason: string;
  readonly message: string;
}

/** The snapshot as it travels: its errors are `PlainError`. */
export type PlainSnapshot = Omit<SoftphoneSnapshot, 'error'> & { readonly error: PlainError | null };

/** From the page that uses a phone to the page that has it. */
export type ToPhone =
  | {
      readonly kind: 'hello';
      readonly id: string;
      readonly versions: readonly number[];
      /** Questions this page wants to answer. */
      readonly answers: readonly QuestionName[];
    }
  | {
      readonly kind: 'request';
      readonly id: string;
      readonly method: MethodName;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'answer'; readonly id: string; readonly ok: boolean; readonly value?: unknown }
  | { readonly kind: 'bye' };

/** From the page that has the phone. */
export type FromPhone =
  | {
      readonly kind: 'welcome';
      readonly id: string;
      readonly version: number;
      /** Version of the package there. */
      readonly phone: string;
      readonly capabilities: Capabilities;
      readonly snapshot: PlainSnapshot;
    }
  | { readonly kind: 'result'; readonly id: string; readonly value?: unknown }
  | { readonly kind: 'failure'; readonly id: string; readonly error: PlainError }
  | { readonly kind: 'snapshot'; readonly snapshot: PlainSnapshot }
  | { readonly kind: 'fact'; readonly type: FactName; readonly detail: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'question';
      readonly id: string;
      readonly type: QuestionName;
      readonly detail: Readonly<Record<string, unknown>>;
    };

/** A message with the mark of the protocol. */
export function sealed<Message extends ToPhone | FromPhone>(message: Message): Message {
  return { protocol, ...message };
}

const longestText = 256;

/** A message to a phone, checked field by field; null for everything else. */
export function readToPhone(data: unknown): ToPhone | null {
  const message = readMarked(data);
  if (!message) return null;
  switch (message['kind']) {
    case 'hello':
      return readHello(message);
    case 'request':
      return readRequest(message);
    case 'answer': {
      const { id, ok, value } = message;
      return isId(id) && typeof ok === 'boolean' ? { kind: 'answer', id, ok, value } : null;
    }
    case 'bye':
      return { kind: 'bye' };
    default:
      return null;
  }
}

/** A message from a phone; its page is one that the reader chose, so that its values are taken as they are. */
export function readFromPhone(data: unknown): FromPhone | null {
  const message = readMarked(data);
  const { kind, id, type } = message ?? {};
  const known =
    kind === 'snapshot' ||
    (kind === 'fact' && typeof type === 'string') ||
    (isId(id) && (kind === 'welcome' || kind === 'result' || kind === 'failure' || kind === 'question'));
  return known ? (message as unknown as FromPhone) : null;
}

type Fields = Readonly<Record<string, unknown>>;

function readMarked(data: unknown): Fields | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  return (data as Fields)['protocol'] === protocol ? (data as Fields) : null;
}

function readHello({ id, versions, answers }: Fields): ToPhone | null {
  if (!isId(id) || !isShortList(versions) || !versions.every(Number.isInteger)) return null;
  if (!isShortList(answers)) return null;
  const known = answers.filter((name) => typeof name === 'string' && Object.hasOwn(questions, name));
  return { kind: 'hello', id, versions: versions as number[], answers: known as QuestionName[] };
}

function readRequest({ id, method, args }: Fields): ToPhone | null {
  if (!isId(id) || typeof method !== 'string' || !Object.hasOwn(methods, method)) return null;
  const name = method as MethodName;
  const kinds = methods[name];
  if (!Array.isArray(args) || args.length > kinds.length) return null;
  const fits = kinds.every((kind, index) => {
    const value: unknown = args[index];
    if (value === undefined) return kind !== 'text';
    if (kind === 'flag?') return typeof value === 'boolean';
    return typeof value === 'string' && value.length <= longestText;
  });
  return fits ? { kind: 'request', id, method: name, args } : null;
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id);
}

function isShortList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length <= 16;
}
