import type { Calendar } from '@onethread/contracts';
import { DAY_MS, OpenDays } from './open-days.ts';
import type { OpenSpan } from './open-days.ts';

/** How far ahead openings are looked for: five years, in which a 40-hour week has all the minutes that a target may have. */
export const MAX_LOOK_AHEAD_DAYS = 5 * 366;

/** Compiled once per calendar object. Settings are replaced, never changed in place, so an old one goes with its settings. */
const compiled = new WeakMap<Calendar, OpenDays>();

function daysOf(calendar: Calendar): OpenDays {
  const known = compiled.get(calendar);
  if (known !== undefined) return known;
  const days = new OpenDays(calendar);
  compiled.set(calendar, days);
  return days;
}

/** The spans that end after `from`, in order, for as long as is looked ahead. */
function* spansFrom(calendar: Calendar, from: number): Generator<OpenSpan> {
  const days = daysOf(calendar);
  const first = Math.floor(from / DAY_MS);
  for (let day = first; day <= first + MAX_LOOK_AHEAD_DAYS; day += 1) {
    for (const span of days.spans(day)) if (span.until > from) yield span;
    if (day === first && days.isOver(from)) return;
  }
}

/**
 * Whether people work at an instant. All instants here are epoch ms, and of every span the first instant counts and the
 * last does not. All functions throw a RangeError when nobody knows the calendar's time zone.
 */
export function isOpenAt(calendar: Calendar, at: number): boolean {
  return daysOf(calendar)
    .spans(Math.floor(at / DAY_MS))
    .some(({ from, until }) => from <= at && at < until);
}

/** The first instant, `at` included, at which it is open; undefined when none comes within the look-ahead. */
export function nextOpening(calendar: Calendar, at: number): number | undefined {
  for (const { from } of spansFrom(calendar, at)) return Math.max(at, from);
  return undefined;
}

/** Open time from one instant to a later one, ms; 0 when it is not later. */
export function openMsBetween(calendar: Calendar, from: number, to: number): number {
  let sum = 0;
  const days = daysOf(calendar);
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day += 1) {
    for (const span of days.spans(day)) sum += Math.max(0, Math.min(to, span.until) - Math.max(from, span.from));
  }
  return sum;
}

/**
 * The first instant by which so much open time has passed since `from`: the very end of the day's hours, rather than the
 * next opening. Undefined when there is not so much within the look-ahead.
 */
export function afterOpenMs(calendar: Calendar, from: number, ms: number): number | undefined {
  if (ms <= 0) return from;
  let left = ms;
  for (const span of spansFrom(calendar, from)) {
    const start = Math.max(from, span.from);
    if (start + left <= span.until) return start + left;
    left -= span.until - start;
  }
  return undefined;
}

/** Open time that is left until an instant, ms; negative once it has passed. */
export function leftOpenMs(calendar: Calendar, at: number, dueAt: number): number {
  return at <= dueAt ? openMsBetween(calendar, at, dueAt) : -openMsBetween(calendar, dueAt, at);
}
