import type { RecordedInput } from '@onethread/contracts';
import type { NewDocument } from '@onethread/documents';
import { processTimers, type Timers } from '../use-cases/assignment/owner/alarms.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { chunksOf } from './chunks-of.ts';
import type { FullState, InputRecorder } from './input-recorder.ts';
import { MAX_CHUNK_INPUTS, placeOf, RECORDING_KEPT_MS, type RecordingChunk } from './recording-chunk.ts';

/** A crash loses at most what was noted within this time. */
const FLUSH_MS = 1_000;
/** Beyond so many inputs that the store did not take they are all given up, and the recording starts anew. */
export const MAX_BUFFERED_INPUTS = 100_000;
/** Cut into chunks and written by one call: about 2 MiB. */
const MAX_INPUTS_AT_ONCE = 8 * MAX_CHUNK_INPUTS;
/** A place from which it can be read: not sooner than this, nor before as much was noted as it takes to write, */
const CHECKPOINT_MS = 3_600_000;
/** but once a day in any case: a term of months outlives its first chunk. */
const MAX_CHECKPOINT_MS = 24 * 3_600_000;

export interface InputRecording extends InputRecorder {
  /** Inputs that were given up since it was started. */
  readonly dropped: number;
  /** Resolves when all that was noted is stored, or when the store did not take it: that is tried again in a second. */
  flush(): Promise<void>;
  /** Writes what is left, in one attempt; nothing is noted afterwards. */
  stop(): Promise<void>;
}

export interface InputRecorderOptions {
  readonly pool: string;
  /** Default: the process's timers. */
  readonly timers?: Timers;
  /** Counts inputs that were given up; no-op when absent. */
  readonly countDropped?: (inputs: number) => void;
}

type RecorderContext = Pick<UseCaseContext, 'collections' | 'now' | 'logger'>;

/** Records the inputs of one pool's decisions on this replica into the store, over all terms in which it owns the pool. */
export function startInputRecorder(context: RecorderContext, options: InputRecorderOptions): InputRecording {
  return new StoredRecording(context, options);
}

/**
 * Noted → buffered → cut into chunks → written, in this order and one write at a time. Chunks that were cut stay as they
 * are until they are known to be stored, so that a write whose answer was lost can be repeated.
 */
class StoredRecording implements InputRecording {
  dropped = 0;
  readonly #context: RecorderContext;
  readonly #options: InputRecorderOptions;
  readonly #timers: Timers;
  #buffer: RecordedInput[] = [];
  #chunks: readonly NewDocument<RecordingChunk>[] = [];
  /** Where the next chunk stands; epoch 0 before the first term. */
  #at = { epoch: 0, seq: 0 };
  #term: { readonly epoch: number; readonly fullState: FullState } | undefined;
  /** Something was given up: nothing is of use until the recording starts anew. */
  #hasGap = false;
  #startedAt = 0;
  #notedSinceStart = 0;
  #stateSize = 0;
  #writing: Promise<boolean> | undefined;
  #isScheduled = false;
  #isFailing = false;
  #stopped = false;

  constructor(context: RecorderContext, options: InputRecorderOptions) {
    this.#context = context;
    this.#options = options;
    this.#timers = options.timers ?? processTimers;
  }

