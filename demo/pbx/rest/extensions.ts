import type { Extension } from '../company.js';
import type { Registrar } from '../sip/registrar.js';
import { HttpError } from './http.js';
import type { Router } from './router.js';

export interface ExtensionRoutesOptions {
  readonly extensions: () => readonly Extension[];
  readonly registrar: Registrar;
  /** Host of the SIP URIs. */
  readonly sipDomain: () => string;
  /** WebSocket address of the SIP server as a browser reaches it. */
  readonly sipUrl: () => string;
}

/** Extensions and the SIP credentials of their phones. */
export function addExtensionRoutes(router: Router, options: ExtensionRoutesOptions): void {
  const { extensions, registrar } = options;
  const find = (matches: (extension: Extension) => boolean): Extension => {
    const found = extensions().find(matches);
    if (found === undefined) throw HttpError.notFound('extension');
    return found;
  };
  const credentials = (extension: Extension) => ({ sipCredentials: sipCredentials(extension, options) });
  const show = (extension: Extension) => publicExtension(extension, registrar);

  router
    .add('GET', '/api/extensions', () => ({ extensions: extensions().map(show) }))
    .add('GET', '/api/extensions/{id}', ({ params }) => ({
      extension: show(find(({ id }) => id === params['id'])),
    }))
    .add('GET', '/api/extensions/{id}/sip-credentials', ({ params }) =>
      credentials(find(({ id }) => id === params['id'])),
    )
    .add('GET', '/api/extensions/by-number/{number}/sip-credentials', ({ params }) =>
      credentials(find(({ number }) => number === params['number'])),
    );
}

function publicExtension({ id, number, displayName, department, email }: Extension, registrar: Registrar) {
  return { id, extension: number, displayName, department, email, registered: registrar.isRegistered(number) };
}

function sipCredentials({ number, displayName, password }: Extension, options: ExtensionRoutesOptions) {
  const sipDomain = options.sipDomain();
  return {
    extension: number,
    displayName,
    password,
    sipDomain,
    wsUri: options.sipUrl(),
    registrar: `sip:${sipDomain}`,
  };
}
