import { ApiError } from '../shared/errors.js';
import type { AnswerKind } from './requests.js';

/** Reads the body of a success. An answer without content stands for `{ success: true }` where JSON is expected. */
export async function readAnswer(response: Response, kind: AnswerKind, what: string): Promise<unknown> {
  if (kind === 'stream') return response.body ?? new Blob([]).stream();
  if (kind === 'blob') return response.blob();
  const text = await response.text();
  if (kind === 'text') return text;
  if (text === '') return { success: true };
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ApiError('invalid-response', `${what} was answered with something that is not JSON.`, {
      advice: 'Check the API address: a web page or a proxy may answer in its place.',
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      cause,
    });
  }
}
