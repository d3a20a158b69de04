import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openBrowser } from '@onethread/testkit/browser';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ANNA, linkOf, playCopies } from '../testing/copies-stage.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1440, height: 900 };
/** Light and dark, both directions, both sizes; without scripts, since the page has none. */
const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['390 px, light', { viewport: NARROW, colorScheme: 'light' }],
  ['1440 px, dark', { viewport: WIDE, colorScheme: 'dark' }],
  ['1440 px, light, German', { viewport: WIDE, colorScheme: 'light', locale: 'de-DE' }],
  ['390 px, dark, Arabic', { viewport: NARROW, colorScheme: 'dark', locale: 'ar-EG' }],
];

async function checkLook(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
  const [across, down] = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = (
      globalThis as unknown as { document: { documentElement: Record<string, number> } }
    ).document.documentElement;
    return [(scrollWidth ?? 0) - (clientWidth ?? 0), (scrollHeight ?? 0) - (clientHeight ?? 0)];
  });
  assert.deepEqual([across, down], [0, 0], 'all of it is seen at once');
}

for (const [look, options] of LOOKS) {
  test(`a person refuses copies and takes it back, with the keyboard alone: ${look}`, () =>
    playCopies(async ({ send, received, page: pageOf, standings }) => {
      await send('r_1');
      const url = pageOf(linkOf(await received('r_1')));
      await using context = await browser.newContext(options);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      await page.goto(url);
      const told: string[] = [];
      for (const step of ['ask', 'stopped', 'resumed']) {
        told.push((await page.locator('h1').innerText()).trim());
        await checkLook(page);
        assert.match(await page.title(), new RegExp(`^${told.at(-1)?.replace('?', '\\?')} – `));
        if (step === 'resumed') break;
        await page.keyboard.press('Tab');
        assert.ok(await page.locator('button').evaluate((it) => it.matches(':focus-visible')));
        const loaded = page.waitForEvent('load');
        await page.keyboard.press('Enter');
        await loaded;
      }
      assert.equal(new Set(told).size, 3);
      assert.deepEqual(await standings(), [
        ['no-copies', 'refused-copies', ANNA],
        ['open', 'takes-copies', ANNA],
      ]);
      await page.goto(`${url}x`);
      await checkLook(page);
      assert.deepEqual(
        faults.filter((text) => !text.includes('404')),
        [],
        'nothing against the page’s policy',
      );
    }));
}
