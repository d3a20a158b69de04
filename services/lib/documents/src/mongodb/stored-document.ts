import { Binary } from 'mongodb';
import { MAX_DEPTH } from '../json-document.ts';
import type { Document } from 'mongodb';
import type { EncodedDocument } from '../json-document.ts';
import type { StoredDocument } from '../document-store.ts';

/**
 * How a JSON document stands in MongoDB: as itself, field by field, so that any tool of that world can read it, with what
 * MongoDB would not give back as it was given written differently:
 *
 * - a field's name escapes what has a meaning there (`$`, `.`), in BSON (NUL) or to the driver (`_bsontype`, `__proto__`)
 *   as `%` and four hex digits; the empty name is a lone `%`;
 * - a string that UTF-8 cannot hold (half a surrogate pair) is kept as its UTF-16 bytes: JSON has no bytes of its own;
 * - the time of expiry stands once more, as a date, under a name that no escaped field can have.
 */

const MEANINGFUL = /[%$.\0\p{Cs}]/gu;
const ESCAPED = /%([0-9a-f]{4})/g;
const EMPTY_NAME = '%';
/** Names that the driver takes for something else. */
const TAKEN_NAMES: ReadonlySet<string> = new Set(['_bsontype', '__proto__']);
const EXPIRY_PREFIX = '%expires:';
/** The farthest that a date reaches, in epoch ms. */
const FARTHEST_MS = 8.64e15;

/** A dotted path of the port as it is named in MongoDB. */
export function storedPath(path: string): string {
  return path.split('.').map(storedName).join('.');
}

/** The date that MongoDB's own expiry goes by, for a field that holds epoch ms. */
export function expiryField(expiresAtField: string): string {
  return EXPIRY_PREFIX + storedName(expiresAtField);
}

/** The port's field, of a name that `expiryField` made; undefined for any other. */
export function expiresAtFieldOf(field: string): string | undefined {
  return field.startsWith(EXPIRY_PREFIX) ? originalName(field.slice(EXPIRY_PREFIX.length)) : undefined;
}

/** Clamped: what is beyond a date's reach is as good as never, or as good as always. */
export function expiryDate(atMs: number): Date {
  return new Date(Math.min(FARTHEST_MS, Math.max(-FARTHEST_MS, Math.ceil(atMs))));
}

/** From the text, so that nothing is shared with the caller's document, which may change before it is sent. */
export function toStored({ id, json }: EncodedDocument, rev: number, expiry?: Document): Document {
  const { _id: _, ...fields } = JSON.parse(json) as Record<string, unknown>;
  return { _id: id, rev, ...(stored(fields) as Document), ...expiry };
}

export function fromStored(document: Document): StoredDocument {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([name]) => !name.startsWith(EXPIRY_PREFIX))
      .map(([name, value]) => [originalName(name), original(value)]),
  ) as unknown as StoredDocument;
}

function stored(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : new Binary(Buffer.from(value, 'utf16le'));
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(stored);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [storedName(name), stored(field)]));
}

function original(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Binary) return Buffer.from(value.buffer).toString('utf16le');
  // Deeper than any document of ours: something that was written by hand stays as it is.
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((element) => original(element, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [originalName(name), original(field, depth + 1)]),
  );
}

function storedName(name: string): string {
  if (name === '') return EMPTY_NAME;
  if (TAKEN_NAMES.has(name)) return escape(name.slice(0, 1)) + name.slice(1);
  return name.replace(MEANINGFUL, escape);
}

function originalName(name: string): string {
  if (!name.includes('%')) return name;
  return name === EMPTY_NAME ? '' : name.replace(ESCAPED, (_, unit: string) => String.fromCharCode(parseInt(unit, 16)));
}

function escape(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
