import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendarSchema } from '@onethread/contracts';
import type { Calendar, Weekday } from '@onethread/contracts';
import { afterOpenMs, isOpenAt, isTimeZone, leftOpenMs, nextOpening, openMsBetween } from './index.ts';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

function calendar(
  timeZone: string,
  week: Partial<Record<Weekday, readonly string[]>>,
  holidays: readonly { readonly date: string; readonly hours?: readonly string[] }[] = [],
): Calendar {
  return calendarSchema.parse({ id: 'c', name: 'C', timeZone, week, holidays });
}

const NINE_TO_FIVE = ['09:00-17:00'];
const workdays = {
  monday: NINE_TO_FIVE,
  tuesday: NINE_TO_FIVE,
  wednesday: NINE_TO_FIVE,
  thursday: NINE_TO_FIVE,
  friday: NINE_TO_FIVE,
};
const everyDay = (hours: readonly string[]): Partial<Record<Weekday, readonly string[]>> => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
});

describe('calendars', () => {
  it('an evening’s hour goes on in the morning, a Friday’s on Monday', () => {
    const berlin = calendar('Europe/Berlin', workdays);
    assert.equal(afterOpenMs(berlin, at('2026-06-03T16:30+02:00'), HOUR), at('2026-06-04T09:30+02:00'));
    assert.equal(afterOpenMs(berlin, at('2026-06-05T16:30+02:00'), HOUR), at('2026-06-08T09:30+02:00'));
  });

  it('the end of the hours is still in time: what is due then is due in the evening, not the next morning', () => {
    const berlin = calendar('Europe/Berlin', workdays);
    assert.equal(afterOpenMs(berlin, at('2026-06-03T16:00+02:00'), HOUR), at('2026-06-03T17:00+02:00'));
    assert.equal(isOpenAt(berlin, at('2026-06-03T17:00+02:00')), false);
    assert.equal(isOpenAt(berlin, at('2026-06-03T17:00+02:00') - 1), true);
    assert.equal(isOpenAt(berlin, at('2026-06-03T09:00+02:00')), true);
    assert.equal(isOpenAt(berlin, at('2026-06-03T09:00+02:00') - 1), false);
  });

  it('a holiday is closed, or open at its own hours, by the date of the calendar’s zone', () => {
    const holidays = [{ date: '2026-12-24', hours: ['09:00-12:00'] }, { date: '2026-12-25' }];
    const auckland = calendar('Pacific/Auckland', workdays, holidays);
    assert.equal(openMsBetween(auckland, at('2026-12-24T00:00+13:00'), at('2026-12-25T00:00+13:00')), 3 * HOUR);
    assert.equal(openMsBetween(auckland, at('2026-12-25T00:00+13:00'), at('2026-12-26T00:00+13:00')), 0);
    assert.equal(nextOpening(auckland, at('2026-12-24T12:00+13:00')), at('2026-12-28T09:00+13:00'));
  });

  it('24:00 joins the next day without a gap', () => {
    const always = calendar('Europe/Berlin', everyDay(['00:00-24:00']));
    const from = at('2026-10-20T00:00Z');
    assert.equal(openMsBetween(always, from, from + 240 * HOUR), 240 * HOUR);
    assert.equal(afterOpenMs(always, from, 240 * HOUR), from + 240 * HOUR);
  });

  it('hours that overlap count once, hours that end before they begin never', () => {
    const odd = calendar('UTC', { monday: ['10:00-12:00', '08:00-11:00', '15:00-13:00', '12:00-12:00'] });
    assert.equal(openMsBetween(odd, at('2026-06-01T00:00Z'), at('2026-06-02T00:00Z')), 4 * HOUR);
  });

  it('several hours of a day pause in between', () => {
    const lunch = calendar('Europe/Berlin', everyDay(['09:00-12:00', '13:00-17:00']));
    assert.equal(afterOpenMs(lunch, at('2026-06-03T11:30+02:00'), HOUR), at('2026-06-03T13:30+02:00'));
    assert.equal(nextOpening(lunch, at('2026-06-03T12:10+02:00')), at('2026-06-03T13:00+02:00'));
  });

  it('a night that summer time shortens has an hour less, one that it lengthens an hour more', () => {
    const night = calendar('Europe/Berlin', everyDay(['00:00-06:00']));
    assert.equal(openMsBetween(night, at('2026-03-29T00:00+01:00'), at('2026-03-29T12:00+02:00')), 5 * HOUR);
    assert.equal(openMsBetween(night, at('2026-10-25T00:00+02:00'), at('2026-10-25T12:00+01:00')), 7 * HOUR);
  });

  it('hours within the gap are not there; hours that come twice are open twice', () => {
    const early = calendar('Europe/Berlin', everyDay(['02:15-02:45']));
    assert.equal(openMsBetween(early, at('2026-03-29T00:00+01:00'), at('2026-03-29T12:00+02:00')), 0);
    assert.equal(nextOpening(early, at('2026-03-29T00:00+01:00')), at('2026-03-30T02:15+02:00'));
    assert.equal(openMsBetween(early, at('2026-10-25T00:00+02:00'), at('2026-10-25T12:00+01:00')), HOUR);
    assert.equal(isOpenAt(early, at('2026-10-25T02:50+02:00')), false);
    assert.equal(isOpenAt(early, at('2026-10-25T02:20+01:00')), true);
  });

  it('a midnight that does not exist, and a date that was skipped', () => {
    const saoPaulo = calendar('America/Sao_Paulo', everyDay(['00:00-02:00']));
    assert.equal(openMsBetween(saoPaulo, at('2018-11-03T12:00-03:00'), at('2018-11-04T12:00-02:00')), HOUR);
    const apia = calendar('Pacific/Apia', { friday: NINE_TO_FIVE });
    assert.equal(nextOpening(apia, at('2011-12-29T12:00-10:00')), at('2012-01-06T09:00+14:00'));
  });

  it('a leap day has hours like its weekday', () => {
    const berlin = calendar('Europe/Berlin', { tuesday: NINE_TO_FIVE });
    assert.equal(openMsBetween(berlin, at('2028-02-29T00:00+01:00'), at('2028-03-01T00:00+01:00')), 8 * HOUR);
  });

  it('what never opens, or not for so long, is never due', () => {
    const closed = calendar('Europe/Berlin', {}, [{ date: '2026-06-01', hours: ['09:00-10:00'] }]);
    assert.equal(afterOpenMs(closed, at('2026-05-01T00:00Z'), HOUR), at('2026-06-01T10:00+02:00'));
    assert.equal(afterOpenMs(closed, at('2026-05-01T00:00Z'), HOUR + 1), undefined);
    assert.equal(nextOpening(closed, at('2026-06-01T10:00+02:00')), undefined);
    assert.equal(nextOpening(closed, at('2026-06-02T10:00+02:00')), undefined);
    assert.equal(isOpenAt(closed, at('2026-06-02T09:30+02:00')), false);
    const minute = calendar('Europe/Berlin', { monday: ['09:00-09:01'] });
    assert.equal(afterOpenMs(minute, at('2026-05-01T00:00Z'), 525_600 * 60_000), undefined);
  });

  it('time that is left turns negative when it has passed, and stands still over night', () => {
    const berlin = calendar('Europe/Berlin', workdays);
    const due = at('2026-06-04T10:00+02:00');
    assert.equal(leftOpenMs(berlin, at('2026-06-03T16:00+02:00'), due), 2 * HOUR);
    assert.equal(leftOpenMs(berlin, at('2026-06-03T23:00+02:00'), due), HOUR);
    assert.equal(leftOpenMs(berlin, at('2026-06-04T12:30+02:00'), due), -2.5 * HOUR);
    assert.equal(openMsBetween(berlin, due, at('2026-06-03T16:00+02:00')), 0);
  });

  it('knows a time zone from a name nobody knows', () => {
    assert.equal(isTimeZone('Europe/Berlin'), true);
    assert.equal(isTimeZone('Europe/Atlantis'), false);
    assert.equal(isTimeZone(''), false);
    assert.throws(() => isOpenAt(calendar('Mars/Base', workdays), 0), RangeError);
  });
});
