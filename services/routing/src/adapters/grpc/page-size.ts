import { RpcError } from '@onethread/rpc';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../use-cases/reading/items-page.ts';

/** 0 means 50. Throws `RpcError` invalid outside 1 to 200. */
export function pageSizeOf(asked: number): number {
  if (asked === 0) return DEFAULT_PAGE_SIZE;
  if (asked < 1 || asked > MAX_PAGE_SIZE)
    throw new RpcError('invalid', `page_size is 1 to ${MAX_PAGE_SIZE}; 0 means ${DEFAULT_PAGE_SIZE}`);
  return asked;
}
