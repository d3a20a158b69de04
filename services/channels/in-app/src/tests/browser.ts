import { chromium, type Browser } from 'playwright-core';
import packed from '@sparticuz/chromium';

/** Chromium out of its package; `scripts/browser-setup.ts` has unpacked it. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: await packed.executablePath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--headless=shell',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
