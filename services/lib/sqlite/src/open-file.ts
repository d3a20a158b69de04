import type { DatabaseSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';
import type { Outcomes } from './group-commit.ts';
import { closeDatabase, openDatabase } from './open-database.ts';
import type { SqliteProgram } from './program.ts';
import { transactionFault } from './sqlite-faults.ts';

interface Opened<Request, Answer> {
  readonly database: DatabaseSync;
  readonly groupCommit: GroupCommit<Request, Answer>;
}

/**
 * A file and its program, opened anew after a fault of the disk: SQLite may otherwise answer with the fault that it once met
 * for as long as the file is open, though the disk is well again.
 */
export class OpenFile<Request, Answer> {
  readonly #file: string;
  readonly #openProgram: (database: DatabaseSync) => SqliteProgram<Request, Answer>;
  #opened: Opened<Request, Answer> | undefined;

  /** Throws SQLite's errors where it cannot be opened. */
  constructor(file: string, openProgram: (database: DatabaseSync) => SqliteProgram<Request, Answer>) {
    this.#file = file;
    this.#openProgram = openProgram;
    this.#opened = this.#open();
  }

  /** Like `GroupCommit.run`; while the file cannot be opened again everything fails. */
  run(requests: readonly Request[], emit: (outcomes: Outcomes) => void): void {
    try {
      this.#opened ??= this.#open();
    } catch (error) {
      const fault = transactionFault(error);
      emit({ answers: requests.map(() => undefined), failures: requests.map((_, place) => [place, fault]) });
      return;
    }
    const { database, groupCommit } = this.#opened;
    groupCommit.run(requests, emit);
    if (!groupCommit.isInDoubt) return;
    this.#opened = undefined;
    database.close();
  }

  close(): void {
    if (this.#opened !== undefined) closeDatabase(this.#opened.database);
    this.#opened = undefined;
  }

  #open(): Opened<Request, Answer> {
    const database = openDatabase(this.#file);
    try {
      return { database, groupCommit: new GroupCommit(database, this.#openProgram(database)) };
    } catch (error) {
      database.close();
      throw error;
    }
  }
}
