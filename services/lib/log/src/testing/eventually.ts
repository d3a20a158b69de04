import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** Far above what any condition needs on a slow machine: a test that reaches it has failed. */
const LIMIT_MS = 20_000;

/** Waits until the condition holds; fails the test when it never does. */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const limit = Date.now() + LIMIT_MS;
  while (!(await condition())) {
    if (Date.now() > limit) assert.fail(`never came: ${what}`);
    await delay(2);
  }
}
