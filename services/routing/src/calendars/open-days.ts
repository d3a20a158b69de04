import { WEEKDAYS } from '@onethread/contracts';
import type { Calendar } from '@onethread/contracts';
import type { Temporal } from 'temporal-polyfill';
import { recentMap } from '@onethread/runtime';
import { OffsetPeriods, zonedAt } from './offset-periods.ts';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Open from `from` up to, not including, `until`; epoch ms. */
export interface OpenSpan {
  readonly from: number;
  readonly until: number;
}

/** Minutes by the clock on the wall, from midnight. */
interface Hours {
  readonly from: number;
  readonly until: number;
}

/** More than anything looks ahead. Beyond it, the day that was asked for longest ago is forgotten. */
const MAX_DAYS = 2000;

/**
 * When a calendar is open, by days of UTC: those, unlike local days, neither overlap nor leave gaps, whatever a zone does to
 * its clocks. A minute is open when the clock on the wall, at that minute, shows a time within the hours of the date it shows:
 * hours that summer time skips are never open, hours that come twice are open twice.
 */
export class OpenDays {
  readonly #periods: OffsetPeriods;
  readonly #week: readonly (readonly Hours[])[];
  readonly #holidays: ReadonlyMap<string, readonly Hours[]>;
  readonly #days = recentMap<number, readonly OpenSpan[]>(MAX_DAYS);
  /** Whether any weekday is open. Where none is, only holidays can be. */
  readonly #everyWeek: boolean;
  readonly #lastOpenHoliday: string;

  constructor({ timeZone, week, holidays }: Calendar) {
    this.#periods = new OffsetPeriods(timeZone);
    this.#week = WEEKDAYS.map((weekday) => week[weekday].map(parseHours));
    this.#holidays = new Map(holidays.map(({ date, hours }) => [date, hours.map(parseHours)]));
    this.#everyWeek = this.#week.some((hours) => hours.some(isSpan));
    const open = [...this.#holidays].filter(([, hours]) => hours.some(isSpan)).map(([date]) => date);
    this.#lastOpenHoliday = open.toSorted().at(-1) ?? '';
  }

  /** Spans of the day of UTC with this number (days since 1970), in order, apart from each other. */
  spans(day: number): readonly OpenSpan[] {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const spans = this.#compile(day * DAY_MS, (day + 1) * DAY_MS);
    this.#days.set(day, spans);
    return spans;
  }

  /** It stays closed for ever after. */
  isOver(instant: number): boolean {
    if (this.#everyWeek) return false;
    return zonedAt(this.#periods.timeZone, instant).toPlainDate().toString() > this.#lastOpenHoliday;
  }

  #compile(from: number, until: number): readonly OpenSpan[] {
    const spans: OpenSpan[] = [];
    for (let at = from; at < until;) {
      const period = this.#periods.at(at);
      const end = Math.min(until, period.until);
      for (const date of datesOf(period.offsetMs, at, end)) {
        const midnight = date.toZonedDateTime('UTC').epochMilliseconds - period.offsetMs;
        for (const hours of this.#hoursOf(date)) {
          const span = {
            from: Math.max(at, midnight + hours.from * MINUTE_MS),
            until: Math.min(end, midnight + hours.until * MINUTE_MS),
          };
          if (isSpan(span)) spans.push(span);
        }
      }
      at = end;
    }
    return united(spans);
  }

  #hoursOf(date: Temporal.PlainDate): readonly Hours[] {
    return this.#holidays.get(date.toString()) ?? this.#week[date.dayOfWeek - 1] ?? [];
  }
}

/** Dates that a wall clock so far from UTC shows from one instant up to another, less than a day later. */
function datesOf(offsetMs: number, from: number, until: number): readonly Temporal.PlainDate[] {
  const first = zonedAt('UTC', from + offsetMs).toPlainDate();
  const last = zonedAt('UTC', until - 1 + offsetMs).toPlainDate();
  return first.equals(last) ? [first] : [first, last];
}

function isSpan({ from, until }: OpenSpan | Hours): boolean {
  return from < until;
}

/** Overlapping and touching spans as one. */
function united(spans: readonly OpenSpan[]): readonly OpenSpan[] {
  const all: OpenSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last === undefined || last.until < span.from) all.push(span);
    else all[all.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
  }
  return all;
}

/** "09:00-17:30". The schema of settings has checked the form; hours that end before they begin are never open. */
function parseHours(text: string): Hours {
  const [from = '', until = ''] = text.split('-');
  return { from: minutesOf(from), until: minutesOf(until) };
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
