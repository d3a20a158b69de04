import { faultOf } from '../fault-of.ts';
import { SqliteOutcomeUnknownError, SqliteUnavailableError, type SqliteFile } from '@onethread/sqlite';
import { InvalidSearchRequestError, SearchUnavailableError } from '../errors.ts';
import { checkBatch, checkFind } from '../requests.ts';
import type {
  FindRequest,
  FoundPage,
  SearchDocument,
  SearchIndex,
  SearchRebuild,
  SearchState,
} from '../search-index.ts';
import { requirementsOf } from '../text/tokens.ts';
import type { CallAnswer, CallName, CallRequest, Calls } from './calls.ts';
import { customerToken } from './generation.ts';

/** SQLite's FTS5 in a file of its own; texts are cut into tokens in the file's worker. */
export class SqliteSearchIndex implements SearchIndex {
  readonly description: string;
  readonly #file: SqliteFile<CallRequest, CallAnswer>;

  constructor(file: SqliteFile<CallRequest, CallAnswer>, description: string) {
    this.#file = file;
    this.description = description;
  }

  async index(documents: readonly SearchDocument[]): Promise<void> {
    checkBatch(documents);
    await this.#ask('index', documents.map(taken));
  }

  async remove(ids: readonly string[]): Promise<void> {
    checkBatch(ids);
    await this.#ask('remove', [...ids]);
  }

  emptyCustomer(customerId: string): Promise<number> {
    return this.#ask('emptyCustomer', customerId);
  }

  async find(request: FindRequest): Promise<FoundPage> {
    checkFind(request);
    const { limit, after } = request;
    const below = after === undefined ? undefined : placeFrom(after);
    const rows = await this.#ask('find', { match: matchOf(request), limit, ...(below === undefined ? {} : { below }) });
    const candidates = rows.map(({ id, customerId, at }) => ({ id, customerId, at }));
    const last = rows.at(-1);
    return rows.length < limit || last === undefined ? { candidates } : { candidates, cursor: String(last.place) };
  }

  count(atMost: number): Promise<number> {
    return this.#ask('count', atMost);
  }

  state(): Promise<SearchState> {
    return this.#ask('state', {});
  }

  async setCompleteSince(at: number): Promise<void> {
    await this.#ask('setCompleteSince', at);
  }

  async rebuild(): Promise<SearchRebuild> {
    const { generation, place } = await this.#ask('startRebuild', {});
    return {
      resumedFrom: place,
      index: async (documents, reached) => {
        checkBatch(documents);
        await this.#ask('rebuildIndex', { generation, documents: documents.map(taken), place: reached });
      },
      finish: async () => {
        await this.#ask('finishRebuild', { generation });
      },
    };
  }

  checkHealth(): Promise<string | undefined> {
    return faultOf(() => this.state());
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #ask<Name extends CallName>(name: Name, input: Calls[Name]['input']): Promise<Calls[Name]['answer']> {
    try {
      return await this.#file.call({ name, input } as CallRequest);
    } catch (error) {
      if (error instanceof SqliteUnavailableError || error instanceof SqliteOutcomeUnknownError)
        throw new SearchUnavailableError(error.message, { cause: error });
      throw error;
    }
  }
}

/** Only what the port names travels between threads. */
function taken({ id, customerId, at, version, text }: SearchDocument): SearchDocument {
  return { id, customerId, at, version, text };
}

/** Tokens are letters and digits, so quoting them is enough. */
function matchOf({ query, customerIds }: FindRequest): string {
  const words = requirementsOf(query).map(({ token, isBeginning }) => `"${token}"${isBeginning ? ' *' : ''}`);
  const customers = customerIds?.map((id) => `"${customerToken(id)}"`).join(' OR ');
  return [...(customers === undefined ? [] : [`(${customers})`]), ...words].join(' AND ');
}

function placeFrom(cursor: string): bigint {
  if (/^\d{1,19}$/.test(cursor)) return BigInt(cursor);
  throw new InvalidSearchRequestError('this is not the cursor of an earlier page');
}
