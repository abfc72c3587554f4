import {
  ApiError,
  CallError,
  MediaError,
  RegistrationError,
  SoftphoneError,
  type ApiErrorReason,
  type CallErrorReason,
  type ErrorDetails,
  type MediaErrorReason,
  type RegistrationErrorReason,
} from '../../shared/errors.js';

/** Marks what was an error: a structured clone would keep only its message. */
const MARK = 'cemscaleError';

/** An error of a kind that the tabs do not make anew: it keeps its name, reason and words. */
class ForeignError extends SoftphoneError {
  readonly #name: string;

  constructor(name: string, reason: string, message: string, details: ErrorDetails) {
    super(reason, message, details);
    this.#name = name;
  }

  override get name(): string {
    return this.#name;
  }
}

/** The value with its errors as plain objects; their causes stay behind. */
export function toPlain(value: unknown): unknown {
  if (value instanceof SoftphoneError) {
    const { name, reason, advice } = value;
    const message = value.message.slice(0, value.message.length - advice.length).trim();
    return { [MARK]: name, ...value, reason, advice, message };
  }
  return mapped(value, toPlain);
}

/** The value with its errors made anew, frozen. */
export function fromPlain(value: unknown): unknown {
  if (isObject(value) && MARK in value) return errorOf(value);
  return Object.freeze(mapped(value, fromPlain));
}

function mapped(value: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, map(field)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function errorOf({
  [MARK]: name,
  reason,
  message,
  ...details
}: Readonly<Record<string, unknown>>): SoftphoneError {
  const words = String(message);
  const rest = details as unknown as ErrorDetails;
  switch (name) {
    case 'ApiError':
      return new ApiError(reason as ApiErrorReason, words, rest);
    case 'RegistrationError':
      return new RegistrationError(reason as RegistrationErrorReason, words, rest);
    case 'CallError':
      return new CallError(reason as CallErrorReason, words, rest);
    case 'MediaError':
      return new MediaError(reason as MediaErrorReason, words, rest);
    default:
      return new ForeignError(String(name), String(reason), words, rest);
  }
}
