import packed from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';

/** Chromium out of its npm package, which `scripts/browser-setup.ts` has unpacked; nothing of it leaves this machine. */
export async function openBrowser(): Promise<Browser> {
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
