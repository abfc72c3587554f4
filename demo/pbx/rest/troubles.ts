import { HttpError, type ApiRequest } from './http.js';

/** What happens to requests on their way, on purpose. */
export interface Trouble {
  /** Part of the path of the requests that it hits, such as `/participants`. */
  readonly on: string;
  /** `slow-…` holds the request, or its answer, back; `lost-…` ends the connection before, or after, it is carried out. */
  readonly kind: 'slow-request' | 'slow-answer' | 'lost-request' | 'lost-answer';
  readonly ms: number;
  times: number;
}

/** The connection is to be cut without an answer. */
export class LostAnswer extends Error {}

const kinds: readonly unknown[] = ['slow-request', 'slow-answer', 'lost-request', 'lost-answer'];

/** A network between the client and the platform that misbehaves, request by request. */
export class Troubles {
  #troubles: Trouble[] = [];

  set(troubles: readonly Trouble[]): void {
    this.#troubles = [...troubles];
  }

  /** Takes the trouble that waits for this path; carries the request out around it. Throws `LostAnswer`. */
  async around<Answer>(path: string, carryOut: () => Promise<Answer>): Promise<Answer> {
    const trouble = this.#troubles.find(({ on }) => path.includes(on));
    if (trouble === undefined) return carryOut();
    trouble.times -= 1;
    if (trouble.times === 0) this.#troubles = this.#troubles.filter((one) => one !== trouble);
    if (trouble.kind === 'lost-request') throw new LostAnswer();
    if (trouble.kind === 'slow-request') await wait(trouble.ms);
    const answer = await carryOut();
    if (trouble.kind === 'slow-answer') await wait(trouble.ms);
    if (trouble.kind === 'lost-answer') throw new LostAnswer();
    return answer;
  }
}

/** Reads `[{ on, kind, ms?, times? }]`. */
export function readTroubles(value: ApiRequest['body'][string]): Trouble[] {
  if (!Array.isArray(value)) throw HttpError.badRequest('troubles must be a list.');
  return value.map((one: Partial<Trouble>) => {
    const { on, kind, ms = 0, times = 1 } = one;
    if (typeof on !== 'string' || kind === undefined || !kinds.includes(kind))
      throw HttpError.badRequest(`Each trouble needs "on", a part of a path, and a kind: ${kinds.join(', ')}.`);
    if (typeof ms !== 'number' || typeof times !== 'number' || ms < 0 || ms > 60_000 || times < 1)
      throw HttpError.badRequest('ms must be 0 to 60000, times 1 or more.');
    return { on, kind, ms, times };
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
