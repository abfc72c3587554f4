import { systemClock } from '../shared/clock.js';
import type { Clock } from '../shared/clock.js';
import { reportListenerError } from '../shared/emitter.js';
import { consoleLogger } from '../shared/logger.js';
import { AiToolError } from './ai-tool-error.js';
import { aiToolStatuses, readArguments } from './ai-tools.js';
import type { AiToolAnswer, AiToolArguments } from './ai-tools.js';
import { BearerCheck } from './bearer.js';
import { readBody } from '../shared/read-body.js';
import { englishPhrases } from './spoken-phrases.js';
import type { SpokenPhrases } from './spoken-phrases.js';

/** Which call a tool was called in. */
export interface AiToolCall {
  readonly tool: string;
  /** Channel UUID of the call. */
  readonly callId: string;
  readonly tenantId: string;
  /** Aborts when the caller has heard that it took too long. */
  readonly signal: AbortSignal;
}

/** Does what the caller asked for and says what to tell them. What it throws is told to `onError`, not to the caller. */
export type AiTool<Arguments> = (args: Arguments, call: AiToolCall) => AiToolAnswer | Promise<AiToolAnswer>;

export interface AiToolsOptions<Own extends object = object> {
  /** Your `VOIP_TOOLS_WEBHOOK_KEY`; two while you change it. */
  readonly bearer: string | readonly string[];
  /** The tools by name. Those of your own, named by the type argument, get their arguments unchecked. */
  readonly tools: { readonly [Name in keyof (AiToolArguments & Own)]?: AiTool<(AiToolArguments & Own)[Name]> };
  /** Milliseconds a call may take, body included, up to 9000, when the platform gives up. Default 8500. */
  readonly budgetMs?: number;
  /** What callers hear when something fails. Default: English. */
  readonly phrases?: Partial<SpokenPhrases>;
  /** Learns of everything that went wrong. Default: the console. */
  readonly onError?: (error: AiToolError, call: Pick<AiToolCall, 'tool' | 'callId' | 'tenantId'>) => void;
  /** For tests. */
  readonly clock?: Pick<Clock, 'after'>;
}

/**
 * Web-standard handler for an agent's `tools_webhook_url`. It checks the bearer, calls the tool and always answers
 * `{ status, message }` in time: 200 with what the tool says, 500 with a polite sentence when it throws, is late or
 * answers something else. Put it in front of your own sign-in. Throws `AiToolError` for settings that cannot work.
 */
export function createAiToolsHandler<Own extends object = object>(
  // What is passed must not define what is allowed: a misspelt tool is an error.
  options: AiToolsOptions<NoInfer<Own>>,
): (request: Request) => Promise<Response> {
  const server = new AiToolsServer(options as AiToolsOptions);
  return (request) => server.handle(request);
}

interface ToolRequest {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly callId: string;
  readonly tenantId: string;
}

/** The platform stops listening then. */
const platformPatienceMs = 9000;
const maxBodyBytes = 64 * 1024;

class AiToolsServer {
  readonly #tools: Readonly<Record<string, AiTool<object>>>;
  readonly #bearer: BearerCheck;
  readonly #budgetMs: number;
  readonly #phrases: SpokenPhrases;
  readonly #onError: NonNullable<AiToolsOptions['onError']>;
  readonly #clock: Pick<Clock, 'after'>;

  constructor(options: AiToolsOptions) {
    const { bearer, tools, budgetMs = 8500, phrases, onError = logError, clock = systemClock } = options;
    this.#bearer = new BearerCheck(checkBearer(bearer));
    this.#tools = tools as Readonly<Record<string, AiTool<object>>>;
    if (typeof tools !== 'object' || tools === null || Object.keys(tools).length === 0)
      throw AiToolError.configuration('There are no tools', 'Pass tools: { create_lead: async (args) => … }.');
    if (!(budgetMs > 0 && budgetMs <= platformPatienceMs))
      throw AiToolError.configuration(`budgetMs is ${budgetMs}`, `Choose up to ${platformPatienceMs}.`);
    this.#budgetMs = budgetMs;
    this.#phrases = { ...englishPhrases, ...phrases };
    this.#onError = onError;
    this.#clock = clock;
  }

