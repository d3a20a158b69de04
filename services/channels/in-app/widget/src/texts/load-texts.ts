import { backOffMs } from '@onethread/client';
import { BUILD } from '../build.ts';
import type { Texts } from './texts.ts';

/**
 * The texts of a language, else the English ones, however often it takes: without words there is no messenger.
 * The address names the build, so what a cache has of it is good for ever, also without a network.
 */
export async function loadTexts(folder: string, language: string): Promise<Texts> {
  for (let failures = 0; ; failures += 1) {
    for (const name of new Set([language, 'en'])) {
      const response = await fetch(`${folder}/${name}.json?v=${BUILD}`, {
        credentials: 'omit',
        cache: 'force-cache',
      }).catch(() => null);
      const texts = response?.ok === true ? ((await response.json().catch(() => null)) as Texts | null) : null;
      if (texts !== null) return texts;
    }
    await new Promise((resolve) => setTimeout(resolve, backOffMs(failures, Math.random)));
  }
}
