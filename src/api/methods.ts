import type { Api } from './requests.js';

/** A function on the API becomes a method: the same without its first parameter. */
export type Methods<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (api: Api, ...args: infer Args) => infer Result
    ? (...args: Args) => Result
    : never;
};

/** A class whose instances have every one of `functions` as a method. */
export function withMethods<Functions extends Record<string, (api: Api, ...args: never[]) => unknown>>(
  functions: Functions,
): new (api: Api) => Methods<Functions> {
  const apis = new WeakMap<object, Api>();
  class Bound {
    constructor(api: Api) {
      apis.set(this, api);
    }
  }
  for (const [name, run] of Object.entries(functions)) {
    const value = function (this: object, ...args: never[]): unknown {
      return run(apiOf(apis.get(this), name), ...args);
    };
    Object.defineProperty(Bound.prototype, name, { value, writable: true, configurable: true });
  }
  // The loop has added what the type says.
  return Bound as unknown as new (api: Api) => Methods<Functions>;
}

function apiOf(api: Api | undefined, name: string): Api {
  if (!api) throw new TypeError(`${name} must be called on its client: client.${name}(…).`);
  return api;
}
