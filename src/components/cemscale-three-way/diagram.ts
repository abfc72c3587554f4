import { svg } from 'lit';
import type { TemplateResult } from 'lit';
import { html } from 'lit';
import { initialsOf } from '../internal/avatar.js';
import type { Msg } from '../internal/localize.js';
import type { Person } from './model.js';

const width = 280;
const height = 116;
const self = { x: width / 2, y: 28 };
const radius = 24;

/**
 * Who hears whom, drawn: a line joins people who hear each other, notes stand beside whoever hears music, dots lead to
 * whoever is called. The sentence below says the same, so this is hidden from assistive technology.
 */
export function diagram(people: readonly Person[], msg: Msg): TemplateResult {
  const others = people.filter(({ isSelf }) => !isSelf);
  const places = others.map((person, index) => ({ person, ...placeOf(index, others.length) }));
  const talking = places.filter(({ person }) => !person.isHeld && !person.isCalled);
  const pairs = talking.flatMap((one, index) => talking.slice(index + 1).map((other) => [one, other] as const));
  return html`<svg class="diagram" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
    ${places.map(({ person, x, y }) => (person.isUnsure ? '' : line(self, { x, y }, kindOf(person))))}
    ${pairs.map(([one, other]) => line(one, other, 'talk'))}
    ${node({ ...self, text: msg('You', { id: 'three-you' }), kind: 'self', speaks: people.some(({ isSelf, isSpeaking }) => isSelf && isSpeaking) })}
    ${places.map(({ person, x, y }) =>
      node({
        x,
        y,
        text: initialsOf(person.name) || tail(person.number),
        kind: kindOf(person),
        speaks: person.isSpeaking,
      }),
    )}
  </svg>`;
}

type Kind = 'talk' | 'music' | 'call';

interface Point {
  readonly x: number;
  readonly y: number;
}

function kindOf({ isCalled, isHeld }: Person): Kind {
  if (isCalled) return 'call';
  return isHeld ? 'music' : 'talk';
}

/** Two stand side by side; more hang in an arc, so that no line runs behind somebody. */
function placeOf(index: number, count: number): Point {
  const bottom = height - radius - 4;
  if (count === 1) return { x: self.x, y: bottom };
  if (count === 2) return { x: index === 0 ? 62 : width - 62, y: bottom };
  const part = index / (count - 1);
  return { x: 34 + part * (width - 68), y: bottom - 34 * (1 - Math.sin(part * Math.PI)) };
}

/** From rim to rim. */
function line(from: Point, to: Point, kind: Kind): TemplateResult<2> {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [x, y] = [((to.x - from.x) / length) * (radius + 4), ((to.y - from.y) / length) * (radius + 4)];
  return svg`<line class="line ${kind}" x1=${from.x + x} y1=${from.y + y} x2=${to.x - x} y2=${to.y - y} />`;
}

interface NodeOptions extends Point {
  readonly text: string;
  readonly kind: Kind | 'self';
  readonly speaks: boolean;
}

function node({ x, y, text, kind, speaks }: NodeOptions): TemplateResult<2> {
  return svg`<g class="node ${kind} ${speaks ? 'speaks' : ''}" transform="translate(${x} ${y})">
    <circle class="halo" r=${radius + 4} />
    <circle class="disc" r=${radius} />
    <text text-anchor="middle" dominant-baseline="central">${text}</text>
    ${kind === 'music' ? svg`<path class="notes" transform="translate(13 -27)" d="M3 14.5V4l9-2v10.5M3 14.5a2.5 2 0 1 1-5 0a2.5 2 0 1 1 5 0ZM12 12.5a2.5 2 0 1 1-5 0a2.5 2 0 1 1 5 0Z"/>` : ''}
  </g>`;
}

/** The last digits of a number that has no name. */
function tail(number: string): string {
  return number.replace(/\D/g, '').slice(-4);
}
