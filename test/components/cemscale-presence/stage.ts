import '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-presence/cemscale-presence.js';
import type { CemscalePresence } from '../../../src/components/cemscale-presence/cemscale-presence.js';
import type { PresenceStatus } from '../../../src/api/types/presence.js';
import { soon } from '../../../src/softphone/frame.js';
import { until } from '../../support/poll.js';
import { PresenceWire } from '../../support/presence-wire.js';
import { deep, drawn } from '../mount.js';

/** What each person of the small company does. The first one is the reader. */
export const everyStatus: readonly PresenceStatus[] = [
  ...(['available', 'busy', 'on_call', 'ringing', 'dnd', 'offline'] as const),
];

const names = ['Alice Moreno', 'Bob Lindqvist', 'Carmen Vidal', 'David Okoro', 'Elena Rossi', 'Frank Weber'];

/** A company with one person in each status. */
export function smallCompany(): PresenceWire {
  const wire = new PresenceWire();
  everyStatus.forEach((status, index) =>
    wire.add(`100${index + 1}`, names[index] ?? '', status, index < 3 ? 'Sales' : 'Support'),
  );
  return wire;
}

/** A company of many: number 20000 and on, "Person 00000" and on. */
export function largeCompany(count: number): PresenceWire {
  const wire = new PresenceWire();
  for (let index = 0; index < count; index += 1)
    wire.add(String(20_000 + index), `Person ${String(index).padStart(5, '0')}`, 'available');
  return wire;
}

/** A page with a phone of this wire and what `markup` puts beside it; answers the first presence element. */
export async function show(wire: PresenceWire, markup: string): Promise<CemscalePresence> {
  const stage = document.createElement('div');
  stage.id = 'stage';
  stage.innerHTML = `<cemscale-phone connect="manual" token-url="${wire.tokenUrl}"></cemscale-phone>${markup}`;
  document.body.append(stage);
  const element = stage.querySelector('cemscale-presence') as CemscalePresence;
  await until('it is live', () => element.isRealtime && element.people.length > 0);
  await settled();
  return element;
}

/** Everything on the page is drawn with what has arrived. */
export async function settled(): Promise<void> {
  // A tab in the background draws no frames; what is told there is told all the same.
  await new Promise<void>((resolve) => soon(() => soon(resolve)));
  await drawn(document.body);
}

/** Takes it off the page again. */
export function clear(wire: PresenceWire): void {
  document.querySelector('#stage')?.remove();
  wire.restore();
}

/** The middle of an element, for the mouse. */
export function middleOf(root: Element, selector: string): [number, number] {
  const box = deep(root, selector)?.getBoundingClientRect();
  if (!box) throw new Error(`There is no ${selector}.`);
  return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
}
