import type { ServerResponse } from 'node:http';
import { fromGrpcError } from '@onethread/rpc';
import type { Wallboard, WallboardStream as Source } from '@onethread/rpc';
import { WALLBOARD_BEAT_MS } from '../../wire/assignment.ts';
import { fromRouting } from '../errors.ts';
import { wallboardToWire } from '../routing/assignment-to-wire.ts';

/** A browser comes back after so long by itself. */
const RETRY_MS = 2000;

export interface WallboardStreamParts {
  readonly response: ServerResponse;
  readonly source: Source;
  /** Is the session still good? Asked at every beat. */
  readonly checkSession: () => Promise<boolean>;
}

/** One wallboard: routing's stream as server-sent events. It keeps nothing: a broken one is followed by a whole new one. */
export class WallboardStream {
  /** Resolves when it is over; rejects where routing refused before anything was answered. */
  readonly ended: Promise<void>;
  readonly #parts: WallboardStreamParts;
  readonly #beat: NodeJS.Timeout;
  readonly #over = Promise.withResolvers<void>();
  #isOver = false;

  constructor(parts: WallboardStreamParts) {
    this.#parts = parts;
    this.ended = this.#over.promise;
    const { response, source } = parts;
    source.on('data', (board: Wallboard) => this.#send('board', wallboardToWire(board)));
    source.on('error', (error: unknown) => this.#broken(error));
    source.on('end', () => this.end());
    response.on('close', () => this.end());
    response.on('drain', () => source.resume());
    this.#beat = setInterval(() => void this.#onBeat(), WALLBOARD_BEAT_MS);
  }

  end(): void {
    this.#close();
    this.#over.resolve();
  }

  #broken(error: unknown): void {
    const { response } = this.#parts;
    if (!this.#isOver && !response.headersSent) {
      this.#close({ answered: false });
      this.#over.reject(fromRouting(fromGrpcError(error)));
      return;
    }
    this.end();
  }

  #close({ answered }: { readonly answered: boolean } = { answered: true }): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#beat);
    this.#parts.source.cancel();
    if (answered) this.#parts.response.end();
  }

  /** Whoever reads too slowly is waited for, and then gets what is newest. */
  #send(event: 'board' | 'beat', data: unknown): void {
    const { response, source } = this.#parts;
    if (this.#isOver) return;
    if (!response.headersSent) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // A proxy that gathers what it passes on would make it old.
        'x-accel-buffering': 'no',
      });
      response.write(`retry: ${RETRY_MS}\n\n`);
    }
    if (!response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) source.pause();
  }

  async #onBeat(): Promise<void> {
    const { checkSession, response } = this.#parts;
    if (!(await checkSession().catch(() => true))) this.end();
    else if (response.headersSent && !response.writableNeedDrain) this.#send('beat', Date.now());
  }
}
