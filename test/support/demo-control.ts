import assert from 'node:assert/strict';

/**
 * What the control endpoint of the demo's platform answers at this path. With a body it is a POST, unless another method
 * is named; throws for a status that is no success.
 */
export async function control<Answer>(
  { url }: { readonly url: string },
  apiKey: string,
  path: string,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<Answer> {
  const answer = await fetch(`${url}/platform/control/${path}`, {
    method,
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return (await answer.json()) as Answer;
}
