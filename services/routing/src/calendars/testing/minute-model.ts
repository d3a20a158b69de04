import { WEEKDAYS } from '@onethread/contracts';
import type { Calendar } from '@onethread/contracts';

const MINUTE_MS = 60_000;

/**
 * What tests hold calendars against: looks at the clock on the wall minute by minute, through another door of the time zone
 * database than the calendars use. Slow. Right where offsets are whole minutes, as they are since 1972.
 */
export class MinuteModel {
  readonly #calendar: Calendar;
  readonly #clock: Intl.DateTimeFormat;
  readonly #open = new Map<number, boolean>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
    this.#clock = new Intl.DateTimeFormat('en-CA', {
      timeZone: calendar.timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  isOpenAt(at: number): boolean {
    const minute = Math.floor(at / MINUTE_MS);
    const known = this.#open.get(minute);
    if (known !== undefined) return known;
    const parts = new Map(this.#clock.formatToParts(minute * MINUTE_MS).map(({ type, value }) => [type, value]));
    const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
    const time = `${parts.get('hour')}:${parts.get('minute')}`;
    const weekday = WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
    const { holidays, week } = this.#calendar;
    const hours = holidays.find((holiday) => holiday.date === date)?.hours ?? week[weekday];
    const open = hours.some((span) => {
      const [from = '', until = ''] = span.split('-');
      return from <= time && time < until;
    });
    this.#open.set(minute, open);
    return open;
  }

  openMsBetween(from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to;) {
      const next = Math.min(to, Math.floor(at / MINUTE_MS + 1) * MINUTE_MS);
      if (this.isOpenAt(at)) sum += next - at;
      at = next;
    }
    return sum;
  }

  /** Undefined when not before `until`. */
  afterOpenMs(from: number, ms: number, until: number): number | undefined {
    let left = ms;
    for (let at = from; at < until;) {
      if (left <= 0) return at;
      const next = Math.floor(at / MINUTE_MS + 1) * MINUTE_MS;
      if (this.isOpenAt(at)) {
        if (left <= next - at) return at + left;
        left -= next - at;
      }
      at = next;
    }
    return undefined;
  }

  /** Undefined when not before `until`. */
  nextOpening(from: number, until: number): number | undefined {
    for (let at = from; at < until; at = Math.floor(at / MINUTE_MS + 1) * MINUTE_MS) if (this.isOpenAt(at)) return at;
    return undefined;
  }
}
