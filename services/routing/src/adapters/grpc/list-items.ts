import type { ListItemsRequest, ListItemsResponseInput } from '@onethread/rpc';
import { listItems as readItems } from '../../use-cases/reading/list-items.ts';
import { authenticateAgent } from './authenticate.ts';
import { encodeIdentities } from './encode-identities.ts';
import { encodeItem, encodeWatermarks } from './encode-item.ts';
import { customerIdFrom } from './ids.ts';
import { pageSizeOf } from './page-size.ts';
import type { UnaryMethod } from './unary.ts';

export const listItems: UnaryMethod<ListItemsRequest, ListItemsResponseInput> = async (context, request, metadata) => {
  await authenticateAgent(context, metadata);
  const listed = await readItems(context.reading, {
    customerId: customerIdFrom(request.customerId),
    pageToken: request.pageToken,
    pageSize: pageSizeOf(request.pageSize),
    newer: request.newer,
    aroundUs: request.aroundUs,
  });
  return {
    items: listed.items.map(encodeItem),
    watermarks: encodeWatermarks(listed.state),
    identities: await encodeIdentities(context.reading.collections, listed.identities),
    olderPageToken: listed.olderPageToken,
    newerPageToken: listed.newerPageToken,
  };
};
