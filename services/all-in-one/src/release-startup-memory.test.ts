import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { releaseStartupMemory } from './release-startup-memory.ts';

test('garbage and its room are given back, and nobody else can force a collection afterwards', () => {
  let garbage: unknown[] | undefined = Array.from({ length: 200_000 }, (_, index) => ({ index, text: `${index}` }));
  assert.equal(garbage.length, 200_000);
  garbage = undefined;
  const before = process.memoryUsage().heapTotal;
  releaseStartupMemory();
  assert.ok(process.memoryUsage().heapTotal < before);
  assert.equal(runInNewContext('typeof gc'), 'undefined');
});
