const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const HEADER_BYTES = 16;
const WINDOW = 4_096;
const MOST_BYTES = 4 * 1024 * 1024;
/** What every text may refer to ([MS-OXRTFCP] 2.1.2.1). */
const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArial' +
  'Times New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** Compressed RTF ([MS-OXRTFCP]), at most 4 MB of it; undefined: it is none. What is cut off gives what stands before. */
export function decompressRtf(data: Buffer): Buffer | undefined {
  if (data.length < HEADER_BYTES) return undefined;
  const kind = data.readUInt32LE(8);
  const size = Math.min(data.readUInt32LE(4), MOST_BYTES);
  if (kind === PLAIN) return data.subarray(HEADER_BYTES, HEADER_BYTES + size);
  if (kind !== COMPRESSED) return undefined;
  const window = Buffer.alloc(WINDOW, ' ');
  let end = window.write(DICTIONARY, 'latin1');
  const out = Buffer.alloc(Math.min(size, data.length * 9));
  let written = 0;
  const put = (byte: number) => {
    window[end % WINDOW] = byte;
    end += 1;
    out[written] = byte;
    written += 1;
  };
  let at = HEADER_BYTES;
  while (at < data.length && written < out.length) {
    const control = data[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < data.length && written < out.length; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(data[at++] ?? 0);
        continue;
      }
      const reference = ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
      at += 2;
      const from = reference >> 4;
      // It refers to the place that is written next: the end.
      if (from === end % WINDOW) return out.subarray(0, written);
      for (let count = 0; count < (reference & 15) + 2 && written < out.length; count += 1) {
        put(window[(from + count) % WINDOW] ?? 0);
      }
    }
  }
  return out.subarray(0, written);
}
