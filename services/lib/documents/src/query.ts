import { InvalidRequestError } from './errors.ts';
import { isIndexValue } from './index-keys.ts';
import type { CollectionDefinition, IndexDefinition, Query } from './document-store.ts';

export const MAX_PAGE = 1000;
export const MAX_COUNT = 10_000;
export const MAX_BATCH = 1000;

export type Condition = Omit<Query, 'limit' | 'after' | 'order'>;

/** Throws `InvalidRequestError` where a query is not one the port allows on this collection. */
export function checkQuery(definition: CollectionDefinition, query: Query): void {
  const index = checkCondition(definition, query);
  require(isWithin(query.limit, MAX_PAGE), `limit must be 1 to ${MAX_PAGE}`);
  const { after } = query;
  if (after === undefined) return;
  const places = index.fields.length + 1;
  const valid =
    Array.isArray(after) &&
    after.length === places &&
    after.every((place, at) => isIndexValue(place) || (place === null && at > 0 && at < places - 1)) &&
    typeof after[places - 1] === 'string' &&
    (query.equals ?? []).every((value, at) => after[at] === value);
  require(valid, 'after must be the cursor of an earlier page of the same query');
}

/** The same for what `find` and `count` share. */
export function checkCondition(definition: CollectionDefinition, condition: Condition): IndexDefinition {
  const index = Object.hasOwn(definition.indexes ?? {}, condition.index)
    ? definition.indexes?.[condition.index]
    : undefined;
  if (index === undefined) throw new InvalidRequestError(`${definition.name} declares no index of this name`);
  const { equals = [], above, from, below, to } = condition;
  const bounds = [above, from, below, to].filter((bound) => bound !== undefined);
  require(equals.length <= index.fields.length, 'equals has more values than the index has fields');
  require([...equals, ...bounds].every(isIndexValue), 'equals and bounds are strings, finite numbers or booleans');
  require(bounds.length === 0 || equals.length < index.fields.length, 'bounds need a field after equals');
  require(above === undefined || from === undefined, 'above and from exclude each other');
  require(below === undefined || to === undefined, 'below and to exclude each other');
  // A range over elements would show a document once per element, at places that no cursor of one document can name.
  require(index.multi !== true || equals.length > 0, 'a query on a multi index names its element in equals');
  return index;
}

export function checkAtMost(atMost: number): void {
  require(isWithin(atMost, MAX_COUNT), `atMost must be 1 to ${MAX_COUNT}`);
}

export function checkBatch(batch: readonly unknown[]): void {
  require(batch.length <= MAX_BATCH, `a call takes at most ${MAX_BATCH} documents or ids`);
}

function isWithin(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}

function require(holds: boolean, problem: string): void {
  if (!holds) throw new InvalidRequestError(problem);
}
