import { AsyncLocalStorage } from 'node:async_hooks';
import { MongoErrorLabel, MongoServerError } from 'mongodb';
import type { CommandFailedEvent, CommandStartedEvent, CommandSucceededEvent, MongoClient } from 'mongodb';

/** The server turned the command away before it began: it was not, or no longer, the primary. */
const TURNED_AWAY_CODES: ReadonlySet<unknown> = new Set([10107, 13435, 13436]);
/** Answers that say that a command was broken off, without saying where. */
const BROKEN_OFF_CODES: ReadonlySet<unknown> = new Set([24, 50, 64, 100, 262, 11601]);

const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

/**
 * Whether a write that failed may have happened all the same. The driver sends a write again under the same number, so that
 * the server does it once; when it gives up, its last error may be "no server to be found" and say nothing of what became
 * of the first try. So every try is watched from its sending to its answer.
 */
export class WriteAttempts {
  readonly #current = new AsyncLocalStorage<Tries>();

  /** `client` needs `monitorCommands`. */
  constructor(client: MongoClient) {
    client.on('commandStarted', ({ commandName }: CommandStartedEvent) => {
      if (WRITES.has(commandName)) this.#current.getStore()?.sent();
    });
    client.on('commandSucceeded', ({ commandName, reply }: CommandSucceededEvent) => {
      if (!WRITES.has(commandName)) return;
      const { writeConcernError } = reply as { readonly writeConcernError?: unknown };
      this.#current.getStore()?.answered(writeConcernError === undefined);
    });
    client.on('commandFailed', ({ commandName, failure }: CommandFailedEvent) => {
      if (WRITES.has(commandName)) this.#current.getStore()?.failed(failure);
    });
  }

  /** Runs a write; where it fails, `fault` makes the error of it and of whether it may have happened. */
  async watch<Answer>(
    documents: 'one' | 'many',
    write: () => Promise<Answer>,
    fault: (error: unknown, mayHaveHappened: boolean) => unknown,
  ): Promise<Answer> {
    const tries = new Tries(documents === 'one');
    try {
      return await this.#current.run(tries, write);
    } catch (error) {
      throw fault(error, tries.mayHaveHappened);
    }
  }
}

class Tries {
  readonly #isWhole: boolean;
  #inDoubt = 0;

  /** A write of one document is done or not; one of many may be turned away after some of them. */
  constructor(isWhole: boolean) {
    this.#isWhole = isWhole;
  }

  get mayHaveHappened(): boolean {
    return this.#inDoubt > 0;
  }

  sent(): void {
    this.#inDoubt += 1;
  }

  /** The server did the numbered write, then or before, and told what came of it; for good, if it is durable. */
  answered(durable: boolean): void {
    this.#inDoubt = durable ? 0 : 1;
  }

  failed(failure: Error): void {
    if (this.#isRefusal(failure)) this.#inDoubt -= 1;
  }

  #isRefusal(failure: Error): boolean {
    if (!(failure instanceof MongoServerError)) return false;
    if (failure.hasErrorLabel(MongoErrorLabel.NoWritesPerformed)) return true;
    if (TURNED_AWAY_CODES.has(failure.code)) return this.#isWhole;
    return !failure.hasErrorLabel(MongoErrorLabel.RetryableWriteError) && !BROKEN_OFF_CODES.has(failure.code);
  }
}
