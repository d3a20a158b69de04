import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { infrastructureFault, isDiskFault, transactionFault } from './sqlite-faults.ts';
import type { SqliteProgram } from './program.ts';

/** Most requests that share one transaction: bounds how long the first of them waits for the last. */
export const MAX_REQUESTS_PER_COMMIT = 1000;

/** What became of consecutive requests, in their order. */
export interface Outcomes {
  /** One place per request; `undefined` where it failed. */
  readonly answers: unknown[];
  /** Place and error of each request that failed. */
  readonly failures: [place: number, error: unknown][];
  /** What the program's `afterCommit` returned. */
  notice?: unknown;
}

/**
 * Runs requests so that many share one durable commit. Reads that come before the first write need no transaction and
 * are emitted at once; from the first write on everything is one transaction, and its outcomes are emitted after the
 * commit, also those of reads, since they may have seen what was not yet durable.
 */
export class GroupCommit<Request, Answer> {
  readonly #database: DatabaseSync;
  readonly #program: SqliteProgram<Request, Answer>;
  #isInDoubt = false;
  readonly #statements: Record<'begin' | 'commit' | 'rollback' | 'save' | 'release' | 'undo', StatementSync>;

  constructor(database: DatabaseSync, program: SqliteProgram<Request, Answer>) {
    this.#database = database;
    this.#program = program;
    this.#statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      rollback: database.prepare('ROLLBACK'),
      save: database.prepare('SAVEPOINT request'),
      release: database.prepare('RELEASE request'),
      undo: database.prepare('ROLLBACK TO request'),
    };
  }

  /** The disk failed, or a transaction could not be ended: the file should be opened anew before it is used again. */
  get isInDoubt(): boolean {
    return this.#isInDoubt;
  }

  /** Carries out at most `MAX_REQUESTS_PER_COMMIT` requests; the outcomes emitted cover them all, in order. */
  run(requests: readonly Request[], emit: (outcomes: Outcomes) => void): void {
    const firstWrite = requests.findIndex((request) => this.#program.isRead?.(request) !== true);
    const reads = firstWrite === -1 ? requests : requests.slice(0, firstWrite);
    if (reads.length > 0) emit(this.#readAll(reads));
    if (firstWrite !== -1) this.#commitAll(requests.slice(firstWrite), emit);
  }

  #readAll(requests: readonly Request[]): Outcomes {
    const outcomes: Outcomes = { answers: [], failures: [] };
    for (const request of requests) this.#read(request, outcomes);
    return outcomes;
  }

  #commitAll(requests: readonly Request[], emit: (outcomes: Outcomes) => void): void {
    const outcomes: Outcomes = { answers: [], failures: [] };
    const written: Request[] = [];
    try {
      this.#statements.begin.run();
      for (const request of requests) {
        if (this.#program.isRead?.(request) === true) this.#read(request, outcomes);
        else if (this.#write(request, outcomes)) written.push(request);
      }
      this.#statements.commit.run();
    } catch (error) {
      this.#isInDoubt ||= isDiskFault(error);
      this.#rollBack();
      const fault = transactionFault(error);
      emit({ answers: requests.map(() => undefined), failures: requests.map((_, place) => [place, fault]) });
      return;
    }
    try {
      if (written.length > 0) outcomes.notice = this.#program.afterCommit?.(written);
    } finally {
      emit(outcomes);
    }
  }

  #read(request: Request, outcomes: Outcomes): void {
    try {
      outcomes.answers.push(this.#program.handle(request));
    } catch (error) {
      this.#isInDoubt ||= isDiskFault(error);
      const place = outcomes.answers.push(undefined) - 1;
      outcomes.failures.push([place, infrastructureFault(error) ?? error]);
    }
  }

  /** What cannot be rolled back is, when the file is closed. */
  #rollBack(): void {
    try {
      if (this.#database.isTransaction) this.#statements.rollback.run();
    } catch {
      this.#isInDoubt = true;
    }
  }

  /** Says whether the write stands. Throws where the whole transaction is lost. */
  #write(request: Request, outcomes: Outcomes): boolean {
    this.#statements.save.run();
    try {
      const answer = this.#program.handle(request);
      this.#statements.release.run();
      outcomes.answers.push(answer);
      return true;
    } catch (error) {
      const fault = infrastructureFault(error);
      // SQLite itself ends the transaction on some faults: what came before in the batch is then gone as well.
      if (fault !== undefined || !this.#database.isTransaction) throw fault ?? error;
      this.#statements.undo.run();
      this.#statements.release.run();
      const place = outcomes.answers.push(undefined) - 1;
      outcomes.failures.push([place, error]);
      return false;
    }
  }
}
