/** The kinds of value that tell what a server is; all others are passed over. */
export type BsonValue = string | number | boolean;

const STRING = 0x02;
const BOOLEAN = 0x08;
const NULL = 0x0a;
const INT32 = 0x10;
const DOUBLE = 0x01;

/** Bytes of a value by its type, given where it begins (bsonspec.org/spec.html). */
const SIZES: Readonly<Record<number, (bytes: Buffer, at: number) => number>> = {
  [DOUBLE]: () => 8,
  [STRING]: (bytes, at) => 4 + bytes.readInt32LE(at),
  0x03: (bytes, at) => bytes.readInt32LE(at), // document
  0x04: (bytes, at) => bytes.readInt32LE(at), // array
  0x05: (bytes, at) => 5 + bytes.readInt32LE(at), // binary
  0x07: () => 12, // object id
  [BOOLEAN]: () => 1,
  0x09: () => 8, // date
  [NULL]: () => 0,
  [INT32]: () => 4,
  0x11: () => 8, // timestamp
  0x12: () => 8, // int64
  0x13: () => 16, // decimal128
};

/**
 * Top-level strings, numbers and booleans of a BSON document; it stops at a type that no server's greeting has, and at what
 * is no BSON at all: another program may listen where the server was.
 */
export function firstFields(document: Buffer): ReadonlyMap<string, BsonValue> {
  const fields = new Map<string, BsonValue>();
  let at = 4;
  while (at < document.length && document[at] !== 0) {
    const type = document[at] ?? 0;
    const nameEnd = document.indexOf(0, at + 1);
    if (nameEnd < 0) break;
    const name = document.toString('utf8', at + 1, nameEnd);
    at = nameEnd + 1;
    const size = sizeOf(type, document, at);
    if (size === undefined) break;
    if (type === STRING) fields.set(name, document.toString('utf8', at + 4, at + size - 1));
    if (type === BOOLEAN) fields.set(name, document[at] === 1);
    if (type === INT32) fields.set(name, document.readInt32LE(at));
    if (type === DOUBLE) fields.set(name, document.readDoubleLE(at));
    at += size;
  }
  return fields;
}

/** Undefined for an unknown type, and where the value does not lie within the document. */
function sizeOf(type: number, document: Buffer, at: number): number | undefined {
  // Sizes of values are read from their first four bytes.
  const size = at + 4 > document.length && type !== BOOLEAN && type !== NULL ? undefined : SIZES[type]?.(document, at);
  return size === undefined || size < 0 || at + size > document.length ? undefined : size;
}
