import { MAX_TRAIL, MAX_TRAIL_PROPERTIES, type PersonContext } from '@onethread/contracts';
import { z } from 'zod';
import type { ToldContext } from '../protocol.ts';

/** What is told may be longer than what is kept: pages have long addresses and titles, and nobody is refused for theirs. */
const LONGEST_TOLD = 8_192;
const MOST_TOLD = 100;
const told = z.string().max(LONGEST_TOLD);

export const toldContextSchema = z.object({
  page: z.object({ url: told, title: told.optional() }).optional(),
  device: z
    .object({
      browser: told.optional(),
      os: told.optional(),
      screen: told.optional(),
      language: told.optional(),
      timeZone: told.optional(),
    })
    .optional(),
  app: z.object({ version: told }).optional(),
  trail: z
    .array(
      z.object({
        event: told.min(1),
        at: z.number(),
        properties: z.record(z.string(), z.union([told, z.number(), z.boolean()])).optional(),
      }),
    )
    .max(MOST_TOLD)
    .optional(),
});
/** Null: what was told is taken back. */
export const contextChangeSchema = toldContextSchema.nullable();

/** Bytes of what one person did last: the oldest is forgotten first. */
const MAX_TRAIL_BYTES = 8 * 1024;
/** Below a page's address nothing may remain that signs somebody in. */
const WEB = /^https?:$/;

/**
 * What is kept of a told context: texts cut to their bounds, no query or fragment (tokens and searches stand there), nothing
 * of a page that is not of the web, the last things of a trail.
 */
export function keptContext(context: ToldContext, now: number): PersonContext {
  const { page, device, app, trail } = context;
  const url = page === undefined ? undefined : pageAddress(page.url);
  const title = cut(page?.title, 200);
  const kept = {
    page: url === undefined ? undefined : defined({ url, title }),
    device: device && keptDevice(device),
    app: app && { version: cut(app.version, 100) ?? '' },
    trail: trail && keptTrail(trail, now),
  };
  return defined(kept);
}

/** http and https only, without user, query and fragment; undefined for all else. */
export function pageAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!WEB.test(url.protocol)) return undefined;
  return cut(url.origin + url.pathname, 1000);
}

function keptDevice({ browser, os, screen, language, timeZone }: NonNullable<ToldContext['device']>) {
  return defined({
    browser: cut(browser, 100),
    os: cut(os, 100),
    screen: cut(screen, 20),
    language: cut(language, 35),
    timeZone: cut(timeZone, 64),
  });
}

function keptTrail(trail: NonNullable<ToldContext['trail']>, now: number): NonNullable<PersonContext['trail']> {
  const kept = trail.slice(-MAX_TRAIL).flatMap(({ event, at, properties }) => {
    const name = cut(event, 64);
    if (name === undefined) return [];
    // A device may live in the future; nothing happened there yet.
    const when = Number.isFinite(at) ? Math.round(Math.min(Math.max(at, 0), now)) : now;
    return [defined({ event: name, at: when, properties: properties && keptProperties(properties) })];
  }) as NonNullable<PersonContext['trail']>;
  while (kept.length > 0 && Buffer.byteLength(JSON.stringify(kept)) > MAX_TRAIL_BYTES) kept.shift();
  return kept;
}

function keptProperties(properties: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
  const entries = Object.entries(properties).flatMap(([name, value]) => {
    const key = plainName(name);
    return key === undefined ? [] : [[key, cut(String(value), 200) ?? ''] as const];
  });
  return Object.fromEntries(entries.slice(0, MAX_TRAIL_PROPERTIES));
}

/** Trimmed, in one line, at most so long; undefined where nothing is left. */
export function cut(text: string | undefined, longest: number): string | undefined {
  const line = text
    ?.toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
  return line === '' ? undefined : line;
}

/** A name that is safe as a key of any store: letters, digits, "-" and "_"; undefined where nothing is left. */
export function plainName(name: string): string | undefined {
  const plain = name
    .slice(0, LONGEST_TOLD)
    .toWellFormed()
    .replaceAll(/[^\p{L}\p{N}_-]+/gu, '_')
    .replace(/^[_-]+/, '');
  return cut(plain, 64);
}

function defined<Part extends object>(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Part;
}
