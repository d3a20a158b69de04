import { InvalidDocumentError } from './errors.ts';
import type { IndexValue } from './document-store.ts';

/** What a document holds at an indexed path; null where it holds nothing (or null). Throws `InvalidDocumentError` for another type. */
export function indexValueAt(document: object, path: string): IndexValue | null {
  return asIndexValue(valueAt(document, path), path);
}

/** The different elements of the array that a `multi` index stands on, null where there is no array. */
export function indexElementsAt(document: object, path: string): readonly IndexValue[] | null {
  const value = valueAt(document, path);
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw new InvalidDocumentError(`${path} is indexed as an array and holds none`);
  const elements = new Set<IndexValue>();
  for (const element of value) {
    const indexed = asIndexValue(element, path);
    if (indexed === null) throw new InvalidDocumentError(`an element of the indexed array ${path} is null`);
    elements.add(indexed);
  }
  return [...elements];
}

function valueAt(document: object, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) throw new InvalidDocumentError(`the indexed path ${path} leads through an array`);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function asIndexValue(value: unknown, path: string): IndexValue | null {
  if (value === undefined || value === null) return null;
  if (isIndexValue(value)) return value;
  throw new InvalidDocumentError(`the indexed field ${path} holds neither a string, a finite number nor a boolean`);
}

/** Strings must be well-formed, so that every store keeps and orders them alike. */
export function isIndexValue(value: unknown): value is IndexValue {
  if (typeof value === 'string') return value.isWellFormed();
  return typeof value === 'boolean' || Number.isFinite(value);
}
