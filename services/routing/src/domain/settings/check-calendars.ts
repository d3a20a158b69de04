import type { AssignmentSettings, Calendar } from '@onethread/contracts';
import type { Findings } from './settings-problem.ts';

/** Hours and time zones that mean nothing, or mean that nobody ever works. */
export function checkCalendars(
  settings: AssignmentSettings,
  isTimeZone: (name: string) => boolean,
  findings: Findings,
): void {
  for (const calendar of settings.calendars) {
    const at = `calendars[${calendar.id}]`;
    if (!isTimeZone(calendar.timeZone)) {
      const message = `Nobody knows the time zone ${calendar.timeZone}: write a name such as Europe/Berlin or UTC.`;
      findings.error('unknown-time-zone', `${at}.timeZone`, message);
    }
    for (const [weekday, hours] of Object.entries(calendar.week)) checkHours(hours, `${at}.week.${weekday}`, findings);
    for (const { date, hours } of calendar.holidays) checkHours(hours, `${at}.holidays[${date}].hours`, findings);
    if (!isEverOpen(calendar)) warnOfClosed(settings, calendar, findings);
  }
}

interface Span {
  readonly text: string;
  readonly from: number;
  readonly until: number;
}

function checkHours(hours: readonly string[], path: string, findings: Findings): void {
  const spans = hours.map(spanOf);
  for (const { text, from, until } of spans) {
    if (from < until) continue;
    const message = `${text} ends before it begins. Hours over midnight are two: one up to 24:00, and one from 00:00 of the next day.`;
    findings.error('invalid-hours', path, message);
  }
  const inOrder = spans.filter(({ from, until }) => from < until).toSorted((one, other) => one.from - other.from);
  for (const [index, span] of inOrder.entries()) {
    const before = inOrder[index - 1];
    if (before === undefined || before.until <= span.from) continue;
    findings.error('overlapping-hours', path, `${before.text} and ${span.text} overlap: make them one, or part them.`);
  }
}

function warnOfClosed({ queues }: AssignmentSettings, { id, name }: Calendar, findings: Findings): void {
  const used = queues.filter((queue) => queue.calendar === id).map((queue) => queue.name);
  const then = used.length === 0 ? '' : ` The targets of ${used.join(', ')} would never be due.`;
  findings.warn('calendar-never-open', `calendars[${id}].week`, `${name} is never open.${then} Give it hours.`);
}

function isEverOpen({ week, holidays }: Calendar): boolean {
  return [...Object.values(week), ...holidays.map(({ hours }) => hours)].some((hours) => hours.length > 0);
}

function spanOf(text: string): Span {
  const [from = '', until = ''] = text.split('-');
  return { text, from: minutesOf(from), until: minutesOf(until) };
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
