import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationSummary } from './invitation.ts';

const calendar = (method: string, ...event: readonly string[]) =>
  Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      `METHOD:${method}`,
      'BEGIN:VEVENT',
      'UID:1',
      ...event,
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n'),
  );
const EVENT = [
  'SUMMARY:Lunch\\, with cake',
  'DTSTART;TZID=Europe/Berlin:20260303T120000',
  'DTEND;TZID=Europe/Berlin:20260303T133000',
  'LOCATION:Room 7',
  'ORGANIZER;CN="Mia Berg":mailto:mia@x.org',
];

test('an invitation says what, when, where and who asks', () => {
  assert.equal(
    invitationSummary(calendar('REQUEST', ...EVENT), ''),
    [
      'Invitation: Lunch, with cake',
      'When: Tue 3 Mar 2026, 12:00–13:30 (Europe/Berlin)',
      'Where: Room 7',
      'Organiser: Mia Berg <mia@x.org>',
    ].join('\n'),
  );
});

for (const [what, method, event, expected] of [
  ['a cancellation', 'CANCEL', EVENT, /^Cancelled: Lunch/],
  [
    'an answer',
    'REPLY',
    [...EVENT, 'ATTENDEE;CN=Anna;PARTSTAT=DECLINED:mailto:anna@example.org'],
    /Answer to an invitation: [\s\S]*Anna <anna@example.org> declines$/,
  ],
  [
    'days',
    'PUBLISH',
    ['SUMMARY:Fair', 'DTSTART;VALUE=DATE:20260303', 'DTEND;VALUE=DATE:20260306'],
    /^Event: Fair\nWhen: Tue 3 Mar 2026 – Thu 5 Mar 2026$/,
  ],
  ['one day', 'REQUEST', ['SUMMARY:Day', 'DTSTART;VALUE=DATE:20260303'], /\nWhen: Tue 3 Mar 2026$/],
  [
    'UTC and a duration',
    'REQUEST',
    ['SUMMARY:Call', 'DTSTART:20260303T230000Z', 'DURATION:PT2H'],
    /\nWhen: Tue 3 Mar 2026, 23:00 – Wed 4 Mar 2026, 01:00 \(UTC\)$/,
  ],
  ['what repeats', 'REQUEST', [...EVENT, 'RRULE:FREQ=WEEKLY;COUNT=4'], /\nRepeats: weekly\n/],
  [
    'a title that nobody gave',
    'REQUEST',
    ['DTSTART:20260303T100000'],
    /^Invitation: without a title\nWhen: Tue 3 Mar 2026, 10:00$/,
  ],
] as const) {
  test(`${what} is said in words`, () =>
    assert.match(invitationSummary(calendar(method, ...event), 'utf-8') ?? '', expected));
}

test('what is no calendar says nothing', () => {
  for (const text of [
    '',
    'BEGIN:VCALENDAR',
    'Hello',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:never\r\nEND:VEVENT\r\nEND:VCALENDAR',
  ]) {
    const summary = invitationSummary(Buffer.from(text), '');
    assert.ok(summary === undefined || summary.startsWith('Event: '), text);
  }
});
