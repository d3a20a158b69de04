import { setTimeout as delay } from 'node:timers/promises';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import type { GrpcContext } from './grpc-context.ts';

/** After a stream began anew, so many times as long is spent on other things. */
const REST_FACTOR = 2;

/** Has every stream begin anew that began with older settings: one after another, so that a change of settings costs no burst. */
export class RenewStreams {
  readonly #context: Pick<GrpcContext, 'streams' | 'useCases'>;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #again = false;

  constructor(context: Pick<GrpcContext, 'streams' | 'useCases'>) {
    this.#context = context;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Other settings are in force, or may be. */
  start(): void {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      while (this.#again && !signal.aborted) {
        this.#again = false;
        await this.#renewAll(signal);
      }
    } catch (error) {
      if (!signal.aborted) this.#context.useCases.logger.warn({ err: error }, 'streams go on with older settings');
    }
  }

  async #renewAll(signal: AbortSignal): Promise<void> {
    for (const stream of this.#context.streams.welcomed()) {
      const { version } = await settingsInForce(this.#context.useCases);
      const began = performance.now();
      if (await stream.renew(version)) {
        await delay(REST_FACTOR * (performance.now() - began), undefined, { ref: false, signal });
      }
      if (signal.aborted) return;
    }
  }
}
