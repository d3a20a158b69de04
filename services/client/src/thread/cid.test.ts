import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { newCid } from './cid.ts';

const parts = (now: number) => ({
  now: () => now,
  randomBytes: (length: number) => new Uint8Array(randomBytes(length)),
});

test('a cid is a UUID of version 7 that carries its time', () => {
  const cid = newCid(parts(0x0123456789ab));
  assert.match(cid, /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newCid(parts(1)), newCid(parts(1)));
});

test('a cid always sorts behind the one before, even when the clock went back', () => {
  let last = newCid(parts(2_000_000_000_000));
  for (const now of [2_000_000_000_000, 1_900_000_000_000, 2_000_000_000_001]) {
    const next = newCid(parts(now), last);
    assert.ok(next > last, `${next} > ${last}`);
    last = next;
  }
});
