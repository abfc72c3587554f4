import type { Page } from 'playwright-core';
import type { Demo } from '../../demo/server.js';
import { control } from './demo-control.js';

/** What a page does with one call, from its beginning to its end. */
export const callKinds = ['echo', 'held', 'refused', 'answers', 'declines', 'busy'] as const;
export type CallKind = (typeof callKinds)[number];

/** Numbers of the demo that play the other side. */
const far = { echo: '9196', refused: '+15552010110', busy: '+15552010104', caller: '+15552010101' } as const;

/** What `makeCalls` finds in a page. Rejects when the call took another way than its kind. */
export interface CallingWindow {
  callOnce(kind: CallKind): Promise<void>;
}

/** Lets a page ask by `fetch('/ring-me')` to be called. Needs a demo with this API key. */
export async function letRing(page: Page, demo: Demo, apiKey: string, extension: string): Promise<void> {
  await page.route('**/ring-me', async (route) => {
    await control(demo, apiKey, 'call', { from: far.caller, to: extension });
    await route.fulfill({ body: '' });
  });
}

/** Gives a page with a `<cemscale-phone>` that is online its `callOnce`. */
export async function callWithPhone(page: Page): Promise<void> {
  await page.evaluate((numbers) => {
    const phone = document.querySelector('cemscale-phone')!;
    const reached = async (what: string, check: () => boolean): Promise<void> => {
      for (const end = performance.now() + 30_000; !check();) {
        if (performance.now() > end)
          throw new Error(`${what}: ${JSON.stringify(phone.snapshot.currentCall?.state)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const state = () => phone.snapshot.currentCall?.state;
    const phase = (name: string) => reached(name, () => state()?.phase === name);
    const isHeld = (held: boolean) =>
      reached(`held ${held}`, () => {
        const now = state();
        return now?.phase === 'active' && now.held === held;
      });
    const ends = async (reason: string): Promise<void> => {
      await phase('ended');
      const now = state();
      if (now?.phase !== 'ended' || now.reason !== reason)
        throw new Error(`not ${reason}: ${JSON.stringify(now)}`);
    };
    const hangUp = async (reason = 'hangup'): Promise<void> => {
      await phone.hangup();
      await ends(reason);
    };
    const dials = async (number: string): Promise<void> => void (await phone.call(number));
    const rings = async (): Promise<void> => {
      const { ok } = await fetch('/ring-me');
      if (!ok) throw new Error('nobody calls');
      await phase('incoming');
    };
    const kinds: Record<CallKind, () => Promise<void>> = {
      echo: async () => {
        await dials(numbers.echo);
        await phase('active');
        await hangUp();
      },
      held: async () => {
        await dials(numbers.echo);
        await phase('active');
        await phone.hold(true);
        await isHeld(true);
        await phone.hold(false);
        await isHeld(false);
        await hangUp();
      },
      refused: async () => {
        await dials(numbers.refused);
        await ends('not-found');
      },
      busy: async () => {
        await dials(numbers.busy);
        await ends('busy');
      },
      answers: async () => {
        await rings();
        await phone.answer();
        await phase('active');
        await hangUp();
      },
      declines: async () => {
        await rings();
        await hangUp('declined');
      },
    };
    (globalThis as unknown as CallingWindow).callOnce = (kind) => kinds[kind]();
  }, far);
}

/** Makes that many calls, one kind after the other. Resolves to how each failed that did. */
export function makeCalls(page: Page, times: number): Promise<string[]> {
  return page.evaluate(
    async ([many, kinds]) => {
      const failures: string[] = [];
      for (let made = 0; made < many; made += 1) {
        const kind = kinds[made % kinds.length]!;
        try {
          await (globalThis as unknown as CallingWindow).callOnce(kind);
        } catch (error) {
          failures.push(`${kind}, call ${made}: ${String(error)}`);
        }
      }
      return failures;
    },
    [times, callKinds] as const,
  );
}
