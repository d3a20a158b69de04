import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import { waitFor } from '@onethread/testkit';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { InAppSettings } from '../config.ts';
import { embeddingPages } from './embedding-page.ts';
import { openInAppStage, type InAppStage } from './in-app-stage.ts';
import { userToken } from './people.ts';

let browser: Browser;

/** Before the tests of a file: the Chromium that its scenes are played in. */
export function playIn(opened: Browser): void {
  browser = opened;
}

/** The channel, a company's page that embeds the widget, and one device that looks at it. */
export interface Scene extends AsyncDisposable {
  readonly at: InAppStage;
  readonly context: BrowserContext;
  readonly page: Page;
  open(page?: string): Promise<Page>;
  /** Whose feed the widget follows. */
  person(): Promise<string>;
}

export async function scene(
  options: BrowserContextOptions = {},
  settings: Partial<InAppSettings> = {},
): Promise<Scene> {
  const at = await openInAppStage(settings);
  at.stage.http.mount(
    '/pages',
    embeddingPages({
      plain: {},
      opened: { script: 'data-app="app" data-open' },
      apart: { script: 'data-app="app" data-storage="second-device"' },
      branded: { style: 'onethread-messenger { --onethread-accent: #ffd400; --onethread-radius: 4px }' },
      'push/': { script: 'data-app="app" data-push-worker="/pages/push/worker.js"' },
      asking: { script: 'data-app="app" data-context="ask" data-app-version="3.2"' },
      ukrainian: { script: 'data-app="app" data-language="uk-UA" data-context="ask"' },
      polish: { script: 'data-app="app" data-language="pl" data-context="ask"' },
      russian: { script: 'data-app="app" data-language="ru" data-context="ask"' },
      japanese: { script: 'data-app="app" data-language="ja" data-context="ask"' },
      arabic: { html: 'lang="ar" dir="rtl"' },
    }),
  );
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  // Tokens are signed outside of the page, as an app's backend does.
  await context.exposeFunction('signedToken', (sub: string) => userToken(sub));
  const open = async (name = 'plain'): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${at.url}/pages/${name}`);
    await page.locator('onethread-messenger .launcher').waitFor();
    return page;
  };
  return {
    at,
    context,
    page: await open(),
    open,
    person: () => waitFor(() => at.history.followed()[0], { describe: 'the feed to be followed' }),
    async [Symbol.asyncDispose]() {
      await context.close();
      await at[Symbol.asyncDispose]();
      assert.deepEqual(faults, [], 'no script error, nothing against the page’s policy');
    },
  };
}

export const launcher = (page: Page) => page.locator('onethread-messenger .launcher');
export const field = (page: Page) => page.getByLabel('Your message');
export const log = (page: Page, name = 'Messages') => page.getByRole('log', { name });

export async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

export async function textsOnLog({ at }: Scene): Promise<string[]> {
  return (await at.stage.received()).flatMap((record) =>
    record.type === 'message' ? record.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) : [],
  );
}

export async function checkAccessible(page: Page): Promise<void> {
  // A page without frames is judged at once; putting frames together takes axe a page of its own, and twice the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.include('onethread-messenger').analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
}

interface PageWithWidget {
  readonly Onethread: { identify(getToken: () => Promise<string>): void; logout(): void };
  readonly signedToken: (sub: string) => Promise<string>;
}

/** As the embedding page does. */
export function identify(page: Page, sub: string): Promise<void> {
  return page.evaluate((name) => {
    const { Onethread, signedToken } = globalThis as unknown as PageWithWidget;
    Onethread.identify(() => signedToken(name));
  }, sub);
}

export function logout(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as PageWithWidget).Onethread.logout());
}

/** Whatever the browser keeps of the messenger, as one text. */
export function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify((globalThis as unknown as { localStorage: object }).localStorage));
}
