import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_REMEMBERED, ShownFiles } from './shown-files.ts';

function play() {
  const files = new ShownFiles();
  const show = (name: string, contentType = '') =>
    files.show('messenger', { name, contentType, size: 1, url: `http://127.0.0.1/${name}` });
  const idOf = (name: string): string => show(name).url.split('/').at(-1) ?? '';
  return { files, show, idOf };
}

test('a file has one address on the page, which leads to where it lies', () => {
  const { files, show, idOf } = play();
  const id = idOf('a.png');
  assert.equal(idOf('a.png'), id);
  assert.notEqual(idOf('b.png'), id);
  assert.partialDeepStrictEqual(files.find(id), { provider: 'messenger', address: 'http://127.0.0.1/a.png' });
  assert.equal(files.find('unknown'), undefined);
  files.learnType('http://127.0.0.1/a.png', 'image/png');
  assert.equal(show('a.png').contentType, 'image/png');
  assert.equal(idOf('a.png'), id);
});

test('of too many files the one that nobody asked for is forgotten, and is another when it is shown again', () => {
  const { files, idOf } = play();
  const [opened, shown, quiet] = ['opened', 'shown', 'quiet'].map(idOf);
  for (let n = 3; n < MAX_REMEMBERED; n += 1) idOf(`${n}`);
  assert.ok(files.find(opened ?? ''));
  assert.equal(idOf('shown'), shown);
  idOf('one more');
  assert.deepEqual(
    [opened, shown, quiet].map((id) => files.find(id ?? '') !== undefined),
    [true, true, false],
  );
  assert.notEqual(idOf('quiet'), quiet);
});
