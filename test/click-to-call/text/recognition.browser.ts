import { expect } from 'chai';
import type { FoundNumber } from '../../../src/click-to-call/text/find-numbers.js';
import * as numbering from '../../../src/click-to-call/text/numbering.js';
import { Scanner } from '../../../src/click-to-call/text/scanner.js';
import { writeCrmPage } from '../support/crm-page.js';
import type { Country } from '../support/number-plans.js';
import { score } from '../support/score.js';

const countries: readonly Country[] = ['US', 'GB', 'DE', 'ES', 'MX'];

describe('recognising numbers', () => {
  for (const country of countries) {
    it(`finds 99 of 100 numbers of a page of ${country}, and 99 of 100 findings are numbers`, () => {
      const page = writeCrmPage(document, country, 3000, 4711);
      document.body.append(page.root);
      const findings = new Map<Text, readonly FoundNumber[]>();
      const scanner = new Scanner({
        numbering,
        country: () => country,
        found: (node, numbers) => void (numbers.length > 0 && findings.set(node, numbers)),
        settled: () => undefined,
      });
      scanner.read(page.root);
      scanner.finish();
      scanner.stop();
      page.root.remove();
      const { precision, recall, misread, mistakes } = score(page, findings);
      const details = mistakes.slice(0, 40).join('\n');
      expect(findings.size, 'numbers on the page').to.be.greaterThan(200);
      expect(precision, `precision\n${details}`).to.be.at.least(0.99);
      expect(recall, `recall\n${details}`).to.be.at.least(0.99);
      expect(misread, details).to.equal(0);
    });
  }
});
