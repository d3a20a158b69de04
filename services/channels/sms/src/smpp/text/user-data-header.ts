/** Where a part belongs: parts of one message share sender, receiver, reference and total. */
export interface Concatenation {
  readonly reference: number;
  readonly total: number;
  /** From 1. */
  readonly part: number;
  /** References of 8 and of 16 bits are different ones, as are those of sar_* TLVs. */
  readonly kind: '8-bit' | '16-bit' | 'sar';
}

const IEI_8_BIT = 0x00;
const IEI_16_BIT = 0x08;

/** The first element that says so; elements that contradict themselves (part 3 of 2) do not count. */
export function concatenationOf(elements: readonly Uint8Array[]): Concatenation | undefined {
  for (const element of elements) {
    const [iei, length, ...data] = element;
    if (length === undefined || data.length < length) continue;
    const [a = 0, b = 0, c = 0, d = 0] = data;
    if (iei === IEI_8_BIT && length === 3) {
      const found = valid({ kind: '8-bit', reference: a, total: b, part: c });
      if (found !== undefined) return found;
    }
    if (iei === IEI_16_BIT && length === 4) {
      const found = valid({ kind: '16-bit', reference: a * 256 + b, total: c, part: d });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The same by the TLVs sar_msg_ref_num, sar_total_segments and sar_segment_seqnum. */
export function sarConcatenation(reference: unknown, total: unknown, part: unknown): Concatenation | undefined {
  if (typeof reference !== 'number' || typeof total !== 'number' || typeof part !== 'number') return undefined;
  return valid({ kind: 'sar', reference, total, part });
}

/** The header of one part with an 8-bit reference, its length octet first: what every phone understands. */
export function concatenationHeader(reference: number, total: number, part: number): Buffer {
  return Buffer.from([5, IEI_8_BIT, 3, reference & 0xff, total, part]);
}

function valid(found: Concatenation): Concatenation | undefined {
  return found.total >= 1 && found.part >= 1 && found.part <= found.total ? found : undefined;
}
