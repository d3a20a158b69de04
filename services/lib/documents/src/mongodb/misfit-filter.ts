import { INDEXED_TYPES } from './index-layout.ts';
import { storedPath } from './stored-document.ts';
import type { Document } from 'mongodb';
import type { CollectionDefinition } from '../document-store.ts';

/** Finds documents that `index-keys.ts` would refuse to write under this index (or under the time of expiry). */
export function misfitFilter({ indexes = {}, expiresAtField }: CollectionDefinition, name: string): Document {
  const index = indexes[name];
  if (index === undefined) return { $or: misfits(storedPath(expiresAtField ?? ''), ['number']) };
  const [first = '', ...rest] = index.fields.map(storedPath);
  const ofFirst = index.multi === true ? elementMisfits(first) : misfits(first, INDEXED_TYPES);
  return { $or: [...ofFirst, ...rest.flatMap((path) => misfits(path, INDEXED_TYPES))] };
}

/** A type asked of an array is asked of its elements, so arrays are named apart, on the way to the field too. */
function misfits(path: string, types: readonly string[]): Document[] {
  return [
    ...waysTo(path).map((way) => ({ [way]: { $type: 'array' } })),
    { [path]: { $exists: true, $not: { $type: [...types, 'null'] } } },
  ];
}

function elementMisfits(path: string): Document[] {
  return [
    ...waysTo(path)
      .slice(0, -1)
      .map((way) => ({ [way]: { $type: 'array' } })),
    { [path]: { $exists: true, $ne: null, $not: { $type: 'array' } } },
    { [path]: { $elemMatch: { $not: { $type: [...INDEXED_TYPES] } } } },
  ];
}

/** `a`, `a.b`, `a.b.c` for `a.b.c`. */
function waysTo(path: string): readonly string[] {
  const names = path.split('.');
  return names.map((_, at) => names.slice(0, at + 1).join('.'));
}
