import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelNames } from './commands/channel-names.ts';
import { declaredCollections } from './commands/declared-collections.ts';
import { read, sourceFiles, workspaces } from './workspaces.ts';

const OPENED = /\.collection<\w+>\(\{?\s*([\s\S]*?)\)/g;

/** What the sources of a folder open as `.collection<…>({ name: '…', … })`: name, fields of indexes, expiry. */
function opened(folder: string): string[] {
  return sourceFiles(folder)
    .filter((file) => !/\.(test|contract)\.ts$|\/(testing|tests|contract)\//.test(file))
    .flatMap((file) => [...read(file).matchAll(OPENED)].map(([, body = '']) => body))
    .filter((body) => body.includes('name:'))
    .map((body) => [...body.matchAll(/'(\w+)'/g)].map(([, word]) => word).join(' '));
}

/** A channel's own folder, and the libraries that it shares with channels of the same company. */
function sourcesOf(channel: string): string[] {
  const folder = `services/channels/${channel}`;
  const all = workspaces();
  const needed = all.find((workspace) => workspace.folder === folder)?.dependencies ?? new Set();
  const shared = all.filter(({ name, dependencies }) => needed.has(name) && dependencies.has('@onethread/channel-kit'));
  return [folder, ...shared.map((workspace) => workspace.folder)];
}

const declared = (database: string, channels = channelNames()) =>
  (declaredCollections(channels)[database] ?? []).map(({ name, indexes = {}, expiresAtField }) =>
    [name, ...Object.values(indexes).flatMap(({ fields }) => fields), ...(expiresAtField ? [expiresAtField] : [])].join(
      ' ',
    ),
  );

test('the indexes that operators create are those that services open', () => {
  const shared = declared('channel-none', ['none']);
  for (const channel of channelNames()) {
    const own = declared(`channel-${channel}`).filter((collection) => !shared.includes(collection));
    const openedByIt = sourcesOf(channel).flatMap(opened);
    assert.deepEqual(own.toSorted(), openedByIt.toSorted(), channel);
  }
  const desk = declared('desk').filter((collection) => collection !== 'health');
  assert.deepEqual(desk.toSorted(), opened('services/agent-desk/src').toSorted());
  assert.deepEqual(opened('services/channels/kit/src'), [], 'the kit declares all of its collections in one place');
  assert.deepEqual(opened('services/routing/src/stores'), [], 'history too');
});
