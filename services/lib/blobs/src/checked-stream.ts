import { createHash } from 'node:crypto';
import { pipeline, Transform } from 'node:stream';
import { BlobDamagedError } from './errors.ts';
import type { Readable } from 'node:stream';

/** What a stream must turn out to have been: its length and, where the whole blob is read, its SHA-256 in hex. */
export interface Expected {
  readonly length: number;
  readonly sha256?: string;
}

/** Passes bytes on and ends with `BlobDamagedError` where they are not those expected. Destroying it closes the source. */
export function checkedStream(source: Readable, expected: Expected): Readable {
  const hash = expected.sha256 === undefined ? undefined : createHash('sha256');
  let length = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      hash?.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const same = length === expected.length && hash?.digest('hex') === expected.sha256;
      done(same ? null : new BlobDamagedError('the bytes of a blob are not those that were stored'));
    },
  });
  // The reader of `check` hears of every error; nothing else waits for the outcome.
  pipeline(source, check, () => undefined);
  return check;
}
