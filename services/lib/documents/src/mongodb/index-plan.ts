import { InvalidRequestError } from '../errors.ts';
import type { CollectionDefinition } from '../document-store.ts';
import type { Declared } from './declare-collection.ts';
import type { MongoDocumentStore } from './mongo-document-store.ts';

/** One index of one collection. */
export interface PlannedIndex {
  readonly collection: string;
  readonly index: string;
  readonly unique: boolean;
}

export interface IndexPlan {
  /** To be created, or created by `applyIndexes`. */
  readonly missing: readonly PlannedIndex[];
  /** One line for each definition that contradicts what is stored: a changed index needs a new name. */
  readonly contradictions: readonly string[];
}

/** What the server lacks of these definitions. Changes nothing. */
export async function planIndexes(
  store: MongoDocumentStore,
  definitions: readonly CollectionDefinition[],
): Promise<IndexPlan> {
  return await eachDefinition(store, definitions, async () => undefined);
}

/**
 * Creates what is missing and never changes or drops an index. Repeatable. Throws `UniqueClashError` and
 * `InvalidDocumentError` where documents forbid an index; those before it stay.
 */
export async function applyIndexes(
  store: MongoDocumentStore,
  definitions: readonly CollectionDefinition[],
): Promise<IndexPlan> {
  return await eachDefinition(store, definitions, (declared) => store.create(declared));
}

async function eachDefinition(
  store: MongoDocumentStore,
  definitions: readonly CollectionDefinition[],
  carryOut: (declared: Declared) => Promise<void>,
): Promise<IndexPlan> {
  const missing: PlannedIndex[] = [];
  const contradictions: string[] = [];
  for (const definition of definitions) {
    try {
      const declared = await store.compare(definition);
      await carryOut(declared);
      const collection = definition.name;
      missing.push(
        ...declared.missing.map(({ name, unique }) => ({ collection, index: name, unique: unique === true })),
      );
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      contradictions.push(error.message);
    }
  }
  return { missing, contradictions };
}
