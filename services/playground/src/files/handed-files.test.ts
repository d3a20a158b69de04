import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RefusedActError } from '../refused-act-error.ts';
import { HandedFiles, MAX_WAITING_BYTES } from './handed-files.ts';

const file = (size: number) => ({ name: `${size}`, contentType: 'image/png', bytes: new Uint8Array(size) });

test('files are handed out once, all or none', () => {
  const files = new HandedFiles();
  const [empty, small] = [files.add(file(0)), files.add(file(1))];
  assert.throws(() => files.take([empty, 'unknown']), RefusedActError);
  assert.deepEqual(
    files.take([small, empty]).map(({ name }) => name),
    ['1', '0'],
  );
  assert.throws(() => files.take([empty]), RefusedActError);
});

test('of too many bytes the file that waits longest is forgotten, and there is room again when one is taken', () => {
  const files = new HandedFiles();
  const half = MAX_WAITING_BYTES / 2;
  const [first, second, third] = [half, half, half].map((size) => files.add(file(size)));
  assert.throws(() => files.take([first ?? '']), RefusedActError);
  assert.equal(files.take([second ?? '']).length, 1);
  files.add(file(half));
  assert.equal(files.take([third ?? '']).length, 1);
});