  async handle(request: Request): Promise<Response> {
    const late = new AbortController();
    const about: { current: ToolRequest | null } = { current: null };
    let cancel = (): void => {};
    const timeout = new Promise<Response>((resolve) => {
      cancel = this.#clock.after(this.#budgetMs, () => {
        late.abort();
        resolve(this.#refuseLate(about.current));
      });
    });
    try {
      return await Promise.race([this.#serve(request, late.signal, about), timeout]);
    } finally {
      cancel();
    }
  }

  async #serve(request: Request, signal: AbortSignal, about: { current: ToolRequest | null }): Promise<Response> {
    if (request.method !== 'POST') return refuse(405, 'Use POST.', { Allow: 'POST' });
    if (!(await this.#bearer.accepts(request.headers.get('Authorization')))) return refuse(401, 'Unauthorized');
    const body = await readBody(request, maxBodyBytes);
    if (body === null) return refuse(413, `The body may have ${maxBodyBytes} bytes.`);
    const call = readRequest(body);
    if (call === null) return refuse(400, 'The body is no { function, args, call_id, tenant_id }.');
    about.current = call;
    return this.#run(call, signal);
  }

  async #run(call: ToolRequest, signal: AbortSignal): Promise<Response> {
    const { tool, callId, tenantId } = call;
    const run = Object.hasOwn(this.#tools, tool) ? this.#tools[tool] : undefined;
    if (run === undefined) {
      this.#report(AiToolError.unknownTool(tool), call);
      return speak(200, { status: 'error', message: this.#phrases.unknown });
    }
    const { args, missing } = readArguments(tool, call.args);
    if (missing !== null) {
      this.#report(AiToolError.missingArgument(tool, missing), call);
      return speak(200, { status: 'failed', message: this.#phrases.missing(missing) });
    }
    try {
      const answer: unknown = await run(args, { tool, callId, tenantId, signal });
      if (isAnswer(answer)) return speak(200, answer);
      return this.#apologise(AiToolError.badAnswer(tool), call);
    } catch (cause) {
      // The caller has heard of it, and what a stopped tool throws says nothing new.
      if (signal.aborted) return refuse(500, this.#phrases.late);
      return this.#apologise(AiToolError.failed(tool, cause), call);
    }
  }

  #apologise(error: AiToolError, call: ToolRequest): Response {
    this.#report(error, call);
    return speak(500, { status: 'error', message: this.#phrases.failed });
  }

  #refuseLate(call: ToolRequest | null): Response {
    if (call !== null) this.#report(AiToolError.late(call.tool, this.#budgetMs), call);
    return speak(500, { status: 'error', message: this.#phrases.late });
  }

  #report(error: AiToolError, { tool, callId, tenantId }: ToolRequest): void {
    try {
      this.#onError(error, { tool, callId, tenantId });
    } catch (failure) {
      reportListenerError(failure);
    }
  }
}

function checkBearer(bearer: string | readonly string[]): readonly string[] {
  const secrets: unknown = typeof bearer === 'string' ? [bearer] : bearer;
  // Anything else could not stand in the header, so nobody could ever call.
  const usable = (one: unknown): one is string => typeof one === 'string' && /^[\x21-\x7e]+$/.test(one);
  if (Array.isArray(secrets) && secrets.length > 0 && secrets.every(usable)) return secrets;
  throw AiToolError.configuration(
    'The bearer is empty or no header value',
    'Pass your VOIP_TOOLS_WEBHOOK_KEY, read from the environment or the secret store.',
  );
}

function readRequest(body: string): ToolRequest | null {
  const value = parse(body);
  if (!isRecord(value)) return null;
  const { function: tool, args = {}, call_id: callId, tenant_id: tenantId } = value;
  if (typeof tool !== 'string' || typeof callId !== 'string' || typeof tenantId !== 'string') return null;
  return isRecord(args) ? { tool, args, callId, tenantId } : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function isAnswer(answer: unknown): answer is AiToolAnswer {
  if (!isRecord(answer)) return false;
  const { status, message } = answer;
  return aiToolStatuses.some((one) => one === status) && typeof message === 'string' && message.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only the two documented fields leave, whatever else a tool returned. */
function speak(status: number, { status: result, message }: AiToolAnswer): Response {
  return json(status, { status: result, message: message.trim() });
}

/** An answer to somebody who is not the platform, or to nobody any more. */
function refuse(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return json(status, { status: 'error', message }, headers);
}

function json(status: number, body: AiToolAnswer, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}

const output = consoleLogger('warn');

function logError(error: AiToolError): void {
  const cause = error.cause instanceof Error ? `\n${error.cause.stack ?? String(error.cause)}` : '';
  output.log('error', `${error.message}${cause}`);
}
