import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleChannel } from '../../../tests/wire-samples.ts';
import { acceptOf, fileLimit, filesHint, fileSize, takesType, typeWords } from './file-rules.ts';

test('sizes are read by people', () => {
  assert.deepEqual([5, 2048, 25 * 1024 * 1024, 1.5 * 1024 * 1024].map(fileSize), ['5 B', '2 kB', '25 MB', '1.5 MB']);
});

test('types are whole, families, or any', () => {
  assert.ok(takesType([], 'x/y'));
  assert.ok(takesType(['*/*'], 'x/y'));
  assert.ok(takesType(['image/*'], 'image/png'));
  assert.ok(!takesType(['image/*', 'application/pdf'], 'application/zip'));
  assert.equal(acceptOf({ fileTypes: ['image/*', 'application/pdf'] }), 'image/*,application/pdf');
  assert.equal(acceptOf({ fileTypes: ['*/*'] }), '');
  assert.equal(typeWords(['image/*', 'audio/*', 'application/pdf', 'application/zip']), 'pictures, audio, PDF and ZIP');
});

test('the first limit that fits a type counts, and never above that of any file', () => {
  const fileLimits = [
    { type: 'image/png', maxBytes: 50 },
    { type: 'image/*', maxBytes: 500 },
    { type: 'video/*', maxBytes: 9000 },
  ];
  const limits = ['image/png', 'image/gif', 'video/mp4', 'text/plain'].map((type) =>
    fileLimit({ maxFileBytes: 1000, fileLimits }, type),
  );
  assert.deepEqual(limits, [50, 500, 1000, 1000]);
  assert.equal(fileLimit({ maxFileBytes: 0, fileLimits }, 'video/mp4'), 9000);
});

test('what may be attached is told before anything is', () => {
  assert.equal(filesHint(sampleChannel({ maxFiles: 0 })), 'Pigeon post takes no files.');
  assert.equal(filesHint(sampleChannel({ maxFiles: 1, maxFileBytes: 0 })), 'Pigeon post takes one file.');
  const limits = {
    maxFiles: 10,
    maxFileBytes: 25 * 1024 * 1024,
    maxTotalFileBytes: 30 * 1024 * 1024,
    fileTypes: ['image/*', 'video/*'],
    fileLimits: [{ type: 'image/*', maxBytes: 5 * 1024 * 1024 }],
  };
  assert.equal(
    filesHint(sampleChannel(limits)),
    'Pigeon post takes up to 10 files (pictures and video), 25 MB each, 30 MB together; pictures 5 MB.',
  );
});
