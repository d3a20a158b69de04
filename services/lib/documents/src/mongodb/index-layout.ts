import { expiresAtFieldOf, expiryField, storedPath } from './stored-document.ts';
import type { Document, IndexDescription, IndexDescriptionInfo } from 'mongodb';
import type { CollectionDefinition, IndexDefinition } from '../document-store.ts';

/** What an index may stand on; everything else, null above all, counts as missing. */
export const INDEXED_TYPES = ['string', 'number', 'bool'] as const;

/** An index as it is asked of the server. */
export type IndexSpec = IndexDescription & { readonly name: string; readonly key: Record<string, 1> };

/**
 * The port's indexes as MongoDB's. Each is partial, which makes documents without its first field no part of it and free of
 * its uniqueness, and ends in `_id`, the tie-break, unless it is unique and therefore a place by itself. So the server's own
 * list says all that was declared, and no definition is kept beside it.
 */
export function specsOf(definition: CollectionDefinition): readonly IndexSpec[] {
  const specs = Object.entries(definition.indexes ?? {}).map(([name, index]): IndexSpec => {
    const fields = [...index.fields.map(storedPath), ...(index.unique === true ? [] : ['_id'])];
    return {
      name,
      key: Object.fromEntries(fields.map((field): [string, 1] => [field, 1])),
      ...(index.unique === true ? { unique: true } : {}),
      partialFilterExpression: membership(index),
    };
  });
  if (definition.expiresAtField === undefined) return specs;
  const field = expiryField(definition.expiresAtField);
  return [
    ...specs,
    { name: `expiry:${definition.expiresAtField}`, key: { [field]: 1 }, sparse: true, expireAfterSeconds: 0 },
  ];
}

/** Which documents are in an index. A query has to say it too: only then the server sees that the index covers the query. */
export function membership({ fields, multi }: IndexDefinition): Document {
  const first = storedPath(fields[0] ?? '');
  // Every query on a multi index names an element, which shows that the field is there.
  return { [first]: multi === true ? { $exists: true } : { $type: [...INDEXED_TYPES] } };
}

/** The definition that the server's list of indexes amounts to. Indexes that are not of the port's kind are no part of it. */
export function storedDefinition(name: string, listed: readonly IndexDescriptionInfo[]): CollectionDefinition {
  const indexes: Record<string, IndexDefinition> = {};
  let expiresAtField: string | undefined;
  for (const index of listed) {
    const fields = Object.keys(index.key);
    expiresAtField ??= index.expireAfterSeconds === undefined ? undefined : expiresAtFieldOf(fields[0] ?? '');
    const definition = definitionOf(index, fields);
    if (definition !== undefined) indexes[index.name ?? ''] = definition;
  }
  return { name, indexes, ...(expiresAtField === undefined ? {} : { expiresAtField }) };
}

/** The index that a duplicate key was found in, by the fields the server names, else by its name in the message. */
export function clashingIndex(
  { indexes = {} }: CollectionDefinition,
  { keyPattern, message }: { readonly keyPattern?: Document | undefined; readonly message: string },
): string {
  if (keyPattern !== undefined) {
    const fields = Object.keys(keyPattern).join();
    if (fields === '_id') return '_id';
    const found = Object.entries(indexes).find(
      ([, index]) => index.unique === true && index.fields.map(storedPath).join() === fields,
    );
    if (found !== undefined) return found[0];
  }
  const named = / index: (\S+) dup key/.exec(message)?.[1];
  if (named === undefined) throw new Error('the server tells of a duplicate key and does not name its index');
  return named === '_id_' ? '_id' : named;
}

function definitionOf(index: IndexDescriptionInfo, keys: readonly string[]): IndexDefinition | undefined {
  const unique = index.unique === true;
  const tied = keys.at(-1) === '_id';
  const fields = tied ? keys.slice(0, -1) : keys;
  const filter = index.partialFilterExpression?.[fields[0] ?? ''] as Document | undefined;
  if (filter === undefined || unique === tied || !Object.values(index.key).every((order) => order === 1)) {
    return undefined;
  }
  if (filter['$exists'] === true) return { fields, multi: true };
  return Array.isArray(filter['$type']) ? { fields, ...(unique ? { unique } : {}) } : undefined;
}
