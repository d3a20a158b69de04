import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { QuietHours } from '../protocol.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Longest name of a zone. */
const MAX_ZONE = 64;

export const quietHoursSchema = z
  .object({ from: timeOfDay, to: timeOfDay, timeZone: z.string().max(MAX_ZONE).refine(isTimeZone) })
  .refine(({ from, to }) => from !== to);

/** The end of the quiet hours in which an instant lies, epoch ms; undefined: nothing is quiet then. */
export function quietUntil({ from, to, timeZone }: QuietHours, now: number): number | undefined {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const [begin, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const isAfter = (time: Temporal.PlainTime): boolean => Temporal.PlainTime.compare(zoned.toPlainTime(), time) >= 0;
  const overMidnight = Temporal.PlainTime.compare(begin, end) > 0;
  const isQuiet = overMidnight ? isAfter(begin) || !isAfter(end) : isAfter(begin) && !isAfter(end);
  if (!isQuiet) return undefined;
  const day = zoned.toPlainDate();
  const last = overMidnight && isAfter(begin) ? day.add({ days: 1 }) : day;
  const until = firstAt(last.toPlainDateTime(end), timeZone, now);
  // The hour that comes twice: its end may have been already.
  return until > now ? until : undefined;
}

/** The instant of a time on the clock after `now`; of a time that the clock leaps over, the leap. */
function firstAt(local: Temporal.PlainDateTime, timeZone: string, now: number): number {
  const early = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (!early.toPlainDateTime().equals(local))
    return early.getTimeZoneTransition('previous')?.epochMilliseconds ?? early.epochMilliseconds;
  if (early.epochMilliseconds > now) return early.epochMilliseconds;
  return local.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
