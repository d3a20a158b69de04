import { InvalidDocumentError } from './errors.ts';
import type { NewDocument, StoredDocument } from './document-store.ts';

/** Most that one document may take as UTF-8 JSON, with its `_id` and without its `rev`. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;
/** Most that an id may take in UTF-8. */
export const MAX_ID_BYTES = 512;
/** Deepest nesting of objects and arrays. */
export const MAX_DEPTH = 64;

/** A document as it is stored: `rev` is not part of the text, the store keeps it. */
export interface EncodedDocument {
  readonly id: string;
  readonly json: string;
}

/** Throws `InvalidDocumentError` for what would not come back from the store as it was given. */
export function encodeDocument<D extends StoredDocument>(document: D | NewDocument<D>): EncodedDocument {
  const { _id: id }: { readonly _id: unknown } = document;
  if (typeof id !== 'string' || id === '' || !id.isWellFormed() || Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw new InvalidDocumentError(`_id must be a string of 1 to ${MAX_ID_BYTES} bytes`);
  }
  checkJson(document, '', 0);
  const json = JSON.stringify({ ...document, rev: undefined });
  // A UTF-16 unit takes 1 to 3 bytes: most documents need no second pass to be known as small enough.
  if (json.length * 3 > MAX_DOCUMENT_BYTES && Buffer.byteLength(json) > MAX_DOCUMENT_BYTES) {
    throw new InvalidDocumentError(`the document takes more than ${MAX_DOCUMENT_BYTES} bytes of JSON`);
  }
  return { id, json };
}

export function decodeDocument(json: string, rev: number): StoredDocument {
  const document = JSON.parse(json) as { _id: string; rev: number };
  document.rev = rev;
  return document;
}

/** JSON.stringify alone would turn NaN into null and a Date into a string without a word. */
function checkJson(value: unknown, path: string, depth: number): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) throw notJson(path, 'a number that is not finite');
      return;
    case 'object':
      if (value === null) return;
      if (depth === MAX_DEPTH) throw notJson(path, `nested more than ${MAX_DEPTH} deep`);
      if (Array.isArray(value)) return checkArray(value, path, depth);
      return checkObject(value, path, depth);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw notJson(path, `of type ${typeof value}`);
  }
}

function checkArray(values: readonly unknown[], path: string, depth: number): void {
  for (const element of values) checkJson(element, `${path}[]`, depth + 1);
}

/** A field that is undefined counts as absent, as in JSON. */
function checkObject(value: object, path: string, depth: number): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value) {
    throw notJson(path, 'not a plain object');
  }
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) checkJson(field, path === '' ? key : `${path}.${key}`, depth + 1);
  }
}

function notJson(path: string, problem: string): InvalidDocumentError {
  return new InvalidDocumentError(`not JSON: ${path === '' ? 'the document' : path} is ${problem}`);
}
