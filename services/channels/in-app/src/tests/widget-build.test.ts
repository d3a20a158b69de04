import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { builtScript } from './built-widget.ts';

const MOST_BYTES = 30 * 1024;

test('the widget is one script of at most 30 kB, makes one global, and needs no eval', async () => {
  const script = await builtScript();
  const bytes = gzipSync(script, { level: 9 }).length;
  assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
  assert.match(script, /^var Onethread\s*=/);
  assert.doesNotMatch(script, /\beval\(|new Function\(/);
});
