/** A property of MAPI ([MS-OXTNEF] 2.1.3.4), of which only the first value is kept. */
export interface MapiProperty {
  readonly type: number;
  readonly value: Buffer;
}

export const PROPERTY = {
  subject: 0x0037,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  attachedData: 0x3701,
  attachedName: 0x3704,
  attachedLongName: 0x3707,
  attachedType: 0x370e,
  attachedContentId: 0x3712,
  codepage: 0x3fde,
  senderName: 0x0c1a,
  senderAddress: 0x5d01,
} as const;

const UNICODE = 0x1f;
const STRING8 = 0x1e;
const BINARY = 0x102;
/** Something with a type of its own, which its first 16 bytes name. */
export const OBJECT = 0x0d;
const MULTIPLE = 0x1000;
/** Bytes of values that have a size of their own; those shorter than four are padded. */
const SIZES: Readonly<Record<number, number>> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const MOST_PROPERTIES = 2_000;
const MOST_VALUES = 10_000;

/** The properties by their id; named ones are passed over. What stands behind a fault is not read. */
export function readMapiProperties(data: Buffer): ReadonlyMap<number, MapiProperty> {
  const found = new Map<number, MapiProperty>();
  const reader = new MapiReader(data);
  const count = Math.min(reader.uint32(), MOST_PROPERTIES);
  for (let at = 0; at < count && !reader.isBroken; at += 1) {
    const type = reader.uint16();
    const id = reader.uint16();
    if (id >= 0x8000) reader.skipName();
    const value = reader.value(type);
    if (value !== undefined && !found.has(id)) found.set(id, { type: type & ~MULTIPLE, value });
  }
  return found;
}

/** Bytes of a property's text and the charset that they are in. */
export function textOfProperty(
  property: MapiProperty | undefined,
  charset: string,
): { bytes: Buffer; charset: string } {
  const bytes = property?.value ?? Buffer.alloc(0);
  return { bytes, charset: property?.type === UNICODE ? 'utf-16le' : charset };
}

/** Reads on from fault to fault without throwing: behind its end all is zero, and `isBroken`. */
class MapiReader {
  readonly #data: Buffer;
  #at = 0;
  isBroken = false;

  constructor(data: Buffer) {
    this.#data = data;
  }

  uint16(): number {
    const bytes = this.#take(2);
    return bytes.length === 2 ? bytes.readUInt16LE() : 0;
  }

  uint32(): number {
    const bytes = this.#take(4);
    return bytes.length === 4 ? bytes.readUInt32LE() : 0;
  }

  skipName(): void {
    this.#take(16);
    if (this.uint32() === 0) this.uint32();
    else this.#padded(this.uint32());
  }

  /** The first of the values; undefined: of a type that nobody knows, behind which nothing can be read. */
  value(type: number): Buffer | undefined {
    const single = type & ~MULTIPLE;
    const size = SIZES[single];
    const isMultiple = (type & MULTIPLE) !== 0;
    const isSized = single === STRING8 || single === UNICODE || single === BINARY || single === OBJECT;
    if (size === undefined && !isSized) {
      this.isBroken = true;
      return undefined;
    }
    const count = isSized || isMultiple ? Math.min(this.uint32(), MOST_VALUES) : 1;
    let first: Buffer | undefined;
    for (let at = 0; at < count && !this.isBroken; at += 1) {
      const value = size === undefined ? this.#padded(this.uint32()) : this.#take(size);
      first ??= value;
    }
    return this.isBroken ? undefined : first;
  }

  #padded(size: number): Buffer {
    const bytes = this.#take(size);
    const over = size % 4;
    if (over !== 0 && this.#at < this.#data.length) this.#take(Math.min(4 - over, this.#data.length - this.#at));
    return bytes;
  }

  #take(size: number): Buffer {
    if (size > this.#data.length - this.#at) {
      this.isBroken = true;
      this.#at = this.#data.length;
      return Buffer.alloc(0);
    }
    const bytes = this.#data.subarray(this.#at, this.#at + size);
    this.#at += size;
    return bytes;
  }
}
