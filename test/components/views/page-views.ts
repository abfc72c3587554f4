import '../../../src/components/cemscale-phone/shortcuts/shortcut-sheet.js';
import { defaultShortcuts, readShortcuts } from '../../../src/components/cemscale-phone/shortcuts/key-map.js';
import type { PresenceWire } from '../../support/presence-wire.js';
import { until } from '../../support/poll.js';
import { clear, largeCompany, settled, show as showPresence, smallCompany } from '../cemscale-presence/stage.js';
import { deep, drawn, mountRoot } from '../mount.js';
import { wordsOf, type Look, type View } from './view.js';

let wire: PresenceWire | null = null;

/** Takes what `pageViews` put there off the page again. */
export function clearPage(): void {
  if (wire) clear(wire);
  wire = null;
}

async function presence(
  markup: string,
  { theme, locale, dir }: Look,
  people = smallCompany(),
): Promise<HTMLElement> {
  wire = people;
  const element = await showPresence(
    wire,
    `<div lang="${locale}" dir="${dir}" style="color-scheme: ${theme}">${markup}</div>`,
  );
  await settled();
  return element.closest('div') ?? element;
}

const everybody = ['1001', '1002', '1003', '1004', '1005', '1006', '4711']
  .map((number) => `<p><cemscale-presence extension="${number}"></cemscale-presence></p>`)
  .join('');

/** What stands in the page beside the phone. */
export const pageViews: readonly View[] = [
  { id: 'presence/each status', show: (look) => presence(everybody, look) },
  {
    id: 'presence/marks alone',
    show: (look) => presence('<p><cemscale-presence extension="1002" compact></cemscale-presence></p>', look),
  },
  { id: 'presence/team', show: (look) => presence('<cemscale-presence></cemscale-presence>', look) },
  {
    id: 'presence/compact team',
    show: (look) => presence('<cemscale-presence compact></cemscale-presence>', look),
  },
  {
    id: 'presence/nobody',
    show: (look) => presence('<cemscale-presence extensions="1 2 3"></cemscale-presence>', look),
  },
  {
    id: 'presence/many',
    show: (look) => presence('<cemscale-presence></cemscale-presence>', look, largeCompany(50)),
  },
  {
    id: 'presence/paused',
    async show(look) {
      const box = await presence('<cemscale-presence></cemscale-presence>', look);
      if (wire) wire.refusesSockets = true;
      wire?.cut();
      await until('the note', () => deep(box, '.notice')?.textContent?.includes('15'));
      return box;
    },
  },
  ...(['1001', '1002'] as const).map((number): View => ({
    id: `presence/${number === '1001' ? 'own card' : 'card'}`,
    hasFocus: true,
    async show(look) {
      const box = await presence(`<cemscale-presence extension="${number}"></cemscale-presence>`, look);
      deep(box, '.person')?.click();
      await until('the card', () => deep(box, '.box'));
      await settled();
      return box;
    },
  })),
  {
    id: 'closed/shortcuts',
    hasFocus: true,
    async show(look) {
      const root = mountRoot(look);
      const box = document.createElement('div');
      box.className = 'root';
      const sheet = document.createElement('cemscale-shortcut-sheet');
      Object.assign(sheet, { msg: wordsOf(look), shortcuts: readShortcuts(defaultShortcuts) });
      box.append(sheet);
      root.append(box);
      await drawn(root);
      return root.host as HTMLElement;
    },
  },
];
