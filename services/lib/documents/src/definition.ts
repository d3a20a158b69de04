import { InvalidRequestError } from './errors.ts';
import type { CollectionDefinition, IndexDefinition } from './document-store.ts';

/** Most indexes of a collection. */
export const MAX_INDEXES = 32;
/** Most fields of an index. */
export const MAX_INDEX_FIELDS = 8;

const COLLECTION_NAME = /^(?!sqlite|system)[a-z][a-z0-9_]{0,63}$/;
const INDEX_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const PATH = /^[A-Za-z_][A-Za-z0-9_]{0,63}(\.[A-Za-z_][A-Za-z0-9_]{0,63}){0,7}$/;

/** Throws `InvalidRequestError` where a definition cannot be carried out by every adapter. */
export function checkDefinition(definition: CollectionDefinition): void {
  const { name, indexes = {}, expiresAtField } = definition;
  require(COLLECTION_NAME.test(name), `${name} is not a collection's name (snake_case, at most 64 letters)`);
  require(Object.keys(indexes).length <= MAX_INDEXES, `${name} has more than ${MAX_INDEXES} indexes`);
  for (const [index, { fields, unique, multi }] of Object.entries(indexes)) {
    require(INDEX_NAME.test(index), `${name}: ${index} is not an index's name (letters, digits, _)`);
    require(fields.length >= 1 &&
      fields.length <= MAX_INDEX_FIELDS, `${name}.${index}: 1 to ${MAX_INDEX_FIELDS} fields`);
    require(new Set(fields).size === fields.length, `${name}.${index} names a field twice`);
    for (const field of fields) require(PATH.test(field), `${name}.${index}: ${field} is not a field or dotted path`);
    require(!fields.some(isKept), `${name}.${index}: _id is in every index already, rev in none`);
    require(!(unique === true && multi === true), `${name}.${index} cannot be unique and multi`);
  }
  if (expiresAtField !== undefined) {
    require(PATH.test(expiresAtField) &&
      !expiresAtField.includes('.') &&
      !isKept(expiresAtField), `${name}: ${expiresAtField} is not a top-level field`);
  }
}

/**
 * What is stored together with what is declared. Indexes that are no longer declared stay (and bind) until an operator
 * drops them. Throws `InvalidRequestError` where the two contradict each other: a changed index needs a new name.
 */
export function mergeDefinitions(stored: CollectionDefinition, declared: CollectionDefinition): CollectionDefinition {
  const indexes: Record<string, IndexDefinition> = { ...stored.indexes };
  for (const [index, definition] of Object.entries(declared.indexes ?? {})) {
    const known = indexes[index];
    require(known === undefined ||
      sameIndex(known, definition), `${declared.name}.${index} is stored with another definition`);
    indexes[index] = definition;
  }
  const expiresAtField = stored.expiresAtField ?? declared.expiresAtField;
  require(declared.expiresAtField === undefined ||
    declared.expiresAtField === expiresAtField, `${declared.name} is stored with another field of expiry`);
  return { name: declared.name, indexes, ...(expiresAtField === undefined ? {} : { expiresAtField }) };
}

function sameIndex(one: IndexDefinition, other: IndexDefinition): boolean {
  return (
    one.fields.join() === other.fields.join() &&
    (one.unique ?? false) === (other.unique ?? false) &&
    (one.multi ?? false) === (other.multi ?? false)
  );
}

function isKept(field: string): boolean {
  return field === '_id' || field === 'rev';
}

function require(holds: boolean, problem: string): void {
  if (!holds) throw new InvalidRequestError(problem);
}
