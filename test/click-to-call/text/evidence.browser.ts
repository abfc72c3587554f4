import { expect } from 'chai';
import { Evidence } from '../../../src/click-to-call/text/evidence.js';
import { Places } from '../../../src/click-to-call/text/places.js';

const cases: readonly (readonly [verdict: 'phone' | 'other' | 'none', html: string])[] = [
  ['phone', '<table><thead><tr><th>Name<th>Phone</thead><tr><td>Ana<td>%</table>'],
  ['other', '<table><thead><tr><th>Order ID<th>Phone</thead><tr><td>%<td>x</table>'],
  ['phone', '<table><tr><th>Name<th><span>Mobile</span></tr><tr><td>Ana<td><div><span>%</span></div></table>'],
  ['phone', '<table><thead><tr><th colspan="2">Name<th>Tel.</thead><tr><td>Ana<td>Ruiz<td>%</table>'],
  ['phone', '<div><table><tr><th>Name<th>Fax</table></div><div><table><tr><td>Ana<td>%</table></div>'],
  ['none', '<table><tr><th>Name<th>Fax<tr><td>a<td>b</table><table><tr><td>Ana<td>%</table>'],
  ['phone', '<table><tr><th>Tel\u00e9fono<td>%</table>'],
  ['phone', '<table><tr><td>Phone:<td>%<tr><td>Order<td>1</table>'],
  ['phone', '<table><thead><tr><th>Order</thead><tr><td><b>Phone:</b> %</table>'],
  [
    'phone',
    '<div role="grid"><div role="row"><i role="columnheader" aria-colindex="4">Handy</i></div><div role="row"><i role="gridcell" aria-colindex="4"><b>%</b></i></div></div>',
  ],
  [
    'other',
    '<div role="table"><div role="row"><i role="columnheader">Name</i><i role="columnheader">Rechnungs-Nr.</i></div><div role="row"><i role="cell">a</i><i role="cell">%</i></div></div>',
  ],
  ['phone', '<dl><dt>Tel\u00e9fono m\u00f3vil</dt><dd>1</dd><dd>%</dd></dl>'],
  ['other', '<dl><dt>Phone</dt><dd>1</dd><dt>IMEI</dt><dd>%</dd></dl>'],
  ['phone', '<div><label>Telefon:</label> <span>%</span></div>'],
  ['phone', '<div><div>Work phone</div><div><span>%</span></div></div>'],
  ['phone', '<p><strong>Fax</strong>%</p>'],
  ['phone', '<ul><li data-field="mobile_phone">%</li></ul>'],
  ['phone', '<span class="contact-phone text-muted">%</span>'],
  ['other', '<span class="cell order_id">%</span>'],
  ['none', '<span class="hidden-mobile cell">%</span>'],
  ['other', '<span aria-label="N\u00ba de cliente">%</span>'],
  ['phone', '<b id="l1">Phone</b><p>x</p><span aria-labelledby="l1">%</span>'],
  ['none', '<p>Invoice was paid.</p><p>%</p>'],
  ['none', '<span>Customer</span><p>x</p><p>%</p>'],
  ['other', '<span>Phone invoice</span><span>%</span>'],
];

describe('what labels say about a text', () => {
  for (const [verdict, html] of cases) {
    it(`is ${verdict} for ${html.replace(/\s+/g, ' ')}`, () => {
      const box = document.createElement('div');
      box.innerHTML = html;
      document.body.append(box);
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      while (!(walker.nextNode() as Text).data.includes('%'));
      const found = new Evidence(new Places()).judge(walker.currentNode as Text);
      box.remove();
      expect(found).to.equal(verdict);
    });
  }
});
