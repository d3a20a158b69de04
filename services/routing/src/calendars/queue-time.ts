import type { AssignmentSettings, Calendar } from '@onethread/contracts';
import type { OpenTime, TargetTerms } from '../domain/targets/clock.ts';
import { isTimeZone } from './offset-periods.ts';
import { afterOpenMs, openMsBetween } from './open-time.ts';

const ALWAYS_OPEN: OpenTime = {
  between: (from, to) => Math.max(0, to - from),
  after: (from, ms) => from + Math.max(0, ms),
};

/**
 * What settings ask of a queue's conversations. A queue that is not there asks for nothing; one without a calendar, or whose
 * calendar cannot be read (its time zone is unknown to this release), is always open: a wrong due time is better than none.
 */
export function targetTermsOf(
  { version, settings }: { readonly version: number; readonly settings: AssignmentSettings },
  queueId: string,
): TargetTerms {
  const queue = settings.queues.find(({ id }) => id === queueId);
  const calendar = settings.calendars.find(({ id }) => id === queue?.calendar);
  const open = calendar === undefined ? ALWAYS_OPEN : openTimeOf(calendar);
  return { settingsVersion: version, open, ...(queue?.targets === undefined ? {} : { targets: queue.targets }) };
}

function openTimeOf(calendar: Calendar): OpenTime {
  if (!isTimeZone(calendar.timeZone)) return ALWAYS_OPEN;
  return {
    between: (from, to) => openMsBetween(calendar, from, to),
    after: (from, ms) => afterOpenMs(calendar, from, ms),
  };
}
