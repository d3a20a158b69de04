import assert from 'node:assert/strict';
import { test } from 'node:test';
import { highestMetadataVersion } from './kafka-release.ts';

/** As Kafka 4.1 answers, shortened to two calls: length, correlation, no error. */
const HEAD = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
const CALLS = [3, 0, 18, 0, 0, 0, 4, 0, 0, 3, 0, 0, 0, 13, 0];
const THROTTLE = [0, 0, 0, 0];
const feature = (name: string, lowest: number, highest: number) => [
  name.length + 1,
  ...Buffer.from(name),
  0,
  lowest,
  0,
  highest,
  0,
];
const answer = (...tags: number[]) => Buffer.from([...HEAD, ...CALLS, ...THROTTLE, ...tags]);

test('finds the highest metadata.version among what a broker supports', () => {
  const features = [3, ...feature('group.version', 0, 1), ...feature('metadata.version', 7, 27)];
  assert.equal(highestMetadataVersion(answer(1, 0, features.length, ...features)), 27);
});

test('passes over other tags, and knows nothing where a broker says nothing', () => {
  const features = [2, ...feature('metadata.version', 7, 21)];
  assert.equal(highestMetadataVersion(answer(2, 1, 2, 9, 9, 0, features.length, ...features)), 21);
  assert.equal(highestMetadataVersion(answer(0)), undefined);
  assert.equal(highestMetadataVersion(answer(1, 1, 2, 9, 9)), undefined);
});
