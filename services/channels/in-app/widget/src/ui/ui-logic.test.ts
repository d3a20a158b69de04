import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RestError } from '@onethread/client';
import { settingsFromScript } from '../settings.ts';
import en from '../texts/en.json' with { type: 'json' };
import { contrast, readableOn, textOn, type Rgb } from './contrast.ts';
import { clockOf, composerLink } from '../pages/code-links.ts';
import { linkProblem } from '../pages/link-problem.ts';
import { dayOf, initialsOf, sizeOf } from './format.ts';
import { ScrollPlace } from './scroll-place.ts';

describe('a tenant’s accent', () => {
  const accents: readonly Rgb[] = [
    [79, 70, 229],
    [255, 212, 0],
    [255, 255, 255],
    [0, 0, 0],
    [128, 128, 128],
    [255, 0, 0],
    [0, 200, 120],
  ];
  const surfaces: readonly Rgb[] = [
    [241, 243, 246],
    [39, 42, 50],
  ];
  test('always carries readable text, and is readable as text', () => {
    for (const accent of accents) {
      assert.ok(contrast(textOn(accent), accent) >= 4.5, String(accent));
      for (const surface of surfaces) assert.ok(contrast(readableOn(surface, accent), surface) >= 4.5, String(accent));
    }
  });
});

const at = (month: number, day: number, year = 2026): number => new Date(year, month, day, 23, 59).getTime() * 1000;

test('days are told as people do', () => {
  const now = new Date(2026, 5, 10, 9).getTime();
  assert.equal(dayOf(at(5, 10), now, 'en-GB', en), 'Today');
  assert.equal(dayOf(at(5, 9), now, 'en-GB', en), 'Yesterday');
  assert.equal(dayOf(at(5, 6), now, 'en-GB', en), 'Saturday');
  assert.equal(dayOf(at(4, 1), now, 'en-GB', en), '1 May');
  assert.equal(dayOf(at(4, 1, 2025), now, 'en-GB', en), '1 May 2025');
});

test('sizes and initials', () => {
  assert.equal(sizeOf(123_456, 'en'), '121 kB');
  assert.equal(sizeOf(5_500_000, 'en'), '5.2 MB');
  assert.equal(initialsOf('Anna Maria Berger'), 'AB');
  assert.equal(initialsOf('🦊'), '🦊');
  assert.equal(initialsOf(''), '');
});

test('the script’s own address is the server, its attributes are the settings', () => {
  const settings = settingsFromScript(
    { src: 'https://support.example.org/under/widget.js?v=2', dataset: { app: 'shop', open: '' } },
    'de',
    'https://shop.example.org/',
  );
  assert.equal(settings.serverUrl, 'https://support.example.org/under');
  assert.deepEqual([settings.app, settings.language, settings.startOpen, settings.storage], ['shop', 'de', true, '']);
  const bare = settingsFromScript({ src: '/widget.js', dataset: { app: ' ' } }, '', 'http://localhost:8080/page');
  assert.deepEqual(
    [bare.serverUrl, bare.app, bare.language, bare.startOpen],
    ['http://localhost:8080', undefined, undefined, false],
  );
});

test('the reader at the end moves along, the reader above stays in place', () => {
  const element = { scrollTop: 0, scrollHeight: 1000, clientHeight: 400 };
  const place = new ScrollPlace();
  place.attach(element);
  place.toEnd();
  element.scrollTop = 600;
  place.scrolled();
  element.scrollHeight = 1100;
  place.grownBelow();
  assert.equal(element.scrollTop, 1100);

  element.scrollTop = 100;
  place.scrolled();
  element.scrollHeight = 1200;
  place.grownBelow();
  assert.equal(element.scrollTop, 100);
  element.scrollHeight = 1700;
  place.grownAbove();
  assert.equal(element.scrollTop, 700, 'the same distance from the end as before');
});

describe('a code to be sent elsewhere', () => {
  test('opens the phone’s or mail’s own composer', () => {
    const code = 'OT-7KQ4-M2XF';
    assert.equal(
      composerLink({ address: '+447700900123', addressKind: 'phone' }, code, ''),
      'sms:+447700900123?&body=OT-7KQ4-M2XF',
    );
    assert.equal(
      composerLink({ address: 'help+a&b@example.org', addressKind: 'email' }, code, `My code ${code}`),
      'mailto:help%2Ba%26b@example.org?subject=My%20code%20OT-7KQ4-M2XF&body=OT-7KQ4-M2XF',
    );
    assert.equal(composerLink({ addressKind: 'phone' }, code, ''), undefined);
    assert.equal(composerLink({ address: 'page' }, code, ''), undefined);
  });

  test('shows how long it is good', () => {
    assert.deepEqual([600_000, 59_001, 1, 0, -5].map(clockOf), ['10:00', '1:00', '0:01', '0:00', '0:00']);
  });

  test('every refusal that the server names has words of its own, all others some', () => {
    assert.equal(linkProblem(new RestError(429, 'too-many-codes', ''), en), en.problems['too-many-codes']);
    assert.equal(linkProblem(new RestError(400, 'something new', ''), en), en.problems.other);
    assert.equal(linkProblem(new Error('x'), en), en.problems.other);
  });
});
