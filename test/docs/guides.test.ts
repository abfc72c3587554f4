import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { allSnippets, missingPackages } from './support/snippets.js';
import type { Snippet } from './support/snippets.js';
import { aiToolScenarios } from './support/ai-tool-scenarios.js';
import { clientScenarios } from './support/client-scenarios.js';
import { gatewayScenarios } from './support/gateway-scenarios.js';
import { tokenScenarios } from './support/token-scenarios.js';
import { webhookScenarios } from './support/webhook-scenarios.js';

type Scenario = (t: TestContext, snippet: Snippet) => Promise<void>;

/** What each snippet must do when its reader runs it. */
const scenarios: Readonly<Record<string, Scenario>> = {
  ...tokenScenarios,
  ...webhookScenarios,
  ...aiToolScenarios,
  ...clientScenarios,
  ...gatewayScenarios,
};

describe('the snippets of the guides', () => {
  const snippets = allSnippets().filter(({ language }) => language === 'ts');

  it('are all executed, and none is expected that has gone', () => {
    assert.deepEqual(snippets.map(({ name }) => name).toSorted(), Object.keys(scenarios).toSorted());
  });

  for (const snippet of snippets) {
    const missing = missingPackages(snippet);
    const skip = missing.length > 0 && `not installed here: ${missing.join(', ')}`;
    it(snippet.name, { skip }, async (t) => {
      const scenario = scenarios[snippet.name];
      assert.ok(scenario, 'a snippet without a scenario');
      await scenario(t, snippet);
    });
  }
});
