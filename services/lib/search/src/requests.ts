import { InvalidSearchRequestError } from './errors.ts';
import { MAX_CANDIDATES, MAX_SEARCH_BATCH, type FindRequest } from './search-index.ts';

const MAX_CUSTOMERS = 100;

/** Throws `InvalidSearchRequestError`. */
export function checkBatch(batch: readonly unknown[]): void {
  require(batch.length <= MAX_SEARCH_BATCH, `a call takes at most ${MAX_SEARCH_BATCH} documents or ids`);
}

/** Throws `InvalidSearchRequestError`. */
export function checkFind({ limit, customerIds }: FindRequest): void {
  require(Number.isInteger(limit) && limit >= 1 && limit <= MAX_CANDIDATES, `limit is 1 to ${MAX_CANDIDATES}`);
  const among = customerIds?.length ?? 1;
  require(among >= 1 && among <= MAX_CUSTOMERS, `customerIds are 1 to ${MAX_CUSTOMERS}`);
}

function require(holds: boolean, problem: string): void {
  if (!holds) throw new InvalidSearchRequestError(problem);
}
