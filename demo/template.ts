import { people } from './people.js';
import type { Person } from './people.js';
import { hostPages } from './page-list.js';
import { playedNumbers } from './pbx/numbers.js';

/** Fills `{{name}}` in a page. Values are escaped; those of `markup` are markup already, made when asked for. */
export function fill(
  page: string,
  values: Readonly<Record<string, string>>,
  markup: Readonly<Record<string, () => string>>,
): string {
  return page.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? (markup[name]?.() ?? whole) : escapeHtml(value);
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The links to all pages of a person; `origin` in front where the page is served by another. */
export function pageLinks({ number }: Person, current: string, origin = ''): string {
  return hostPages
    .map(({ name, title }) => {
      const here = name === current ? ' aria-current="page"' : '';
      return `<a href="${origin}/as/${number}/${name}"${here}>${escapeHtml(title)}</a>`;
    })
    .join('\n');
}

/** The buttons of "Who are you?". */
export function peopleToChoose(): string {
  return people
    .map(
      ({ number, name, department }) => `
      <li><button class="person" name="person" value="${number}">
        <span class="avatar" aria-hidden="true">${initials(name)}</span>
        <span class="person-name">${escapeHtml(name)}</span>
        <span class="quiet">${escapeHtml(department)}</span>
        <span class="number">${number}</span>
      </button></li>`,
    )
    .join('');
}

/** Everyone but oneself: call them here, or be them in another tab. */
export function colleagues(self: Person): string {
  return people
    .filter(({ number }) => number !== self.number)
    .map(
      ({ number, name, department }) => `
      <li class="entry">
        <span class="avatar" aria-hidden="true">${initials(name)}</span>
        <span class="entry-text"><b>${escapeHtml(name)}</b> <span class="quiet">${escapeHtml(department)} · ${number}</span></span>
        <cemscale-presence extension="${number}" compact></cemscale-presence>
        <button class="plain" name="person" value="${number}">Open in a tab</button>
        ${callButton(number, name)}
      </li>`,
    )
    .join('');
}

/** The numbers that the platform answers itself. */
export function numbersToTry(): string {
  return playedNumbers
    .map(
      ({ number, name, does }) => `
      <li class="entry">
        <span class="entry-text"><b>${escapeHtml(name)}</b> <span class="quiet">${escapeHtml(does)}</span></span>
        <span class="number">${number}</span>
        ${callButton(number, name)}
      </li>`,
    )
    .join('');
}

function callButton(number: string, name: string): string {
  return `<button type="button" class="call" data-number="${number}" aria-label="Call ${escapeHtml(name)}">Call</button>`;
}

function initials(name: string): string {
  return escapeHtml(
    name
      .split(' ')
      .map((word) => word.charAt(0))
      .join(''),
  );
}
