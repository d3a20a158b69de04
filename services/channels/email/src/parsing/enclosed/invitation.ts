import ICAL from 'ical.js';
import { decodeCharset } from '../mime/decode-charset.ts';
import { clock, day, dayAndTime } from './day-and-time.ts';

/** What is read of a calendar; one with pictures in it is larger, and stays a file. */
const MOST_BYTES = 512 * 1024;
const MOST_EVENTS = 3;
const MOST_LINE = 500;
const DAY_MS = 86_400_000;

const TITLES: Readonly<Record<string, string>> = {
  REQUEST: 'Invitation',
  CANCEL: 'Cancelled',
  REPLY: 'Answer to an invitation',
  COUNTER: 'Another time is proposed',
  DECLINECOUNTER: 'The proposed time is declined',
  REFRESH: 'Asks for the invitation again',
  ADD: 'Invitation to more dates',
};
const ANSWERS: Readonly<Record<string, string>> = {
  ACCEPTED: 'accepts',
  DECLINED: 'declines',
  TENTATIVE: 'may come',
  DELEGATED: 'sends somebody else',
};

/**
 * What a calendar (RFC 5545, 5546) asks or tells, in a few lines: what, when in which time zone, where, who. Undefined: it
 * holds no event that can be read.
 */
export function invitationSummary(content: Buffer, charset: string): string | undefined {
  if (content.length > MOST_BYTES) return undefined;
  try {
    const calendar = new ICAL.Component(ICAL.parse(decodeCharset(content, charset)) as never);
    const method = textOf(calendar, 'method').toUpperCase();
    const events = calendar.getAllSubcomponents('vevent');
    const shown = events.slice(0, MOST_EVENTS).map((event) => eventLines(event, method).join('\n'));
    if (events.length > MOST_EVENTS) shown.push(`${events.length - MOST_EVENTS} more events`);
    return shown.length === 0 ? undefined : shown.join('\n\n');
  } catch {
    // No calendar, or none that anybody could read: it stays a file.
    return undefined;
  }
}

function eventLines(event: ICAL.Component, method: string): readonly string[] {
  const isCancelled = textOf(event, 'status').toUpperCase() === 'CANCELLED';
  const title = isCancelled ? 'Cancelled' : (TITLES[method] ?? 'Event');
  const attendee = event.getFirstProperty('attendee');
  const answer = ANSWERS[parameterOf(attendee, 'partstat').toUpperCase()];
  return [
    `${title}: ${textOf(event, 'summary') || 'without a title'}`,
    ...labelled('When', timeOf(event)),
    ...labelled(
      'Repeats',
      textOf(event, 'rrule')
        .toLowerCase()
        .replace(/^freq=/, '')
        .replace(/;.*$/s, ''),
    ),
    ...labelled('Where', textOf(event, 'location')),
    ...labelled('Organiser', personOf(event.getFirstProperty('organizer'))),
    ...(method === 'REPLY' && answer !== undefined ? [`${personOf(attendee)} ${answer}`] : []),
  ];
}

function labelled(label: string, value: string): readonly string[] {
  return value === '' ? [] : [`${label}: ${value}`];
}

/** `Tue 3 Mar 2026, 10:00–11:00 (Europe/Berlin)`, as the clocks there show it. */
function timeOf(event: ICAL.Component): string {
  const property = event.getFirstProperty('dtstart');
  const start = property?.getFirstValue();
  if (property === null || !(start instanceof ICAL.Time)) return '';
  const begin = wallClock(start);
  if (Number.isNaN(begin)) return '';
  const end = endOf(event, begin);
  if (start.isDate) {
    const last = end - DAY_MS;
    return last > begin ? `${day(begin)} – ${day(last)}` : day(begin);
  }
  const zone = parameterOf(property, 'tzid') || (start.zone === ICAL.Timezone.utcTimezone ? 'UTC' : '');
  const until = end <= begin ? '' : day(end) === day(begin) ? `–${clock(end)}` : ` – ${dayAndTime(end)}`;
  return line(`${dayAndTime(begin)}${until}${zone === '' ? '' : ` (${zone})`}`);
}

function endOf(event: ICAL.Component, begin: number): number {
  const end = event.getFirstPropertyValue('dtend');
  if (end instanceof ICAL.Time) return wallClock(end);
  const duration = event.getFirstPropertyValue('duration');
  return duration instanceof ICAL.Duration ? begin + duration.toSeconds() * 1_000 : begin;
}

/** What its clock shows, as if it were UTC. */
function wallClock({ year, month, day: date, hour, minute }: ICAL.Time): number {
  return Date.UTC(year, month - 1, date, hour, minute);
}

function personOf(property: ICAL.Property | null): string {
  const address = String(property?.getFirstValue() ?? '').replace(/^mailto:/i, '');
  const name = parameterOf(property, 'cn');
  return line(name === '' || name === address ? address : `${name} <${address}>`);
}

function parameterOf(property: ICAL.Property | null, name: string): string {
  const value = property?.getParameter(name);
  return line(String((Array.isArray(value) ? value[0] : value) ?? ''));
}

function textOf(component: ICAL.Component, name: string): string {
  return line(String(component.getFirstPropertyValue(name) ?? ''));
}

function line(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MOST_LINE)
    .toWellFormed();
}
