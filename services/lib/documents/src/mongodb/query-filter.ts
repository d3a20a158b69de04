import { membership } from './index-layout.ts';
import { storedPath } from './stored-document.ts';
import type { Document } from 'mongodb';
import type { IndexDefinition, IndexValue, Query } from '../document-store.ts';
import type { Condition } from '../query.ts';

export type Sort = Record<string, 1 | -1>;

/** Everything a query says of values. Each is compared by an operator, so that no value can be taken for one. */
export function conditionFilter(index: IndexDefinition, condition: Condition): Document {
  const { equals = [], above, from, below, to } = condition;
  const paths = index.fields.map(storedPath);
  const terms = equals.map((value, place): Document => ({ [paths[place] ?? '']: { $eq: value } }));
  const bounds = { $gt: above, $gte: from, $lt: below, $lte: to };
  const given = Object.entries(bounds).filter(([, bound]) => bound !== undefined);
  // A comparison finds values of the bound's own type: documents without one are outside.
  if (given.length > 0) terms.push({ [paths[equals.length] ?? '']: Object.fromEntries(given) });
  return { $and: [membership(index), ...terms] };
}

/** The order of the index. A unique index that is asked for one whole key holds one document and has no order. */
export function sortOf(index: IndexDefinition, query: Query): Sort {
  const direction = query.order === 'descending' ? -1 : 1;
  return Object.fromEntries(placeFields(index, query).map((field): [string, 1 | -1] => [field, direction]));
}

/**
 * What stands after a cursor's place (v1, v2, ..., id) in the order of the index: a later first field, or the same first
 * and a later second, and so on. The bound on the first field says it once more, for the server to seek by; what it then
 * passes over are keys that tie with the place in that field.
 */
export function afterFilter(index: IndexDefinition, query: Query): Document {
  const { after = [], equals = [] } = query;
  const descending = query.order === 'descending';
  const fields = placeFields(index, query);
  const place = fields.length === 0 ? after.slice(-1) : after.slice(equals.length, equals.length + fields.length);
  const names = fields.length === 0 ? ['_id'] : fields;
  const later = names.flatMap((field, at) => {
    const beyond = beyondTerm(field, place[at] ?? null, descending);
    if (beyond === undefined) return [];
    const same = names.slice(0, at).map((earlier, n): Document => ({ [earlier]: { $eq: place[n] ?? null } }));
    return [{ $and: [...same, beyond] }];
  });
  const bound = seekTerm(names[0] ?? '', place[0] ?? null, descending);
  return { $and: [...(bound === undefined ? [] : [bound]), { $or: later }] };
}

/** Missing values stand before all others, and a comparison never finds them. */
function beyondTerm(field: string, value: IndexValue | null, descending: boolean): Document | undefined {
  if (!descending) return { [field]: value === null ? { $ne: null } : { $gt: value } };
  return value === null ? undefined : { $or: [{ [field]: { $lt: value } }, { [field]: { $eq: null } }] };
}

function seekTerm(field: string, value: IndexValue | null, descending: boolean): Document | undefined {
  if (!descending) return value === null ? undefined : { [field]: { $gte: value } };
  // "Not above" and not "at most", because missing values are to come too.
  return { [field]: value === null ? { $eq: null } : { $not: { $gt: value } } };
}

/** The fields that tell apart documents which are equal in the first ones: with the id last, unless the index is unique. */
function placeFields(index: IndexDefinition, { equals = [] }: Pick<Query, 'equals'>): readonly string[] {
  return [...index.fields.map(storedPath), ...(index.unique === true ? [] : ['_id'])].slice(equals.length);
}
