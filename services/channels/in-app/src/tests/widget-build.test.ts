import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { builtWidget, type BuiltWidget } from './built-widget.ts';

const MOST_BYTES = 30 * 1024;
const MOST_BYTES_OF_TEXTS = 5 * 1024;
const compressed = (text: string): number => gzipSync(text, { level: 9 }).length;

describe('the built widget', () => {
  let widget: BuiltWidget;
  before(async () => {
    widget = await builtWidget();
  });

  test('is one script of at most 30 kB, makes one global, and needs no eval', () => {
    const { script } = widget;
    const bytes = compressed(script);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    assert.match(script, /^var Onethread\s*=/);
    assert.doesNotMatch(script, /\beval\(|new Function\(/);
  });

  test('has its texts beside it, each language small and by itself', () => {
    const texts = [...widget.files].filter(([name]) => name.startsWith('texts/'));
    assert.deepEqual(
      texts.map(([name]) => name).toSorted(),
      ['en', 'ja', 'pl', 'ru', 'uk'].map((tag) => `texts/${tag}.json`),
    );
    for (const [name, text] of texts) assert.ok(compressed(text) <= MOST_BYTES_OF_TEXTS, name);
    assert.ok(!widget.script.includes('Write a message'), 'no text came into the script');
  });

  test('has the types of its interface beside it, which need nothing else', () => {
    const types = widget.files.get('widget.d.ts') ?? '';
    assert.match(types, /interface OnethreadApi/);
    assert.doesNotMatch(types, /^import /m);
  });
});
