import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isRead, send, sendText } from './exchange.js';
import type { Exchange, Route } from './exchange.js';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Serves the files of one folder below a path: only known types, nothing outside the folder by `..` or by a link,
 * never from a browser's cache without asking (the files change while one develops).
 */
export function serveFolder(prefix: string, folder: string, whenMissing: string): Route {
  return async (exchange) => {
    const { pathname } = exchange.url;
    if (!pathname.startsWith(prefix)) return false;
    if (!isRead(exchange)) return true;
    const file = await findFile(folder, pathname.slice(prefix.length));
    if (file === null) return sendText(exchange, 404, whenMissing);
    return sendFile(exchange, file);
  };
}

/** The real path of a file inside the folder, or null. */
async function findFile(folder: string, path: string): Promise<string | null> {
  const decoded = decode(path);
  if (decoded === null || types[extname(decoded)] === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, decoded));
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}

function decode(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return /[\0\\]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

async function sendFile(exchange: Exchange, file: string): Promise<true> {
  exchange.response.setHeader('Cache-Control', 'no-cache');
  return send(exchange, 200, types[extname(file)] ?? '', await readFile(file));
}
