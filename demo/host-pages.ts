import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isRead, redirect, send, sendText } from './exchange.js';
import type { Exchange, Route } from './exchange.js';
import { people } from './people.js';
import type { Person } from './people.js';
import { pageHeaders, strictPageHeaders } from './security-headers.js';
import type { Sessions } from './sessions.js';
import { colleagues, fill, numbersToTry, peopleToChoose } from './template.js';

export interface HostPagesOptions {
  readonly sessions: Sessions;
  /** Such as `ws://localhost:8080`. */
  readonly socketOrigin: () => string;
}

/** Pages of a person, by the last part of `/as/1001/...`. */
const files: Readonly<Record<string, string>> = { '': 'site.html', inline: 'inline.html', strict: 'strict.html' };

/** Whether `name` is one of the host pages; `''` is the company site. */
export function isHostPage(name: string): boolean {
  return Object.hasOwn(files, name);
}

/** `/` asks who you are; `/as/1001/`, `/as/1001/inline` and `/as/1001/strict` are the pages of that person. */
export function servePages(options: HostPagesOptions): Route {
  return async (exchange) => {
    const { pathname, searchParams } = exchange.url;
    const [, number, page] = /^\/as\/(\d+)\/(\w*)$/.exec(pathname) ?? [];
    if (number !== undefined && page !== undefined) return servePage(options, exchange, number, page);
    if (pathname === '/')
      return isRead(exchange) ? serveSignIn(options, exchange, searchParams.get('page') ?? '') : true;
    // Without a person in the address the page asks first and comes back.
    if (isHostPage(pathname.slice(1)))
      return isRead(exchange) ? redirect(exchange, `/?page=${pathname.slice(1)}`) : true;
    return /^\/as\/\d+$/.test(pathname) ? redirect(exchange, `${pathname}/`) : false;
  };
}

async function servePage(
  { sessions, socketOrigin }: HostPagesOptions,
  exchange: Exchange,
  number: string,
  page: string,
): Promise<boolean> {
  const file = Object.hasOwn(files, page) ? files[page] : undefined;
  const person = people.find((candidate) => candidate.number === number);
  if (file === undefined || person === undefined) return false;
  if (!isRead(exchange)) return true;
  if (!sessions.allows(exchange.request.headers.cookie, number))
    return redirect(exchange, page === '' ? '/' : `/?page=${page}`);
  const nonce = randomBytes(16).toString('base64');
  const policy = { socketOrigin: socketOrigin() };
  const headers = page === 'strict' ? strictPageHeaders(policy, nonce) : pageHeaders(policy);
  const shown = headers['Content-Security-Policy']?.replaceAll('; ', ';\n') ?? '';
  return sendPage(
    exchange,
    file,
    headers,
    { ...valuesOf(person), nonce, policy: shown },
    { colleagues: colleagues(person), numbers: numbersToTry() },
  );
}

async function serveSignIn(
  { socketOrigin }: HostPagesOptions,
  exchange: Exchange,
  page: string,
): Promise<boolean> {
  if (!isHostPage(page)) return sendText(exchange, 404, 'There is no such page.');
  return sendPage(
    exchange,
    'sign-in.html',
    pageHeaders({ socketOrigin: socketOrigin() }),
    { page },
    { people: peopleToChoose() },
  );
}

function valuesOf({ number, name, department }: Person): Record<string, string> {
  return { number, name, department, firstName: name.split(' ')[0] ?? name };
}

async function sendPage(
  exchange: Exchange,
  file: string,
  headers: Record<string, string>,
  values: Record<string, string>,
  markup: Record<string, string>,
): Promise<true> {
  const page = await readFile(new URL(`pages/${file}`, import.meta.url), 'utf8');
  for (const [name, value] of Object.entries(headers)) exchange.response.setHeader(name, value);
  return send(exchange, 200, 'text/html; charset=utf-8', fill(page, values, markup));
}
