import type { FeedStateInput } from '@onethread/rpc';
import type { FeedState } from '../../use-cases/reading/customer-view.ts';

export function encodeFeedState({ customerReadUpTo, agentsReadUpTo, unread }: FeedState): FeedStateInput {
  return { customerReadUpToUs: customerReadUpTo, agentsReadUpToUs: agentsReadUpTo, unread };
}
