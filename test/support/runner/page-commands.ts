import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession, Page } from 'puppeteer-core';

/** What a browser test asks of the browser around it. */
export interface PageCommands {
  /** Media features as CDP names them, such as `forced-colors: active`; those that are not named are as usual. */
  readonly 'page:media': Readonly<Record<string, string>>;
  /** CSS pixels. */
  readonly 'page:size': { readonly width: number; readonly height: number };
  /** Answers a PNG of this part of the page, as base64. */
  readonly 'page:picture': {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  /** Writes below `docs/images/views`; `data` is base64. */
  readonly 'page:keep': { readonly name: string; readonly data: string };
}

const folder = join(import.meta.dirname, '../../../docs/images/views');

const sessions = new WeakMap<Page, CDPSession>();

/** Lets browser tests turn the page that they run in. `page.ts` is the way to it. */
export const pageCommands: TestRunnerPlugin = {
  name: 'cemscale-page',
  async executeCommand({ command, payload, session }) {
    if (!command.startsWith('page:')) return undefined;
    const page = (session.browser as ChromeLauncher).getPage(session.id);
    const asked = payload as never;
    switch (command as keyof PageCommands) {
      case 'page:media': {
        const features = Object.entries<string>(asked).map(([name, value]) => ({ name, value }));
        // Another session would leave the features of this one in place.
        const wire = sessions.get(page) ?? (await page.createCDPSession());
        sessions.set(page, wire);
        await wire.send('Emulation.setEmulatedMedia', { features });
        return true;
      }
      case 'page:size':
        await page.setViewport(asked);
        return true;
      case 'page:picture':
        return page.screenshot({ clip: asked, encoding: 'base64', captureBeyondViewport: false });
      case 'page:keep': {
        const { name, data } = asked as PageCommands['page:keep'];
        const path = join(folder, name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, Buffer.from(data, 'base64'));
        return true;
      }
    }
  },
};
