import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleItem, sampleReply } from '../../../tests/wire-samples.ts';
import type { Item } from '../../../wire/model.ts';
import { wordsOfItem, writtenSince } from './written-since.ts';

const reply = (id: string, atUs: number, agentId: string, held = false) =>
  sampleItem(id, atUs, { content: sampleReply({ agentId, held }) });
const ids = (items: readonly Item[]) => items.map((item) => item.itemId);

const held = reply('held', 50, 'ada', true);
const thread = [
  sampleItem('first', 10),
  reply('own', 20, 'ada'),
  sampleItem('seen', 30),
  sampleItem('new', 40),
  reply('bens', 45, 'ben'),
  held,
  sampleItem('later', 60),
];

test('what others wrote above what was seen is what changed, also after the held reply', () => {
  assert.deepEqual(ids(writtenSince(thread, held, 30)), ['new', 'bens', 'later']);
  assert.deepEqual(ids(writtenSince(thread, held, 60)), []);
});

test('where it is not known what was seen, it is what others wrote since the author’s own words', () => {
  assert.deepEqual(ids(writtenSince(thread, held, undefined)), ['seen', 'new', 'bens', 'later']);
});

test('an item is told in one line, whatever it is made of', () => {
  const file = { kind: 'file', fileKind: 'file', blobId: 'b', name: 'a.pdf', contentType: '', sizeBytes: 1 } as const;
  const content = sampleReply({ parts: [{ kind: 'text', text: 'See here:', html: '' }, file] });
  assert.equal(wordsOfItem({ content }), 'See here: a.pdf');
});
