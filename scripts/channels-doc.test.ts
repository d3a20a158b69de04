import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHANNELS } from '../services/all-in-one/src/channels.ts';
import { CHANNELS_DOC_FILE, channelsDoc } from './channels-doc.ts';
import { read, sourceFiles } from './workspaces.ts';

test('docs/channels.md says what the channels declare: node scripts/channels-doc.ts', async () => {
  assert.equal(read(CHANNELS_DOC_FILE), await channelsDoc());
});

test('the desk and routing name no channel: what they know of one, it declared itself', () => {
  const names = CHANNELS.map(({ name }) => name).filter((name) => !WORDS.has(name));
  const spelled = new RegExp(`(['"\`])(?:${names.join('|')})\\1`, 'u');
  const found = ['services/agent-desk', 'services/routing']
    .flatMap(sourceFiles)
    .filter((file) => !/\.test\.tsx?$|\/(tests|testing)\//.test(file))
    .filter((file) => spelled.test(read(file)));
  assert.deepEqual(found, []);
});

/** Words of their own beside: a unit in which any channel may count its texts, and a kind of address. */
const WORDS = new Set(['sms', 'email']);
