/** Object ids of CMS (RFC 5652) as they are encoded. */
const SIGNED_DATA = '2a864886f70d010702';
const ENVELOPED = ['2a864886f70d010703', '2a864886f70d0109100117'];
const OCTET_STRING = 0x04;
const CONSTRUCTED_OCTET_STRING = 0x24;
const OBJECT_ID = 0x06;
const FIRST = 0xa0;
/** Pieces of one octet string, and levels of it. */
const MOST_PIECES = 100_000;
const MOST_DEPTH = 8;

interface Value {
  readonly tag: number;
  /** Where its content begins and ends. */
  readonly start: number;
  readonly end: number;
  /** Where the next value begins. */
  readonly next: number;
}

export type CmsContent = { readonly kind: 'signed'; readonly content: Buffer } | { readonly kind: 'encrypted' };

/**
 * What an S/MIME message in one piece (`smime.p7m`) holds: the signed mail (the signature is not looked at), or that it is
 * encrypted. Undefined: it is neither.
 */
export function readCms(data: Buffer): CmsContent | undefined {
  const [type, holder] = valuesIn(data, valueAt(data, 0, data.length));
  if (type?.tag !== OBJECT_ID) return undefined;
  const id = data.toString('hex', type.start, type.end);
  if (ENVELOPED.includes(id)) return { kind: 'encrypted' };
  if (id !== SIGNED_DATA || holder?.tag !== FIRST) return undefined;
  const [signed] = valuesIn(data, holder);
  const [, , info] = valuesIn(data, signed);
  const [, wrapper] = valuesIn(data, info);
  const [octets] = wrapper?.tag === FIRST ? valuesIn(data, wrapper) : [];
  if (octets === undefined) return undefined;
  const pieces = octetsOf(data, octets, 0);
  return pieces.length === 0 ? undefined : { kind: 'signed', content: Buffer.concat(pieces) };
}

function octetsOf(data: Buffer, value: Value, depth: number): readonly Buffer[] {
  if (value.tag === OCTET_STRING) return [data.subarray(value.start, value.end)];
  if (value.tag !== CONSTRUCTED_OCTET_STRING || depth >= MOST_DEPTH) return [];
  return valuesIn(data, value).flatMap((inner) => octetsOf(data, inner, depth + 1));
}

function valuesIn(data: Buffer, outer: Value | undefined): readonly Value[] {
  const found: Value[] = [];
  if (outer === undefined) return found;
  for (let at = outer.start; at < outer.end && found.length < MOST_PIECES;) {
    const value = valueAt(data, at, outer.end);
    if (value === undefined) break;
    found.push(value);
    at = value.next;
  }
  return found;
}

/** A value in BER; one of indefinite length reaches to its two zero bytes. */
function valueAt(data: Buffer, at: number, limit: number, depth = 0): Value | undefined {
  const tag = data[at];
  const first = data[at + 1];
  if (tag === undefined || first === undefined || at + 2 > limit || depth > MOST_DEPTH * 4) return undefined;
  if (first === 0x80) {
    const start = at + 2;
    let next = start;
    while (next + 2 <= limit && !(data[next] === 0 && data[next + 1] === 0)) {
      const inner = valueAt(data, next, limit, depth + 1);
      if (inner === undefined) return { tag, start, end: limit, next: limit };
      next = inner.next;
    }
    return { tag, start, end: next, next: next + 2 };
  }
  const lengthBytes = first > 0x80 ? first - 0x80 : 0;
  if (lengthBytes > 4 || at + 2 + lengthBytes > limit) return undefined;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : data.readUIntBE(at + 2, lengthBytes);
  const end = Math.min(start + length, limit);
  return { tag, start, end, next: end };
}
