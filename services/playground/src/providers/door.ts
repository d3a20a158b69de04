import { randomBytes } from 'node:crypto';
import { portNumber, setting } from '@onethread/runtime';
import type { ProviderPlace, Reach } from '@onethread/testkit';
import { z } from 'zod';
import type { ProviderParts } from './provider.ts';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));

/** Port of a simulator in a process of its own. */
export function portSetting(name: string, describe: string, port: number) {
  return setting(name, portNumber, { describe, default: port });
}

/** How Onethread reaches what is here: by the name that its channel has for it. */
export function originSetting(name: string, describe: string, example: string) {
  return setting(name, address.optional(), { describe, example });
}

/** A word that both sides must know. */
export function credential(name: string, describe: string) {
  return setting(name, z.string().min(1), { describe, secret: true });
}

/** A word that nobody else knows. */
export const secretWord = (): string => randomBytes(16).toString('hex');

/** Where a simulator listens, how it is reached, and how it reaches Onethread. */
export function doorOf(
  { port, url }: { readonly port: number; readonly url?: string | undefined },
  { host, reach }: Pick<ProviderParts, 'host' | 'reach'>,
): ProviderPlace & { readonly port: number; readonly reach?: Reach } {
  return {
    port,
    ...(host === undefined ? {} : { host }),
    ...(url === undefined ? {} : { origin: url }),
    ...(reach === undefined ? {} : { reach }),
  };
}
