import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { LIMITS } from '../../limits.ts';
import type { OutlookMessage } from './outlook-message.ts';
import type { TnefContent, TnefLimits } from './tnef.ts';
import type { UnpackAnswer, UnpackJob } from './unpack-worker.ts';

/**
 * A worker thread of little memory and time in which formats of Outlook are read: what breaks it costs its file, not the
 * mail. Started by the first job; dispose of it with the mail.
 */
export class Unpacker implements AsyncDisposable {
  #worker: Worker | undefined;
  #deadline = Infinity;

  /** Undefined: it cannot be read. */
  async tnef(content: Uint8Array, limits: TnefLimits): Promise<TnefContent | undefined> {
    return (await this.#ask({ kind: 'tnef', content, limits }))?.tnef;
  }

  /** Undefined: it cannot be read. */
  async message(content: Uint8Array): Promise<OutlookMessage | undefined> {
    return (await this.#ask({ kind: 'msg', content }))?.message;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  async #ask(job: UnpackJob): Promise<UnpackAnswer | undefined> {
    if (this.#deadline === Infinity) this.#deadline = Date.now() + LIMITS.unpackMs;
    const left = this.#deadline - Date.now();
    if (left <= 0) return undefined;
    const worker = (this.#worker ??= start());
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), left);
    try {
      const answer = once(worker, 'message', { signal: stop.signal });
      const exit = once(worker, 'exit', { signal: stop.signal }).then(() => undefined);
      worker.postMessage(job, []);
      const [found] = (await Promise.race([answer, exit])) ?? [];
      if (found === undefined) this.#worker = undefined;
      return found as UnpackAnswer | undefined;
    } catch {
      // Out of memory, or of time.
      await this[Symbol.asyncDispose]();
      return undefined;
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }
}

function start(): Worker {
  const worker = new Worker(new URL('./unpack-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.unpackerMemoryMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 },
    // Warnings would quote what it reads.
    stdout: true,
    stderr: true,
    env: {},
  });
  worker.on('error', () => {});
  return worker;
}
