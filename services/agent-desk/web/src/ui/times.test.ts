import assert from 'node:assert/strict';
import { test } from 'node:test';
import { age, dayName, snoozePresets } from './times.ts';

const noon = (day: number) => new Date(2026, 10, day, 12).getTime();

test('days are named from here', () => {
  assert.equal(dayName(noon(18), noon(18)), 'Today');
  assert.equal(dayName(noon(17), noon(18)), 'Yesterday');
  assert.match(dayName(noon(10), noon(18)), /2026/);
});

test('snooze presets lie ahead, at nine, and Monday is not named twice', () => {
  for (let day = 15; day <= 21; day++) {
    const presets = snoozePresets(noon(day));
    for (const { untilMs } of presets) assert.ok(untilMs > noon(day));
    const monday = presets.find((one) => one.label === 'Monday morning');
    if (monday !== undefined) assert.equal(new Date(monday.untilMs).getDay(), 1);
    assert.equal(new Set(presets.slice(0, 4).map((one) => one.untilMs)).size, Math.min(4, presets.length));
  }
});

test('age takes one unit', () => {
  assert.deepEqual(
    [0, 59, 61, 3600 * 5, 3600 * 50].map((seconds) => age(0, seconds * 1000)),
    ['under 1 min', 'under 1 min', '1 min', '5 h', '2 d'],
  );
});
