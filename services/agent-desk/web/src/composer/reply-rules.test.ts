import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleChannel, sampleIdentity, sampleItem, sampleReply } from '../../../tests/wire-samples.ts';
import { fileSize, replyProblems, replyWindow } from './reply-rules.ts';

const HOUR_MS = 3600_000;

test('the window counts from the last message of that very address', () => {
  const items = [
    sampleItem('a', 1 * HOUR_MS * 1000),
    sampleItem('b', 9 * HOUR_MS * 1000, { identityId: 'i2' }),
    sampleItem('c', 9 * HOUR_MS * 1000, { content: sampleReply() }),
  ];
  const at = (hours: number) => replyWindow(sampleChannel(), sampleIdentity(), items, hours * HOUR_MS);
  assert.deepEqual(at(24), { open: true, closesAtMs: 25 * HOUR_MS });
  assert.equal(at(25).open, false);
});

test('a channel without a window is always open, one without a message never', () => {
  assert.equal(replyWindow(sampleChannel({ replyWindowHours: 0 }), sampleIdentity(), [], 0).open, true);
  assert.equal(replyWindow(sampleChannel(), sampleIdentity(), [], 0).open, false);
});

test('what a channel cannot take is said before sending', () => {
  const file = { name: 'a.pdf', contentType: 'application/pdf', sizeBytes: 10 };
  const written = (text: string, ...files: (typeof file)[]) => ({ text, files });
  assert.deepEqual(replyProblems(sampleChannel(), written('x'.repeat(200))), []);
  assert.match(replyProblems(sampleChannel(), written('x'.repeat(201)))[0] ?? '', /1 too many/);
  assert.match(replyProblems(sampleChannel({ maxFiles: 0 }), written('', file))[0] ?? '', /takes no files/);
  assert.match(replyProblems(sampleChannel({ maxFileBytes: 9 }), written('', file))[0] ?? '', /too large/);
  assert.match(replyProblems(sampleChannel({ fileTypes: ['image/*'] }), written('', file))[0] ?? '', /does not take/);
  assert.deepEqual(replyProblems(sampleChannel({ fileTypes: ['application/*', 'image/png'] }), written('', file)), []);
  assert.deepEqual(replyProblems(sampleChannel({ fileTypes: ['*/*'] }), written('', file)), []);
});

test('sizes are read by people', () => {
  assert.deepEqual([5, 2048, 25 * 1024 * 1024, 1.5 * 1024 * 1024].map(fileSize), ['5 B', '2 kB', '25 MB', '1.5 MB']);
});
