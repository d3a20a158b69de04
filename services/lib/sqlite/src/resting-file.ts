import { SqliteUnavailableError } from './errors.ts';
import type { SqliteFile } from './sqlite-file.ts';

type Open<Request, Answer> = () => Promise<SqliteFile<Request, Answer>>;

/**
 * Opens the file, closes it whenever nobody asked for so long (a thread takes 10 MB, and SQLite its pages), and opens it
 * again for the next request, which waits for that. Calls that come meanwhile keep their order. Throws what `open` throws.
 */
export async function openRestingFile<Request, Answer>(
  open: Open<Request, Answer>,
  restAfterMs: number,
): Promise<SqliteFile<Request, Answer>> {
  const file = new RestingFile(open, restAfterMs);
  await file.wake();
  return file;
}

class RestingFile<Request, Answer> implements SqliteFile<Request, Answer> {
  readonly #open: Open<Request, Answer>;
  readonly #restAfterMs: number;
  #opened: Promise<SqliteFile<Request, Answer>> | undefined;
  /** The last one is closed before the next is opened. */
  #resting: Promise<void> = Promise.resolve();
  #underWay = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(open: Open<Request, Answer>, restAfterMs: number) {
    this.#open = open;
    this.#restAfterMs = restAfterMs;
  }

  async wake(): Promise<void> {
    await this.#use(() => Promise.resolve());
  }

  async call(request: Request): Promise<Answer> {
    if (this.#isClosed) throw new SqliteUnavailableError('the SQLite file is closed or closing');
    return await this.#use((file) => file.call(request));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#rest();
    await this.#resting;
  }

  async #use<Result>(work: (file: SqliteFile<Request, Answer>) => Promise<Result>): Promise<Result> {
    clearTimeout(this.#timer);
    this.#underWay += 1;
    try {
      return await work(await (this.#opened ??= this.#openAgain()));
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0 && !this.#isClosed)
        this.#timer = setTimeout(() => this.#rest(), this.#restAfterMs).unref();
    }
  }

  async #openAgain(): Promise<SqliteFile<Request, Answer>> {
    try {
      await this.#resting;
      return await this.#open();
    } catch (error) {
      // The next request tries again.
      this.#opened = undefined;
      throw error;
    }
  }

  /** What was accepted is finished first. */
  #rest(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    if (opened === undefined) return;
    // A file that could not be opened has told whoever asked.
    this.#resting = opened.then((file) => file.close()).catch(() => undefined);
  }
}
