import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { compile as compileSvelte } from 'svelte/compiler';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { compileScript, parse } from 'vue/compiler-sfc';
import { startDemo, type Demo } from '../../demo/server.js';
import { bundle } from '../../demo/bundle.js';
import { complaintsOf, launchForApplications, serveApplication } from '../react/support/example-page.js';
import { allSnippets } from './support/snippets.js';

const snippets = allSnippets().filter(({ language }) => language === 'vue' || language === 'svelte');

const entries: Readonly<Record<string, string>> = {
  vue: `
    import { createApp } from 'vue';
    import App from 'virtual:app.vue';
    const app = createApp(App);
    app.mount('main');
    globalThis.leave = () => app.unmount();`,
  svelte: `
    import { mount, unmount } from 'svelte';
    import App from 'virtual:app.svelte';
    const app = mount(App, { target: document.querySelector('main') });
    globalThis.leave = () => unmount(app);`,
};

/** Compiles a component as the plugin of its framework would, with the setting that the guide names. */
function compiled(language: string, code: string): string {
  if (language === 'svelte') return compileSvelte(code, { generate: 'client', dev: false }).js.code;
  const { descriptor } = parse(code);
  const isCustomElement = (tag: string): boolean => tag.startsWith('cemscale-');
  const { content } = compileScript(descriptor, {
    id: 'app',
    inlineTemplate: true,
    templateOptions: { compilerOptions: { isCustomElement } },
  });
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(content, { compilerOptions }).outputText;
}

function application(language: string, code: string): Plugin {
  const files: Readonly<Record<string, string>> = {
    'virtual:entry': (entries[language] ?? '').replace(/virtual:app\.\w+/, 'virtual:app'),
    'virtual:app': compiled(language, code.replaceAll("'/voip/token'", "'/voip/as/1001/token'")),
  };
  return {
    name: 'application',
    enforce: 'pre',
    resolveId: (id) => (id in files ? `\0${id}` : null),
    load: (id) => files[id.slice(1)] ?? null,
  };
}

describe('the components of the guide for other frameworks', () => {
  let demo: Demo;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async () => {
    demo = await startDemo({ port: 0, quiet: true });
    browser = await launchForApplications();
  });
  after(async () => {
    await browser?.close();
    await demo?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    await context.request.post(`${demo.url}/sign-in`, { form: { person: '1001' }, headers: { Origin: demo.url } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    complaints = complaintsOf(page);
  });
  afterEach(() => context.close());

  it('are four', () => assert.equal(snippets.length, 4));

  async function open(language: string, code: string): Promise<void> {
    const asked = code.replaceAll('token-url="/voip/token"', 'token-url="/voip/as/1001/token"');
    const files = await bundle('virtual:entry', 'production', [application(language, asked)]);
    await page.goto(await serveApplication(context, demo.url, files, {}));
  }

  for (const { name, language, code } of snippets.filter((snippet) => snippet.code.includes('<cemscale-phone'))) {
    it(`use the element, its events and its methods: ${name}`, async () => {
      await open(language, code);
      await page.getByRole('button', { name: 'Echo' }).click();
      await page.getByRole('button', { name: 'End call' }).click();
      await page.locator('p', { hasText: /^9196 hangup$/ }).waitFor();
      assert.deepEqual(complaints, []);
    });
  }

  for (const { name, language, code } of snippets.filter((snippet) => !snippet.code.includes('<cemscale-phone'))) {
    it(`follow the core and let go of it: ${name}`, async () => {
      await open(language, code);
      await page.getByRole('button', { name: 'Music' }).click();
      await page.locator('p', { hasText: 'online active' }).waitFor();
      await page.evaluate(() => (globalThis as unknown as { leave(): void }).leave());
      assert.equal(await page.locator('p').count(), 0);
      assert.deepEqual(complaints, []);
    });
  }
});
