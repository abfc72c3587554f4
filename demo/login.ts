import { redirect, sendText } from './exchange.js';
import type { Exchange, Route } from './exchange.js';
import { findPage } from './page-list.js';
import { people } from './people.js';
import type { Sessions } from './sessions.js';

const maxFormBytes = 1024;

/** `POST /sign-in` with `person` and `page`: remembers the choice and goes to that person's page. */
export function serveSignIn(sessions: Sessions): Route {
  return async (exchange) => {
    const { request, url } = exchange;
    if (url.pathname !== '/sign-in') return false;
    if (request.method !== 'POST') return redirect(exchange, '/');
    // A page of another site must not choose who this browser is.
    if (request.headers.origin !== url.origin) return sendText(exchange, 403, 'Sign in on the page of the demo.');
    const form = await readForm(exchange);
    if (form === null) return sendText(exchange, 413, 'That is no sign-in form.');
    const person = people.find(({ number }) => number === form.get('person'));
    const page = form.get('page') ?? '';
    if (person === undefined || findPage(page) === undefined)
      return sendText(exchange, 400, 'There is no such person or page.');
    return redirect(exchange, `/as/${person.number}/${page}`, {
      'Set-Cookie': sessions.signIn(request, person.number),
    });
  };
}

async function readForm({ request }: Exchange): Promise<URLSearchParams | null> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    // Reads on without keeping: leaving the loop would close the socket before the answer.
    if (text.length <= maxFormBytes) text += chunk;
  }
  return text.length > maxFormBytes ? null : new URLSearchParams(text);
}