  begin({ at, epoch }: { readonly at: number; readonly epoch: number }, fullState: FullState): void {
    this.#term = { epoch, fullState };
    this.#hasGap = false;
    this.#startedAt = at;
    this.#notedSinceStart = 0;
    this.note({ type: 'term', at, pool: this.#options.pool, epoch });
  }

  note(input: RecordedInput): void {
    if (this.#stopped) return;
    if (this.#hasGap) return this.#countDropped(1);
    if (this.#buffer.length >= MAX_BUFFERED_INPUTS + this.#stateSize) {
      this.#countDropped(1);
      this.#giveUpBuffer();
      return;
    }
    this.#buffer.push(input);
    this.#notedSinceStart += 1;
    if (this.#buffer.length >= MAX_CHUNK_INPUTS && !this.#isFailing) void this.#write();
    else this.#schedule();
  }

  async flush(): Promise<void> {
    while (this.#chunks.length > 0 || this.#buffer.length > 0 || this.#writing !== undefined) {
      if (!(await this.#write())) return;
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.flush();
    const left = this.#buffer.length + this.#chunks.reduce((sum, { inputs }) => sum + inputs.length, 0);
    if (left > 0) this.#countDropped(left);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#stopped) return;
    this.#isScheduled = true;
    this.#timers.schedule(FLUSH_MS, () => {
      this.#isScheduled = false;
      void this.#write();
    });
  }

  /** One write, or the one that is under way. False: the store did not take it. Never throws. */
  #write(): Promise<boolean> {
    this.#writing ??= this.#writeOnce().finally(() => {
      this.#writing = undefined;
      if (this.#hasGap || this.#buffer.length > 0 || this.#chunks.length > 0) this.#schedule();
    });
    return this.#writing;
  }

  async #writeOnce(): Promise<boolean> {
    if (this.#chunks.length === 0) this.#cut();
    const { collections, logger } = this.#context;
    const { pool } = this.#options;
    try {
      while (this.#chunks.length > 0) {
        const { inserted, clash } = await collections.recordedInputs.insertMany(this.#chunks);
        // One that is there already was written before, by a call whose answer was lost.
        this.#chunks = this.#chunks.slice(inserted + (clash === undefined ? 0 : 1));
      }
      if (this.#isFailing) logger.info({ pool }, 'inputs of decisions are recorded again');
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) logger.warn({ err: error, pool }, 'inputs of decisions are not recorded: tried again');
      this.#isFailing = true;
      if (!isRetryable(error)) this.#giveUpChunks();
      return false;
    }
    this.#startAnewIfDue();
    return true;
  }

  #cut(): void {
    const inputs = this.#buffer.splice(0, MAX_INPUTS_AT_ONCE);
    this.#chunks = [...chunksOf(inputs)].map((chunk) => this.#numbered(chunk));
  }

  #numbered(inputs: readonly [RecordedInput, ...RecordedInput[]]): NewDocument<RecordingChunk> {
    const [first] = inputs;
    const { pool } = this.#options;
    if (first.type === 'term' && first.epoch !== this.#at.epoch) this.#at = { epoch: first.epoch, seq: 0 };
    this.#at = { epoch: this.#at.epoch, seq: this.#at.seq + 1 };
    const { epoch, seq } = this.#at;
    const place = placeOf(epoch, seq);
    return {
      _id: `${pool}/${place}`,
      pool,
      epoch,
      seq,
      place,
      ...(first.type === 'term' ? { startOf: pool } : {}),
      from: first.at,
      to: inputs.at(-1)?.at ?? first.at,
      inputs,
      expiresAt: this.#context.now() + RECORDING_KEPT_MS,
    };
  }

  #startAnewIfDue(): void {
    if (this.#term === undefined || this.#stopped) return;
    const age = this.#context.now() - this.#startedAt;
    const isWorthIt = age >= CHECKPOINT_MS && this.#notedSinceStart >= this.#stateSize;
    if (this.#hasGap) this.#startAnew('gap', this.#term);
    else if (isWorthIt || age >= MAX_CHECKPOINT_MS) this.#startAnew('checkpoint', this.#term);
  }

  #startAnew(again: 'gap' | 'checkpoint', term: { readonly epoch: number; readonly fullState: FullState }): void {
    const at = this.#context.now();
    const before = this.#buffer.length;
    this.#buffer.push({ type: 'term', at, pool: this.#options.pool, epoch: term.epoch, again });
    for (const input of term.fullState()) this.#buffer.push(input);
    this.#stateSize = this.#buffer.length - before;
    this.#hasGap = false;
    this.#startedAt = at;
    this.#notedSinceStart = 0;
  }

  #giveUpBuffer(): void {
    this.#countDropped(this.#buffer.length);
    this.#buffer = [];
    this.#hasGap = true;
    this.#schedule();
  }

  #giveUpChunks(): void {
    this.#countDropped(this.#chunks.reduce((sum, { inputs }) => sum + inputs.length, 0));
    this.#chunks = [];
    this.#giveUpBuffer();
  }

  #countDropped(inputs: number): void {
    this.dropped += inputs;
    this.#options.countDropped?.(inputs);
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}
