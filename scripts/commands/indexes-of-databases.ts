import type { Command } from 'commander';
import {
  applyIndexes,
  openMongoDocumentStore,
  planIndexes,
  StoreMisconfiguredError,
  StoreUnavailableError,
  UniqueClashError,
  type IndexPlan,
} from '@onethread/documents';
import { listed } from './channel-names.ts';
import { confirmed } from './confirm.ts';
import { declaredCollections } from './declared-collections.ts';
import { chosenMongodb } from './engine-choice.ts';
import type { IndexOptions } from './indexes.ts';
import { PlainError, say, table } from './output.ts';

interface DatabasePlan extends IndexPlan {
  readonly database: string;
}

export async function showIndexPlan({ channels }: IndexOptions, command: Command): Promise<void> {
  const plans = await inEach(channels, planIndexes);
  if (plans.some(({ missing, contradictions }) => missing.length + contradictions.length > 0)) process.exitCode = 1;
  say(command, plans, text(plans, 'Nothing is missing.'));
}

export async function applyIndexPlan({ channels, yes = false }: IndexOptions, command: Command): Promise<void> {
  const planned = await inEach(channels, planIndexes);
  const count = planned.reduce((sum, { missing }) => sum + missing.length, 0);
  if (count > 0) await confirmed(`${text(planned, '')}\nCreate ${count} indexes?`, yes);
  // Also where no index is missing: collections are made too.
  const applied = await inEach(channels, applyIndexes);
  if (applied.some(({ contradictions }) => contradictions.length > 0)) process.exitCode = 1;
  say(command, applied, text(applied, 'Nothing to do.'));
}

async function inEach(channels: string, work: typeof planIndexes): Promise<readonly DatabasePlan[]> {
  const { uri, prefix } = chosenMongodb();
  const plans: DatabasePlan[] = [];
  for (const [name, definitions] of Object.entries(declaredCollections(listed(channels)))) {
    const database = `${prefix}_${name.replaceAll('-', '_')}`;
    try {
      const store = await openMongoDocumentStore({ uri, database, createIndexes: false });
      try {
        plans.push({ database, ...(await work(store, definitions)) });
      } finally {
        await store.close();
      }
    } catch (error) {
      throw isOutside(error) ? new PlainError(`${database}: ${error.message}`, { cause: error }) : error;
    }
  }
  return plans;
}

/** Faults of the server, its user or what it holds. */
function isOutside(error: unknown): error is Error {
  return [StoreMisconfiguredError, StoreUnavailableError, UniqueClashError].some((kind) => error instanceof kind);
}

function text(plans: readonly DatabasePlan[], none: string): string {
  const rows = plans.flatMap(({ database, missing }) =>
    missing.map(({ collection, index, unique }) => [database, collection, index, unique ? 'unique' : '']),
  );
  const faults = plans.flatMap(({ database, contradictions }) =>
    contradictions.map((fault) => `! ${database}: ${fault}`),
  );
  const created = rows.length === 0 ? none : table(['database', 'collection', 'index', ''], rows);
  return [created, ...faults].filter((line) => line !== '').join('\n');
}
