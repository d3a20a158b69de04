export interface CidParts {
  /** Epoch ms. */
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
}

/**
 * A message's id made on the device, UUIDv7: sorts by time, so a list of them is a queue. `after` (the last one queued)
 * keeps that true when the clock was set back meanwhile.
 */
export function newCid({ now, randomBytes }: CidParts, after?: string): string {
  const floor = after === undefined ? 0 : Number.parseInt(after.slice(0, 13).replace('-', ''), 16) + 1;
  const time = Math.max(now(), floor).toString(16).padStart(12, '0');
  const random = randomBytes(10);
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}
