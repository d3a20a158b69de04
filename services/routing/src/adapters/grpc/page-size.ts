import { RpcError } from '@onethread/rpc';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../use-cases/reading/items-page.ts';

interface PageSizes {
  readonly byDefault: number;
  readonly most: number;
}

/** 0 means the default, 50; throws `RpcError` invalid outside 1 to the most, 200. */
export function pageSizeOf(
  asked: number,
  { byDefault, most }: PageSizes = { byDefault: DEFAULT_PAGE_SIZE, most: MAX_PAGE_SIZE },
): number {
  if (asked === 0) return byDefault;
  if (asked < 1 || asked > most) throw new RpcError('invalid', `page_size is 1 to ${most}; 0 means ${byDefault}`);
  return asked;
}
