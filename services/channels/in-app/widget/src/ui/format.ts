import type { Texts } from '../texts/texts.ts';

const DAY_MS = 24 * 3600_000;

/** Local time of a message. */
export function timeOf(atUs: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(atUs / 1000));
}

/** Today, yesterday, a weekday within the last week, else the date. */
export function dayOf(atUs: number, nowMs: number, locale: string, texts: Texts): string {
  const date = new Date(atUs / 1000);
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  // Rounded, since a day of changing clocks has 23 or 25 hours.
  const daysAgo = Math.round((midnight - new Date(date).setHours(0, 0, 0, 0)) / DAY_MS);
  if (daysAgo === 0) return texts.today;
  if (daysAgo === 1) return texts.yesterday;
  if (daysAgo > 1 && daysAgo < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(date);
  const sameYear = date.getFullYear() === new Date(nowMs).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

export function sizeOf(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte'] as const;
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), units.length - 1);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1024 ** step);
}

/** One or two letters that stand for a person. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    String.fromCodePoint(...[word?.codePointAt(0)].filter((point) => point !== undefined)),
  );
  return letters.join('').toUpperCase();
}
