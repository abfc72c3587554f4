import { report } from './console.js';

const tag = 'cemscale-phone';

/** Namespace of the element also in pages served as XHTML, and in those whose XML has another default. */
const xhtml = 'http://www.w3.org/1999/xhtml';

/** Every `data-` attribute of the script that becomes the attribute of that name on the phone. */
const passedOn = [
  ...['token-url', 'mode', 'open', 'connect', 'theme', 'lang', 'placement', 'label'],
  ...['call-log', 'allowed-origins', 'allow-leave', 'click-to-call', 'country', 'confirm-calls'],
  ...['notifications', 'shortcuts', 'notes', 'dispositions', 'call-waiting', 'max-calls'],
  ...['auto-answer', 'auto-answer-after'],
];

/** Those that are there or not, whatever their value. */
const switches = ['open', 'allow-leave', 'confirm-calls', 'notes'];

/** Puts the phone into the page: one, and the page's own element wins over the script's attributes. */
export function mount(script: HTMLScriptElement): void {
  const own = document.querySelector(tag);
  if (!script.dataset['tokenUrl']) {
    if (!own?.hasAttribute('token-url')) complainAboutTokenUrl();
    return;
  }
  if (own) return;
  const { body } = document;
  if (!(body instanceof HTMLBodyElement)) {
    complainAboutBody(body);
    return;
  }
  const phone = document.createElementNS(xhtml, tag);
  for (const name of passedOn) {
    const value = script.getAttribute(`data-${name}`);
    // Template engines write data-open="false" where they mean its absence.
    const isAbsent = value === 'false' && switches.includes(name);
    if (value !== null && !isAbsent) phone.setAttribute(name, value);
  }
  body.appendChild(phone);
}

function complainAboutTokenUrl(): void {
  report(
    'There is no token URL, so there is no phone. Write <script src=".../cemscale-phone.js" data-token-url="/voip/token" async> ' +
      'with the address of your token endpoint, or put <cemscale-phone token-url="..."> into the page.',
  );
}

function complainAboutBody(body: HTMLElement | null): void {
  report(
    body
      ? 'This page is a frameset and shows nothing but its frames, so there is no phone here. Put the script into the page of one frame that stays.'
      : 'This document has no body, so there is no phone here.',
  );
}
