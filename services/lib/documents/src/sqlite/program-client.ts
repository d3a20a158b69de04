import { SqliteOutcomeUnknownError, SqliteUnavailableError } from '@onethread/sqlite';
import {
  InvalidDocumentError,
  InvalidRequestError,
  OutcomeUnknownError,
  StoreUnavailableError,
  UniqueClashError,
} from '../errors.ts';
import type { SqliteFile } from '@onethread/sqlite';
import type { CallAnswer, CallName, CallRequest, Calls, Rejected } from './calls.ts';

/** Asks the program beside the file, and turns what comes back into the port's answers and errors. */
export class ProgramClient {
  readonly #file: SqliteFile<CallRequest, CallAnswer>;

  private constructor(file: SqliteFile<CallRequest, CallAnswer>) {
    this.#file = file;
  }

  static async open(openFile: () => Promise<SqliteFile<CallRequest, CallAnswer>>): Promise<ProgramClient> {
    return new ProgramClient(await openFile().catch((error: unknown) => fault(error)));
  }

  async ask<Name extends CallName>(name: Name, input: Calls[Name]['input']): Promise<Calls[Name]['answer']> {
    const answer = await this.#file.call({ name, input } as CallRequest).catch((error: unknown) => fault(error, name));
    if (typeof answer === 'object' && 'rejected' in answer) throw rejectionError(answer);
    return answer;
  }

  async checkHealth(): Promise<string | undefined> {
    try {
      await this.ask('check', {});
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : 'the file does not answer';
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

const READS = new Set<CallName>(['check', 'getMany', 'find', 'count']);

function fault(error: unknown, name?: CallName): never {
  const isLost = error instanceof SqliteOutcomeUnknownError;
  if (isLost && name !== undefined && !READS.has(name)) throw new OutcomeUnknownError(error.message, { cause: error });
  if (isLost || error instanceof SqliteUnavailableError)
    throw new StoreUnavailableError(error.message, { cause: error });
  throw error;
}

function rejectionError(rejected: Rejected): Error {
  switch (rejected.rejected) {
    case 'invalid-document':
      return new InvalidDocumentError(rejected.reason);
    case 'invalid-request':
      return new InvalidRequestError(rejected.reason);
    case 'unique-clash':
      return new UniqueClashError(rejected.index);
  }
}
