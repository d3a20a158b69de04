import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
// oxlint-disable-next-line no-restricted-imports -- Chromium has an entrance of its own
import { openBrowser } from '@onethread/testkit/browser';
import { PASSWORD } from './desk-fixture.ts';
import type { DeskFixture } from './desk-fixture.ts';

/** Not beside the built pages: their age tells whether they are stale. */
const USUAL_FOLDER = join(import.meta.dirname, '../../../node_modules/.cache/onethread-screenshots');
/** Pictures for a look; a folder of one's own by the environment. */
// oxlint-disable-next-line no-process-env -- of tests alone
const PICTURES = process.env['DESK_SCREENSHOTS'] ?? USUAL_FOLDER;
export const SIZES = [
  { name: '390', width: 390, height: 844 },
  { name: '1440', width: 1440, height: 900 },
] as const;

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the page, breaches of its policy, React's warnings. */
  readonly complaints: string[];
}

/** One Chromium for a test file, closed at its end; call once at its top, and the answer in tests. */
export function browserOfFile(): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    await mkdir(PICTURES, { recursive: true });
    browser = await openBrowser();
  });
  after(() => browser?.close());
  return () => {
    assert.ok(browser);
    return browser;
  };
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

export async function assertAccessible(page: Page, what: string): Promise<void> {
  // A page without frames is judged at once; putting frames together takes axe a page of its own, and twice the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  assert.deepEqual(found, [], what);
}

/** Until what was asked for is painted. */
export async function settle(page: Page): Promise<void> {
  // Text, because the types of the page are not those of the test.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

export async function assertAccessibleInBothThemes(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction(`matchMedia('(prefers-color-scheme: ${colorScheme})').matches`);
    await settle(page);
    // A picture is painted whole: what is checked after it has no colour of the theme before.
    await picture(page, `${what}-${colorScheme}`);
    await assertAccessible(page, `${what}, ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

export async function openPage(
  browser: Browser,
  size: { readonly width: number; readonly height: number },
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /policy|violat|React|Warning/i.test(message.text()))
      complaints.push(message.text());
  });
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

export async function signIn(page: Page, desk: DeskFixture): Promise<void> {
  await desk.signUp('admin');
  await page.goto(`${desk.url}/login`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('admin@localhost');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /Mine/ }).waitFor();
}
