import { expect } from 'chai';
import { until } from '../../support/poll.js';
import { PresenceWire } from '../../support/presence-wire.js';
import { deep, textOf } from '../mount.js';
import { clear, settled, show } from './stage.js';

const payloads = [
  '<img src=x onerror=parent.hit()>',
  '<script>hit()</script>',
  '"><svg onload=hit()>',
  "' onmouseover='hit()",
  '${hit()}',
  '{{constructor.constructor("hit()")()}}',
  '<a href="javascript:hit()">x</a>',
  '<cemscale-phone token-url="https://evil.example/token"></cemscale-phone>',
  '</button><button class=call>',
  '<!--?lit$123$-->',
  '<style>*{display:none}</style>',
  'tel:+15550000000',
  '\u202egnp.exe',
  '\u0000\u0007\u001b[2J',
  '<iframe srcdoc="<script>parent.hit()</script>">',
];

/** Three hundred of them, no two alike. */
const hostile = Array.from({ length: 300 }, (_, index) => `${payloads[index % payloads.length]} ${index}`);

/** Every element of these names that the package draws; anything else came out of a text. */
const drawn = new Set([
  ...['cemscale-presence', 'cemscale-presence-list', 'cemscale-presence-card', 'style', 'div', 'span', 'p'],
  ...['button', 'svg', 'path', 'circle', 'input', 'select', 'option'],
]);

function namesBelow(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    element.localName,
    ...(element.shadowRoot ? namesBelow(element.shadowRoot) : []),
  ]);
}

describe('<cemscale-presence> among hostile texts', function () {
  this.timeout(120_000);
  it('shows 300 of them as text: names, departments, labels, numbers and searches; nothing runs, nothing calls', async () => {
    const wire = new PresenceWire();
    let hits = 0;
    const hit = (): void => void (hits += 1);
    Object.assign(window, { hit });
    document.addEventListener('cemscale-call-request', hit);
    wire.add('1001', 'Alice', 'available');
    hostile.forEach((text, index) => wire.add(`2${index}`, text, 'available', text));
    const element = await show(wire, '<cemscale-presence></cemscale-presence>');
    const rows = deep(element, '.rows');
    for (let top = 0; top < 301 * 56; top += 300) {
      rows?.scrollTo({ top });
      await settled();
    }
    deep(element, '.row .person')?.click();
    await until('a card', () => deep(element, '.box'));
    for (const text of hostile) {
      element.label = text;
      element.extensions = text;
      element.extension = text;
      await element.updateComplete;
      expect(textOf(element)).to.include(text.replace(/\s+/g, ' ').trim());
      element.extension = '';
      element.extensions = '';
      const input = deep<HTMLInputElement>(element, 'input');
      if (input) input.value = text;
      input?.dispatchEvent(new Event('input'));
      await element.updateComplete;
    }
    await settled();
    expect(namesBelow(element.shadowRoot as ShadowRoot).filter((name) => !drawn.has(name))).to.deep.equal([]);
    expect(hits).to.equal(0);
    document.removeEventListener('cemscale-call-request', hit);
    clear(wire);
  });
});
