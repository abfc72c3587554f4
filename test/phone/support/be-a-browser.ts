import { FakeConnection } from './fake-connection.js';

/** What the tab keeps. */
export const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => void kept.set(key, text),
  removeItem: (key: string) => void kept.delete(key),
};
/** Resolves when what was fetched late before is there: modules are loaded in order. */
export async function loaded(): Promise<void> {
  await import('../../../src/softphone/platform-link.js');
  await import('../../../src/softphone/resume/former-ringing.js');
  await new Promise((resolve) => own.setTimeout(resolve, 1));
}

/** The real timers, where the stage has replaced them. */
export const own = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

/** The same chance for each stage, so that a seed repeats what happened. */
export function sameChance(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/**
 * Gives this process what a page of a browser has, for good: what a stage has left on its way must not come to real
 * timers, which would keep the process alive.
 */
export async function beABrowser(): Promise<void> {
  globalThis.RTCPeerConnection = FakeConnection as never;
  globalThis.MediaStream = class {} as never;
  globalThis.sessionStorage = storage as never;
  await import('../../../src/phone/media/quality/monitor.js');
  await import('../../../src/phone/resume/former-legs.js');
}
