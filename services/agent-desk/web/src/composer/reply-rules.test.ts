import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleChannel } from '../../../tests/wire-samples.ts';
import { replyProblems } from './reply-rules.ts';

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

const file = (contentType: string, sizeBytes: number) => ({ name: 'a file', contentType, sizeBytes });

test('a type has its own limit, and all files together have one', () => {
  const channel = sampleChannel({
    maxFileBytes: 1000,
    maxTotalFileBytes: 1200,
    fileLimits: [{ type: 'image/*', maxBytes: 500 }],
  });
  const problems = (...files: ReturnType<typeof file>[]) => replyProblems(channel, { text: '', files });
  assert.deepEqual(problems(file('audio/ogg', 900)), []);
  assert.match(problems(file('image/png', 501))[0] ?? '', /too large for Pigeon post \(500 B at most\)/);
  assert.match(problems(file('audio/ogg', 700), file('audio/ogg', 700))[0] ?? '', /1 kB of files .* 1 kB together/);
});

test('what was fine for one channel is judged anew by the next', () => {
  const written = { text: 'ж'.repeat(150), files: [{ name: 'a.pdf', contentType: 'application/pdf', sizeBytes: 10 }] };
  assert.deepEqual(replyProblems(sampleChannel(), written), []);
  const other = sampleChannel({ label: 'Drum', textUnit: 'bytes', fileTypes: ['image/*', 'audio/*'] });
  assert.deepEqual(replyProblems(other, written), [
    'Drum takes 200 bytes: 100 too many.',
    'Drum does not take a.pdf: pictures and audio only.',
  ]);
});
