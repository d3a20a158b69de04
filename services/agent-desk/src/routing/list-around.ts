import type { HistoryClient, ListItemsResponse } from '@onethread/rpc';

export interface AroundRequest {
  readonly customerId: string;
  readonly aroundUs: number;
  /** Of both sides together. */
  readonly pageSize: number;
}

/** What stands before and after an instant, as one page. Rejects with `RpcError`. */
export async function listAround(history: HistoryClient, request: AroundRequest): Promise<ListItemsResponse> {
  const { customerId, aroundUs } = request;
  const pageSize = Math.max(1, Math.ceil(request.pageSize / 2));
  const before = await history.listItems({ customerId, aroundUs, pageSize });
  if (before.newerPageToken === '') return before;
  const after = await history.listItems({ customerId, pageToken: before.newerPageToken, newer: true, pageSize });
  return {
    ...before,
    items: [...before.items, ...after.items],
    watermarks: after.watermarks,
    identities: after.identities,
    newerPageToken: after.newerPageToken,
  };
}
