import { Transform, type TransformCallback } from 'node:stream';

/** Held back at most, per direction and connection; above it the sender is slowed down, as by a full window. */
export const MAX_HELD_BYTES = 4_194_304;

/** Each part comes out `delayMs()` after it went in, in order: a delay, not a lower throughput. */
export function delayLine(delayMs: () => number): Transform {
  let held = 0;
  let last: Promise<void> = Promise.resolve();
  let whenSpace: (() => void) | undefined;
  return new Transform({
    transform(part: Buffer, _encoding, done: TransformCallback) {
      const wait = delayMs();
      if (wait <= 0 && held === 0) {
        done(null, part);
        return;
      }
      held += part.length;
      const due = new Promise<void>((resolve) => {
        setTimeout(resolve, wait);
      });
      last = Promise.all([last, due]).then(() => {
        held -= part.length;
        if (!this.destroyed) this.push(part);
        if (held < MAX_HELD_BYTES) whenSpace?.();
      });
      if (held < MAX_HELD_BYTES) done();
      else {
        whenSpace = () => {
          whenSpace = undefined;
          done();
        };
      }
    },
    flush(done) {
      void last.then(() => done());
    },
  });
}
