import { untilDone } from '../delivery/back-off.ts';
import type { BackOff } from '../delivery/back-off.ts';
import type { LogRecord } from '../event-log.ts';
import type { Page } from './log-file.ts';

/** Who follows a topic. */
export interface Follower {
  /** How much it takes now. */
  readonly room: { readonly records: number; readonly bytes: number };
  take(records: readonly LogRecord[]): void;
  /** Retention had removed that many records before they could be read. */
  skipped(records: number): void;
  readFailed(error: unknown, attempt: number): void;
}

/**
 * Brings the records of one topic to a follower in order, each once. At the head it passes on what was just published;
 * behind it reads the file in pages, as the follower has room, until it is at the head again.
 */
export class TopicFollower {
  readonly #read: (offset: number, records: number, bytes: number) => Promise<Page>;
  readonly #follower: Follower;
  readonly #backOff: BackOff;
  readonly #stopping = new AbortController();
  #position: number;
  /** End of the topic as far as it is known here. */
  #end: number;
  #reading = false;

  constructor(
    read: (offset: number, records: number, bytes: number) => Promise<Page>,
    follower: Follower,
    backOff: BackOff,
    position: number,
    end: number,
  ) {
    this.#read = read;
    this.#follower = follower;
    this.#backOff = backOff;
    this.#position = position;
    this.#end = Math.max(position, end);
  }

  /** Offers records that were just made durable, consecutive in the topic. */
  offer(records: readonly LogRecord[]): void {
    const [first, last] = [records[0], records.at(-1)];
    if (first === undefined || last === undefined || last.offset < this.#position) return;
    const atHead = !this.#reading && first.offset === this.#position && this.#position >= this.#end;
    this.#end = Math.max(this.#end, last.offset + 1);
    if (atHead && !this.#stopping.signal.aborted && this.#follower.room.records >= records.length) {
      this.#position = last.offset + 1;
      this.#follower.take(records);
    } else this.pull();
  }

  /** Reads on if there is more and the follower has room. */
  pull(): void {
    if (!this.#reading && this.#canRead()) void this.#readOn();
  }

  stop(): void {
    this.#stopping.abort();
  }

  #canRead(): boolean {
    const { records, bytes } = this.#follower.room;
    return !this.#stopping.signal.aborted && this.#position < this.#end && records > 0 && bytes > 0;
  }

  async #readOn(): Promise<void> {
    this.#reading = true;
    const { signal } = this.#stopping;
    while (this.#canRead()) {
      const { records, bytes } = this.#follower.room;
      const page = await untilDone(
        () => this.#read(this.#position, records, bytes),
        signal,
        this.#backOff,
        (error, attempt) => this.#follower.readFailed(error, attempt),
      );
      if (page === undefined || signal.aborted) break;
      if (page.first > this.#position) this.#follower.skipped(page.first - this.#position);
      this.#position = page.first + page.records.length;
      this.#end = Math.max(this.#end, page.end);
      if (page.records.length > 0) this.#follower.take(page.records);
    }
    this.#reading = false;
  }
}
