import { isRead, send, sendText } from './exchange.js';
import type { Route } from './exchange.js';

const entry = 'demo/crm/main.tsx';

/**
 * `/crm/page.js` and its chunks: the React application of the CRM page, bundled when it is first asked for, so that
 * starting the demo does not wait for it and the package does not carry it.
 */
export function serveCrm(): Route {
  let files: Promise<ReadonlyMap<string, string>> | undefined;
  return async (exchange) => {
    const { pathname } = exchange.url;
    if (!pathname.startsWith('/crm/')) return false;
    if (!isRead(exchange)) return true;
    files ??= import('./bundle.js').then(({ bundle }) => bundle(entry));
    const code = (await files).get(pathname.slice('/crm/'.length));
    if (code === undefined) return sendText(exchange, 404, 'There is no such file.');
    exchange.response.setHeader('Cache-Control', 'no-cache');
    return send(exchange, 200, 'text/javascript; charset=utf-8', code);
  };
}
