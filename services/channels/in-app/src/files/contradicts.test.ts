import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contradicts } from './contradicts.ts';

test('a claim is held against the bytes where both can be known', () => {
  const rows: readonly (readonly [claimed: string | undefined, found: string, isLie: boolean])[] = [
    ['image/png', 'image/png', false],
    ['image/png', 'image/jpeg', false],
    ['image/png', 'application/octet-stream', true],
    ['IMAGE/JPEG; x=y', 'text/plain', true],
    ['image/heic', 'image/heic', false],
    ['image/svg+xml', 'application/octet-stream', false],
    ['application/pdf', 'application/pdf', false],
    ['application/pdf', 'application/zip', true],
    ['audio/webm', 'video/webm', false],
    ['audio/mpeg', 'application/octet-stream', false],
    ['video/mp4', 'image/png', true],
    ['audio/mpeg', 'text/plain', true],
    ['application/octet-stream', 'image/png', false],
    ['text/csv', 'application/zip', false],
    [undefined, 'image/png', false],
  ];
  for (const [claimed, found, isLie] of rows) assert.equal(contradicts(claimed, found), isLie, `${claimed} ${found}`);
});
