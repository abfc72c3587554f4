import { startDemo } from '../demo/server.js';
import { launchBrowser } from '../test/support/launch-browser.js';
const demo = await startDemo({ port: 0, quiet: true });
const browser = await launchBrowser();
const shots = async (width: number, scheme: 'light' | 'dark', lang: string) => {
  const page = await (await browser.newContext({ viewport: { width, height: 760 }, colorScheme: scheme, locale: lang })).newPage();
  page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', m.text()));
  page.on('pageerror', (e) => console.log('ERROR', e.message));
  await page.goto(demo.url); await page.click('button[value="1001"]');
  if (lang === 'es') await page.evaluate(() => (document.documentElement.lang = 'es'));
  await page.waitForFunction(() => (document.querySelector('cemscale-phone') as any)?.snapshot?.status === 'online', undefined, { timeout: 60000 });
  await page.evaluate(() => ((document.querySelector('cemscale-phone') as any).open = true));
  await page.waitForTimeout(2500);
  const shot = async (name: string) => { await page.waitForTimeout(900); const box = width > 500 ? { x: width - 420, y: 80, width: 420, height: 680 } : undefined; await page.screenshot({ path: `/tmp/look-${name}-${width}-${scheme}-${lang}.png`, ...(box ? { clip: box } : {}) }); };
  await shot('keypad');
  const tabs = await page.locator('cemscale-phone [role=tab]').all();
  for (const tab of tabs.slice(1)) { const id = await tab.getAttribute('id'); await tab.click(); await page.waitForTimeout(2500); await shot(String(id)); }
  await page.evaluate(async () => {
    const phone = document.querySelector('cemscale-phone') as any;
    await phone.call('9196');
    while (phone.snapshot.currentCall?.state.phase !== 'active') await new Promise((r) => setTimeout(r, 50));
  });
  await page.waitForTimeout(3500);
  await shot('active');
  await page.close();
};
await shots(1280, 'light', 'en');
await shots(320, 'dark', 'es');
await browser.close(); await demo.close();
