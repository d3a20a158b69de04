import type { GetStatusRequest, GetStatusResponseInput } from '@onethread/rpc';
import { readCounts } from '../../use-cases/reading/read-counts.ts';
import { authenticateAdmin } from './authenticate.ts';
import type { UnaryMethod } from './unary.ts';

export const getStatus: UnaryMethod<GetStatusRequest, GetStatusResponseInput> = async (context, _, metadata) => {
  await authenticateAdmin(context, metadata);
  const [lags, counts] = await Promise.all([context.log.lag(), readCounts(context.useCases)]);
  return {
    lags: [...lags],
    counts: { ...counts, agent_streams: context.streams.size, feeds: context.feeds.size },
    log: context.log.description,
    store: context.store.description,
    version: context.version,
  };
};
