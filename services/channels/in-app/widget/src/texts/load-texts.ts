import { backOffMs } from '@onethread/client';
import { BUILD } from '../build.ts';
import type { Texts } from './texts.ts';

/** The texts of a language, else the English ones, however often it takes: without words there is no messenger. */
export async function loadTexts(folder: string, language: string): Promise<Texts> {
  for (let failures = 0; ; failures += 1) {
    for (const name of new Set([language, 'en'])) {
      // The address names the build: what a cache has of it is good for ever, also without a network. While a new build is
      // rolled out, a server of the old one may have answered; its texts serve only until the right ones can be had.
      const kept = await load(`${folder}/${name}.json?v=${BUILD}`, 'force-cache');
      const texts =
        kept?.build === BUILD ? kept : ((await load(`${folder}/${name}.json?v=${BUILD}`, 'reload')) ?? kept);
      if (texts !== undefined) return texts;
    }
    await new Promise((resolve) => setTimeout(resolve, backOffMs(failures, Math.random)));
  }
}

async function load(url: string, cache: RequestCache): Promise<Texts | undefined> {
  try {
    const response = await fetch(url, { credentials: 'omit', cache });
    return response.ok ? ((await response.json()) as Texts) : undefined;
  } catch {
    return undefined;
  }
}
