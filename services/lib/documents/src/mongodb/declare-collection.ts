import { MongoServerError } from 'mongodb';
import { mergeDefinitions } from '../definition.ts';
import { InvalidDocumentError, InvalidRequestError, StoreMisconfiguredError, UniqueClashError } from '../errors.ts';
import { storedDefinition, specsOf } from './index-layout.ts';
import { DUPLICATE_KEY, NAMESPACE_NOT_FOUND, notDone } from './mongo-faults.ts';
import { writeExpiryDates } from './expiry-dates.ts';
import { misfitFilter } from './misfit-filter.ts';
import type { Db, IndexDescriptionInfo } from 'mongodb';
import type { CollectionDefinition } from '../document-store.ts';
import type { IndexSpec } from './index-layout.ts';

/** Another index has this name, or these fields. */
const CONFLICT_CODES: ReadonlySet<unknown> = new Set([85, 86]);

export interface Declared {
  /** What is stored and what is declared, together. */
  readonly definition: CollectionDefinition;
  readonly missing: readonly IndexSpec[];
  readonly exists: boolean;
}

/** Compares a definition with what the server has. Throws `InvalidRequestError` where they contradict each other. */
export async function compareDefinition(database: Db, definition: CollectionDefinition): Promise<Declared> {
  const listed = await listIndexes(database, definition.name);
  const stored = storedDefinition(definition.name, listed);
  const merged = mergeDefinitions(stored, definition);
  const names = new Set(listed.map(({ name }) => name));
  const foreign = Object.keys(merged.indexes ?? {}).find(
    (name) => names.has(name) && !(name in (stored.indexes ?? {})),
  );
  if (foreign !== undefined) {
    throw new InvalidRequestError(
      `${definition.name}.${foreign} is there with another definition, not made by this library`,
    );
  }
  return {
    definition: merged,
    missing: specsOf(merged).filter(({ name }) => !names.has(name)),
    exists: listed.length > 0,
  };
}

/** Throws `StoreMisconfiguredError`: without its indexes a collection would let duplicates in and read all of itself. */
export function refuseMissing({ definition, missing }: Declared): void {
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(', ');
  throw new StoreMisconfiguredError(
    'indexes-missing',
    `${definition.name} lacks its indexes ${names}: run "onethread indexes apply"`,
  );
}

/**
 * Creates what is missing; others may be doing the same. An index that the documents forbid is refused with
 * `UniqueClashError` or `InvalidDocumentError`, and nothing of it stays.
 */
export async function createMissing(database: Db, { definition, missing, exists }: Declared): Promise<void> {
  const collection = database.collection(definition.name);
  for (const spec of missing) {
    if (exists) await refuseMisfits(database, definition, spec);
    if (exists && spec.expireAfterSeconds !== undefined) await writeExpiryDates(collection, definition);
    await createIndex(database, definition.name, spec);
  }
}

async function createIndex(database: Db, collection: string, spec: IndexSpec): Promise<void> {
  const { name, key, ...options } = spec;
  try {
    await database.collection(collection).createIndex(key, { name, ...options });
  } catch (error) {
    if (!(error instanceof MongoServerError)) throw notDone(error);
    if (error.code === DUPLICATE_KEY) throw new UniqueClashError(name);
    if (!CONFLICT_CODES.has(error.code)) throw notDone(error);
    const problem = `${collection}.${name} is there with another definition, or its fields are in another index`;
    throw new InvalidRequestError(problem, { cause: error });
  }
}

/** The server would index them in its own way; the port says that an indexed field holds one value. */
async function refuseMisfits(database: Db, definition: CollectionDefinition, spec: IndexSpec): Promise<void> {
  const filter = misfitFilter(definition, spec.name);
  const found = await database.collection(definition.name).findOne(filter, { projection: { _id: 1 } });
  if (found === null) return;
  throw new InvalidDocumentError(`a document of ${definition.name} holds what ${spec.name} cannot have in a field`);
}

async function listIndexes(database: Db, collection: string): Promise<readonly IndexDescriptionInfo[]> {
  try {
    return await database.collection(collection).indexes();
  } catch (error) {
    if (error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND) return [];
    throw notDone(error);
  }
}
