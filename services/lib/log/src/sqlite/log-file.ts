import { LogUnavailableError } from '../errors.ts';
import { recordsOfPage } from './record-columns.ts';
import { SqliteOutcomeUnknownError, SqliteUnavailableError, openSqliteFile } from '@onethread/sqlite';
import type { SqliteFile } from '@onethread/sqlite';
import type { LogRecord } from '../event-log.ts';
import type { LogAnswer, LogAnswers, LogRequest } from './log-requests.ts';

/** Consecutive records with the end of their topic at that time. */
export interface Page {
  readonly records: readonly LogRecord[];
  /** Offset of the oldest record that could be given: above the one asked for when retention took those before. */
  readonly first: number;
  readonly end: number;
}

/** The log's file with typed questions; its faults are the port's. */
export class LogFile {
  readonly #file: SqliteFile<LogRequest, LogAnswer>;

  private constructor(file: SqliteFile<LogRequest, LogAnswer>) {
    this.#file = file;
  }

  static async open(file: string): Promise<LogFile> {
    try {
      const program = new URL('./log-program.ts', import.meta.url);
      return new LogFile(await openSqliteFile({ file, program, programOptions: undefined }));
    } catch (error) {
      throw toLogError(error);
    }
  }

  async ask<Kind extends LogRequest['kind']>(request: Extract<LogRequest, { kind: Kind }>): Promise<LogAnswers[Kind]> {
    try {
      return (await this.#file.call(request)) as LogAnswers[Kind];
    } catch (error) {
      throw toLogError(error);
    }
  }

  async read(topic: string, offset: number, records: number, bytes: number): Promise<Page> {
    const page = await this.ask({ kind: 'read', topic, offset, records, bytes });
    return { records: recordsOfPage(topic, page), first: page.first, end: page.end };
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function toLogError(error: unknown): unknown {
  const isDown = error instanceof SqliteUnavailableError || error instanceof SqliteOutcomeUnknownError;
  return isDown ? new LogUnavailableError(error.message, { cause: error }) : error;
}
