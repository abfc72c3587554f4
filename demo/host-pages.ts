import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isRead, redirect, send, sendText } from './exchange.js';
import type { Exchange, Route } from './exchange.js';
import { findPage } from './page-list.js';
import type { HostPage } from './page-list.js';
import { people } from './people.js';
import type { Person } from './people.js';
import { manyRows } from './rows.js';
import { plainHeaders, pageHeaders, strictPageHeaders } from './security-headers.js';
import type { Sessions } from './sessions.js';
import { colleagues, fill, numbersToTry, pageLinks, peopleToChoose } from './template.js';

export interface HostPagesOptions {
  readonly sessions: Sessions;
  /** Of the demo, such as `http://localhost:8080`. */
  readonly origin: () => string;
  /** The demo's second origin, such as `http://localhost:8081`. */
  readonly otherOrigin: () => string;
}

/** `/` asks who you are; `/as/1001/` and `/as/1001/{name}` are the pages of that person. */
export function servePages(options: HostPagesOptions): Route {
  return async (exchange) => {
    const { pathname, searchParams } = exchange.url;
    const personal = await servePersonal(options, exchange);
    if (personal !== null) return personal;
    if (pathname === '/')
      return isRead(exchange) ? serveSignIn(options, exchange, searchParams.get('page') ?? '') : true;
    // Without a person in the address the page asks first and comes back.
    if (findPage(pathname.slice(1)) !== undefined)
      return isRead(exchange) ? redirect(exchange, `/?page=${pathname.slice(1)}`) : true;
    return /^\/as\/\d+$/.test(pathname) ? redirect(exchange, `${pathname}/`) : false;
  };
}

/** The pages that are served by the second origin, and nothing else. */
export function servePagesElsewhere(options: HostPagesOptions): Route {
  return async (exchange) => (await servePersonal(options, exchange, true)) ?? false;
}

/** Null when the address is no page of a person. */
async function servePersonal(
  options: HostPagesOptions,
  exchange: Exchange,
  isElsewhere = false,
): Promise<boolean | null> {
  const [, number, name, below] = /^\/as\/(\d+)\/(\w*)(?:\/([\w/-]*))?$/.exec(exchange.url.pathname) ?? [];
  if (number === undefined || name === undefined) return null;
  const page = findPage(name);
  const person = people.find((candidate) => candidate.number === number);
  const file = page && fileOf(page, below);
  if (file === undefined || page === undefined || person === undefined) return false;
  if (!isRead(exchange)) return true;
  const { sessions, origin, otherOrigin } = options;
  if (!sessions.allows(exchange.request.headers.cookie, number))
    return redirect(exchange, name === '' ? '/' : `${isElsewhere ? origin() : ''}/?page=${name}`);
  const belongsElsewhere = page.isElsewhere === true && below === undefined;
  if (belongsElsewhere !== isElsewhere)
    return isElsewhere ? false : redirect(exchange, `${otherOrigin()}/as/${number}/${name}`);
  return servePage(options, exchange, { page, file, person });
}

function fileOf({ file, isRouted, parts }: HostPage, below: string | undefined): string | undefined {
  if (below === undefined || isRouted) return file;
  return parts && Object.hasOwn(parts, below) ? parts[below] : undefined;
}

interface Served {
  readonly page: HostPage;
  readonly file: string;
  readonly person: Person;
}

async function servePage(
  options: HostPagesOptions,
  exchange: Exchange,
  { page, file, person }: Served,
): Promise<true> {
  const { origin, otherOrigin } = options;
  const nonce = randomBytes(16).toString('base64');
  const headers = headersOf(options, page, nonce);
  const policy = headers['Content-Security-Policy']?.replaceAll('; ', ';\n') ?? '';
  const values = { ...valuesOf(person), nonce, policy, origin: origin(), otherOrigin: otherOrigin() };
  return sendPage(exchange, file, headers, values, {
    colleagues: () => colleagues(person),
    numbers: numbersToTry,
    pages: () => pageLinks(person, page.name, page.isElsewhere ? origin() : ''),
    rows: manyRows,
  });
}

function headersOf(
  { origin, otherOrigin }: HostPagesOptions,
  page: HostPage,
  nonce: string,
): Record<string, string> {
  if (page.policy === 'none') return plainHeaders();
  const policy = { socketOrigin: origin().replace(/^http/, 'ws'), ownLit: page.policy === 'bundled' };
  if (page.policy === 'strict') return strictPageHeaders(policy, nonce);
  return pageHeaders(page.isElsewhere ? { ...policy, framed: origin(), framing: otherOrigin() } : policy);
}

async function serveSignIn(
  { origin, otherOrigin }: HostPagesOptions,
  exchange: Exchange,
  page: string,
): Promise<boolean> {
  if (findPage(page) === undefined) return sendText(exchange, 404, 'There is no such page.');
  const headers = pageHeaders({ socketOrigin: origin().replace(/^http/, 'ws'), leadsTo: otherOrigin() });
  return sendPage(exchange, 'sign-in.html', headers, { page }, { people: peopleToChoose });
}

function valuesOf({ number, name, department }: Person): Record<string, string> {
  return { number, name, department, firstName: name.split(' ')[0] ?? name };
}

async function sendPage(
  exchange: Exchange,
  file: string,
  headers: Record<string, string>,
  values: Record<string, string>,
  markup: Record<string, () => string>,
): Promise<true> {
  const page = await readFile(new URL(`pages/${file}`, import.meta.url), 'utf8');
  for (const [name, value] of Object.entries(headers)) exchange.response.setHeader(name, value);
  return send(exchange, 200, 'text/html; charset=utf-8', fill(page, values, markup));
}
