/** All endpoints of the platform by method name: `endpoints.getCall` is `{ verb: 'GET', path: '/api/calls/{id}' }`. */
export * as endpoints from './endpoint-table.js';

/** What a method does with its path. `URL` makes an address that answers GET, `WS` opens a WebSocket. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'URL' | 'WS';

/** One row of the table; `path` has `{names}` that are filled with encoded values. */
export interface Endpoint {
  readonly verb: Verb;
  readonly path: `/${string}`;
}

/** Name of a method of the platform client. */
export type EndpointName = keyof typeof import('./endpoint-table.js');

/** The values that a path needs: `'/api/calls/{id}'` gives `{ id: string }`. */
export type PathValues<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & PathValues<Rest>
  : unknown;
