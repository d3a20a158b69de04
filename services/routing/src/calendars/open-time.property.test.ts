import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendarSchema, WEEKDAYS } from '@onethread/contracts';
import type { Calendar } from '@onethread/contracts';
import { afterOpenMs, isOpenAt, nextOpening, openMsBetween } from './index.ts';
import { MinuteModel } from './testing/minute-model.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const WINDOW = 3 * DAY;

/** A zone, and days around which its clocks, or its date, do something; and a plain day. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Berlin': ['2026-03-29', '2026-10-25', '2028-02-29'],
  'America/Sao_Paulo': ['2018-11-04', '2019-02-17', '2026-06-01'],
  'America/St_Johns': ['2010-11-07', '2026-03-08', '2026-11-01'],
  'Asia/Kathmandu': ['1985-12-31', '2026-07-01'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Pacific/Apia': ['2011-12-30', '2012-04-01', '2026-01-01'],
  'Africa/Casablanca': ['2026-02-15', '2026-03-22'],
  UTC: ['2026-12-31'],
};

/** Numbers that look random and are the same in every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function someHours(below: (limit: number) => number): string[] {
  return Array.from({ length: below(4) }, () => {
    const [one, other] = [below(1440), below(1441)];
    return `${clock(Math.min(one, other))}-${clock(Math.max(one, other, 1))}`;
  });
}

function someCalendar(timeZone: string, day: string, below: (limit: number) => number): Calendar {
  const shifted = (days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
  const holidays = [-1, 0, 1]
    .filter(() => below(4) === 0)
    .map((days) => ({ date: shifted(days), hours: someHours(below) }));
  const week = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, someHours(below)]));
  return calendarSchema.parse({ id: 'c', name: 'C', timeZone, week, holidays });
}

describe('calendars against a clock that is read minute by minute', () => {
  for (const [timeZone, days] of Object.entries(ZONES)) {
    it(`agree in ${timeZone}`, () => {
      for (const [index, day] of days.entries()) {
        for (let round = 0; round < 3; round += 1) {
          const seed = index * 1000 + round;
          const below = seeded(seed);
          const calendar = someCalendar(timeZone, day, below);
          const model = new MinuteModel(calendar);
          const begin = Date.parse(day) - DAY;
          const told = `seed ${seed}, ${day}`;
          for (let probe = 0; probe < 50; probe += 1) {
            const from = begin + below(WINDOW);
            const to = from + below(begin + WINDOW - from + 1);
            assert.equal(isOpenAt(calendar, from), model.isOpenAt(from), `${told}: open at ${from}`);
            const open = openMsBetween(calendar, from, to);
            assert.equal(open, model.openMsBetween(from, to), `${told}: between ${from} and ${to}`);
            assert.equal(
              before(nextOpening(calendar, from), to),
              model.nextOpening(from, to),
              `${told}: after ${from}`,
            );
            const ms = below(open + 3_600_000);
            const due = afterOpenMs(calendar, from, ms);
            assert.equal(before(due, to), before(model.afterOpenMs(from, ms, to), to), `${told}: ${ms} after ${from}`);
            if (due !== undefined) assert.equal(openMsBetween(calendar, from, due), ms);
          }
        }
      }
    });
  }
});

function before(at: number | undefined, end: number): number | undefined {
  return at !== undefined && at < end ? at : undefined;
}
