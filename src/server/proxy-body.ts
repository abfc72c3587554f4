import { access } from './access.js';
import { RefusedRequest } from './answers.js';
import { judgeAt, pickFields } from './body-fields.js';
import type { Fields } from './body-fields.js';
import { admitDestination, admitTarget } from './destinations.js';
import type { DestinationRules } from './destinations.js';
import type { EndpointMatch } from './endpoint-match.js';
import { bindingOf, notYours } from './ownership.js';
import type { PlatformContext } from './platform.js';
import type { PlatformLookups } from './platform-lookups.js';
import { relayStream } from './streams.js';
import type { TokenClaims } from './token-signing.js';

/** Body that goes to the platform; without a type `fetch` chooses it (forms). */
export interface OutgoingBody {
  readonly content: BodyInit | null;
  readonly type: string | null;
}

/** What judging a body stands on. */
export interface BodyRules {
  readonly match: EndpointMatch;
  readonly claims: TokenClaims;
  readonly destinations: DestinationRules;
  readonly lookups: PlatformLookups;
  readonly context: PlatformContext;
  /** Most bytes of an upload. */
  readonly maxBytes: number;
  /** Told when a streamed body is longer than that: `fetch` hides why its body failed. */
  readonly onTooLarge: (refusal: RefusedRequest) => void;
}

/** Bodies that are judged are read whole, so they are kept small. */
const maxJudgedBytes = 65_536;

/**
 * Makes the body to send on. What carries numbers or extensions is parsed, judged and written anew, so that what was
 * checked is what arrives; everything else streams through under a cap. Throws `RefusedRequest`.
 */
export async function makeBody(request: Request, rules: BodyRules): Promise<OutgoingBody> {
  const { body, method, headers } = request;
  if (method === 'GET') return { content: null, type: null };
  const type = headers.get('Content-Type') ?? '';
  const kind = type.split(';')[0]?.trim().toLowerCase();
  const judged = isJudged(rules);
  // Node hands over a stream for a DELETE, too, and a browser says neither a type nor a length for one without a body.
  if (body === null || (type === '' && (await isEmpty(body))))
    return judged ? judgedBody({}, rules) : { content: null, type: null };
  if (kind === 'multipart/form-data' && !judged) {
    const own = bindingOf(rules.match, rules.claims) === 'form';
    return own
      ? { content: await ownForm(body, type, rules), type: null }
      : { content: capped(body, rules), type };
  }
  if (kind !== 'application/json')
    throw refused(415, 'content-type', 'Send JSON, or a form where a file is sent.');
  if (!judged) return { content: capped(body, rules), type };
  const text = await new Response(capped(body, { ...rules, maxBytes: maxJudgedBytes })).text();
  return judgedBody(text === '' ? {} : parseFields(text), rules);
}

async function isEmpty(body: ReadableStream<Uint8Array>): Promise<boolean> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    if (value.length === 0) continue;
    await reader.cancel();
    return false;
  }
}

function isJudged({ match, claims }: BodyRules): boolean {
  const { fields, dials, targets } = access[match.name];
  const isRewritten = [fields, dials, targets].some((list) => list !== undefined);
  return isRewritten || bindingOf(match, claims) === 'body';
}

async function judgedBody(fields: Fields, rules: BodyRules): Promise<OutgoingBody> {
  const judged = forceFields(admitFields(fields, rules), rules);
  const { match, lookups, claims, context } = rules;
  const own = bindingOf(match, claims);
  if (own === 'room-call') {
    const uuid = judged['callUuid'];
    if (typeof uuid !== 'string' || !(await lookups.isInCall(claims.extension, uuid, context))) throw notYours();
  }
  if (own === 'call-room') {
    const { name } = judged;
    // Without a name the platform makes a new room.
    if (name === undefined || name === null || name === '') delete judged['name'];
    else if (typeof name !== 'string' || !(await lookups.mayEnter(claims.extension, name, context)))
      throw notYours();
  }
  return { content: JSON.stringify(judged), type: 'application/json' };
}

function admitFields(given: Fields, { match, claims, destinations }: BodyRules): Fields {
  const { fields, dials = [], targets = [], guardsCallerId } = access[match.name];
  let admitted = fields === undefined ? { ...given } : pickFields(given, fields);
  for (const path of dials) admitted = judgeAt(admitted, path, (value) => admitDestination(value, destinations));
  for (const path of targets) admitted = judgeAt(admitted, path, (value) => admitTarget(value, destinations));
  if (guardsCallerId === true && !claims.permissions.includes('calls:caller-id')) {
    delete admitted['callerIdNumber'];
    delete admitted['callerIdName'];
  }
  return admitted;
}

function forceFields(fields: Fields, { match, claims }: BodyRules): Fields {
  const own = bindingOf(match, claims);
  if (own === 'from') return { ...fields, fromExtension: claims.extension };
  if (own !== 'body') return fields;
  // Ids could name things of others; the platform might join them with the extension by "or".
  if (fields['ids'] !== undefined) throw refused(403, 'not-allowed', 'A list of ids needs a wider permission.');
  return { ...fields, extension: claims.extension };
}

/** Forms cannot be changed on their way through, so this one is read whole. */
async function ownForm(body: ReadableStream<Uint8Array>, type: string, rules: BodyRules): Promise<FormData> {
  try {
    const form = await new Response(capped(body, rules), { headers: { 'Content-Type': type } }).formData();
    form.set('extension', rules.claims.extension);
    return form;
  } catch (error) {
    throw error instanceof RefusedRequest ? error : refused(400, 'bad-form', 'The form cannot be read.');
  }
}

function capped(
  body: ReadableStream<Uint8Array>,
  { maxBytes, onTooLarge }: BodyRules,
): ReadableStream<Uint8Array> {
  const tooLong = (): RefusedRequest => {
    const refusal = refused(413, 'body-too-large', `The body may have ${maxBytes} bytes.`);
    onTooLarge(refusal);
    return refusal;
  };
  return relayStream(body, { maxBytes, tooLong });
}

function parseFields(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw refused(400, 'bad-json', 'The body is not a JSON object.');
}

function refused(status: number, code: string, message: string): RefusedRequest {
  return new RefusedRequest({ status, code, message });
}
