import type { RecordedInput } from '@onethread/contracts';
import { MAX_CHUNK_BYTES, MAX_CHUNK_INPUTS } from './recording-chunk.ts';

/** Cuts inputs, in their order, into what one chunk may hold; a `term` is the first of its chunk. */
export function* chunksOf(inputs: Iterable<RecordedInput>): Iterable<readonly [RecordedInput, ...RecordedInput[]]> {
  let chunk: RecordedInput[] = [];
  let bytes = 0;
  for (const input of inputs) {
    const size = Buffer.byteLength(JSON.stringify(input));
    const isFull = chunk.length >= MAX_CHUNK_INPUTS || bytes + size > MAX_CHUNK_BYTES;
    if (isFull || input.type === 'term') {
      if (isNotEmpty(chunk)) yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(input);
    bytes += size;
  }
  if (isNotEmpty(chunk)) yield chunk;
}

function isNotEmpty(chunk: readonly RecordedInput[]): chunk is readonly [RecordedInput, ...RecordedInput[]] {
  return chunk.length > 0;
}
