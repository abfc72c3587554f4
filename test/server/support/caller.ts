import type { TestContext } from 'node:test';
import type { TokenGrant } from '../../../src/api/token.js';
import { agentPermissions } from '../../../src/server/index.js';
import type { Gateway, GatewayLogEntry, GatewayOptions } from '../../../src/server/index.js';
import { makeGateway, origin, tokenRequest } from './gateway.js';
import { startRecordingPlatform } from './recording-platform.js';
import type { RecordingPlatform } from './recording-platform.js';

/** A signed-in page at a gateway over the recording platform. */
export interface Caller {
  readonly platform: RecordingPlatform;
  readonly gateway: Gateway;
  readonly log: GatewayLogEntry[];
  readonly token: string;
  /** Sends a request with the token; `path` is below the mount. */
  ask(method: string, path: string, init?: AskInit): Promise<Response>;
}

export interface AskInit {
  /** Sent as JSON unless it is a form or text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs in 1001 with what an agent may, or with what is told. Forgets the platform's requests until then. */
export async function signIn(
  t: Pick<TestContext, 'after'>,
  permissions: readonly string[] = agentPermissions,
  options: Partial<GatewayOptions> = {},
): Promise<Caller> {
  const platform = await startRecordingPlatform(t);
  const identify = (): { extension: string; permissions: readonly string[] } => ({
    extension: '1001',
    permissions,
  });
  const { gateway, log } = await makeGateway(platform.apiUrl, { identify, ...options });
  const { token } = (await (await gateway.fetch(tokenRequest())).json()) as TokenGrant;
  platform.requests.length = 0;
  return { platform, gateway, log, token, ask: asker(gateway, token) };
}

/** Sends requests to a gateway with a token. */
export function asker(gateway: Gateway, token: string): Caller['ask'] {
  return (method, path, { body, headers = {} } = {}) => {
    const isPlain = body === undefined || body instanceof FormData || typeof body === 'string';
    const content = isPlain ? (body as BodyInit | undefined) : JSON.stringify(body);
    const type: Record<string, string> =
      content === undefined || content instanceof FormData ? {} : { 'Content-Type': 'application/json' };
    return gateway.fetch(
      new Request(`${origin}/voip${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          Origin: origin,
          'Sec-Fetch-Site': 'same-origin',
          'X-Cemscale-Request': '1',
          ...type,
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
      }),
    );
  };
}
