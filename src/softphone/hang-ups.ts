import type { TokenProvider } from '../api/authorization.js';
import type { Goodbye } from '../phone/goodbyes.js';
import type { Phone } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import { ApiError } from '../shared/errors.js';
import { hearOfEnds } from './ends-meanwhile.js';
import { keepHangUpsAs, keptHangUps } from './kept-hang-ups.js';
import type { PlatformLink } from './platform-link.js';

/** A page that comes later than this after the wish ends nobody's call any more. */
const LIFE_MS = 60_000;
/** Between two tries by REST, each of which takes no longer than this and a bit. */
const AGAIN_MS = 1000;
const TIMEOUT_MS = 1400;

export interface HangUpOptions {
  readonly tokens: TokenProvider;
  /** `user@domain` of the registration. */
  readonly account: string;
  readonly clock: Clock;
}

interface KeptHangUps {
  readonly account: string;
  readonly goodbyes: readonly Goodbye[];
}

/**
 * Keeps the hang-ups that the SIP server has not confirmed: tries them by REST, and leaves them to the next page of
 * this tab. A hang-up by REST is for our own leg alone, by its channel; 404 says that it is gone already. What the far
 * ends hang up meanwhile is heard of by REST, too.
 */
export function keepHangUps(phone: Phone, { tokens, account, clock }: HangUpOptions): void {
  const { goodbyes } = phone;
  const isTrying = new Set<string>();
  // Fetched now: once it is needed, there may be no network to fetch it from.
  const link = import('./platform-link.js').then(({ platformLink }) => platformLink(tokens));
  link.catch(() => {});
  hearOfEnds(phone, link, clock);

  const insist = async ({ id, channelUuid }: Goodbye): Promise<void> => {
    if (channelUuid === null || isTrying.has(id) || !goodbyes.isWaiting(id)) return;
    isTrying.add(id);
    let verdict: Verdict = 'lost';
    await goodbyes.sayOtherwise(id, async () => {
      verdict = await hangUp(await link, channelUuid);
      return verdict === 'done';
    });
    if ((verdict as Verdict) === 'refused') return;
    clock.after(AGAIN_MS, () => {
      isTrying.delete(id);
      const again = goodbyes.pending.find((one) => one.id === id);
      if (again) void insist(again);
    });
  };
  goodbyes.on('change', () => {
    // What has neither can be said by the page that dialled alone: another one would ask the line for it in vain.
    write({ account, goodbyes: goodbyes.pending.filter(({ dialog, channelUuid }) => dialog ?? channelUuid) });
    for (const goodbye of goodbyes.pending) void insist(goodbye);
  });
  for (const goodbye of read(account, clock.now())) phone.sayAgain(goodbye);
  for (const goodbye of goodbyes.pending) void insist(goodbye);
}

type Verdict = 'done' | 'lost' | 'refused';

async function hangUp({ client }: PlatformLink, channelUuid: string): Promise<Verdict> {
  try {
    await client.hangup(channelUuid, { timeoutMs: TIMEOUT_MS });
    return 'done';
  } catch (error) {
    if (!(error instanceof ApiError)) return 'lost';
    if (error.reason === 'not-found') return 'done';
    return error.reason === 'forbidden' ? 'refused' : 'lost';
  }
}

function write({ account, goodbyes }: KeptHangUps): void {
  keepHangUpsAs(goodbyes.length === 0 ? null : JSON.stringify({ account, goodbyes }));
}

/** Those of this account that are young enough; of anybody else's there must be none left behind. */
function read(account: string, now: number): readonly Goodbye[] {
  try {
    const kept = JSON.parse(keptHangUps() ?? 'null') as KeptHangUps | null;
    keepHangUpsAs(null);
    if (kept?.account !== account) return [];
    return kept.goodbyes.filter(({ at }) => now - at >= 0 && now - at < LIFE_MS);
  } catch {
    return [];
  }
}
