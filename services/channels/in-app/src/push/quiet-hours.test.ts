import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quietHoursSchema, quietUntil } from './quiet-hours.ts';

const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Warsaw' };
const lunch = { from: '12:00', to: '13:30', timeZone: 'Asia/Tokyo' };
const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();
const clock = (m: number): string => `${`${Math.floor(m / 60)}`.padStart(2, '0')}:${`${m % 60}`.padStart(2, '0')}`;

for (const [what, hours, now, until] of [
  ['before the night', night, '2026-01-10T20:59:59Z', undefined],
  ['as the night begins', night, '2026-01-10T21:00:00Z', '2026-01-11T06:00:00.000Z'],
  ['after midnight', night, '2026-01-11T01:00:00Z', '2026-01-11T06:00:00.000Z'],
  ['as the night ends', night, '2026-01-11T06:00:00Z', undefined],
  ['at noon elsewhere', lunch, '2026-01-10T03:10:00Z', '2026-01-10T04:30:00.000Z'],
  ['in a night that is an hour shorter', night, '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
  ['in a night that is an hour longer', night, '2026-10-24T22:00:00Z', '2026-10-25T06:00:00.000Z'],
  [
    'until an hour that the clock leaps over',
    { ...night, to: '02:30' },
    '2026-03-29T00:00:00Z',
    '2026-03-29T01:00:00.000Z',
  ],
  ['after that leap', { ...night, to: '02:30' }, '2026-03-29T01:00:00Z', undefined],
  [
    'in the hour that comes twice, the first time',
    { ...night, to: '02:15' },
    '2026-10-25T00:05:00Z',
    '2026-10-25T00:15:00.000Z',
  ],
  ['and the second time', { ...night, to: '02:15' }, '2026-10-25T01:05:00Z', '2026-10-25T01:15:00.000Z'],
] as const)
  test(`quiet hours ${what} end ${until ?? 'not, for there are none'}`, () =>
    assert.equal(iso(quietUntil(hours, Date.parse(now))), until));

test('whatever the zone and the season, quiet hours end within a day, and at their end it is not quiet', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const zone = fc.constantFrom('Europe/Warsaw', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Tokyo', 'UTC');
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(minute, minute, zone, instant, (from, to, timeZone, now) => {
      fc.pre(from !== to);
      const hours = { from: clock(from), to: clock(to), timeZone };
      const until = quietUntil(hours, now);
      if (until === undefined) return;
      assert.ok(until > now && until - now <= 25 * 3_600_000);
      // The clock that goes back may end a quiet time and begin it anew.
      const again = quietUntil(hours, until);
      assert.ok(again === undefined || again - until <= 2 * 3_600_000);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
  );
});

test('what is no time of day, no zone, or no time at all is refused', () => {
  for (const wrong of [
    {},
    { ...night, from: '24:00' },
    { ...night, from: '7:00' },
    { ...night, timeZone: 'Mars/Olympus' },
    { ...night, to: '22:00' },
    [],
  ])
    assert.equal(quietHoursSchema.safeParse(wrong).success, false, JSON.stringify(wrong));
  assert.equal(quietHoursSchema.safeParse(night).success, true);
});
