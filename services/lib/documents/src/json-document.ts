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
  const fault = faultIn(document, 0);
  if (fault !== undefined) {
    throw new InvalidDocumentError(`not JSON: ${fault.path === '' ? 'the document' : fault.path} is ${fault.problem}`);
  }
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

interface Fault {
  /** Where in the document, written on the way back only: most documents have none. */
  readonly path: string;
  readonly problem: string;
}

/** JSON.stringify alone would turn NaN into null and a Date into a string without a word. */
function faultIn(value: unknown, depth: number): Fault | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : { path: '', problem: 'a number that is not finite' };
    case 'object':
      if (value === null) return undefined;
      if (depth === MAX_DEPTH) return { path: '', problem: `nested more than ${MAX_DEPTH} deep` };
      return Array.isArray(value) ? faultInArray(value, depth) : faultInObject(value, depth);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return { path: '', problem: `of type ${typeof value}` };
  }
}

function faultInArray(values: readonly unknown[], depth: number): Fault | undefined {
  for (const element of values) {
    const fault = faultIn(element, depth + 1);
    if (fault !== undefined) return below('[]', fault);
  }
  return undefined;
}

/** A field that is undefined counts as absent, as in JSON. */
function faultInObject(value: object, depth: number): Fault | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || 'toJSON' in value) {
    return { path: '', problem: 'not a plain object' };
  }
  for (const key of Object.keys(value)) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    const fault = field === undefined ? undefined : faultIn(field, depth + 1);
    if (fault !== undefined) return below(key, fault);
  }
  return undefined;
}

function below(name: string, { path, problem }: Fault): Fault {
  return { path: path === '' || path.startsWith('[') ? name + path : `${name}.${path}`, problem };
}
