import type { CustomerId } from '@onethread/contracts';
import { encodeFeedEvent, type FeedUpdateInput } from '@onethread/rpc';
import type { ActivityEvent } from '../../live/event-hub.ts';
import type { ThreadChanges, ThreadView, ThreadViewer } from '../../live/thread-session.ts';
import { isForCustomer, readFeedState, type FeedState } from '../../use-cases/reading/customer-view.ts';
import { DEFAULT_PAGE_SIZE, type ItemsPage } from '../../use-cases/reading/items-page.ts';
import { sealPlace } from '../../use-cases/reading/page-token.ts';
import { encodeFeedItem } from './encode-item.ts';
import { encodeFeedState } from './encode-feed-state.ts';
import type { GrpcContext } from './grpc-context.ts';
import type { StreamWriter } from './stream-writer.ts';

export interface CustomerFeedParts {
  readonly context: GrpcContext;
  readonly writer: StreamWriter;
  readonly customerId: CustomerId;
  /** The feed cannot be followed on any more. */
  readonly onLost: (error: unknown) => void;
}

/** A thread as its customer sees it: what the proved links tie together, and of that what is meant for customers. */
export function customerFeed({ context, writer, customerId, onLost }: CustomerFeedParts): ThreadViewer {
  const { reading, useCases } = context;
  let state: FeedState = { customerReadUpTo: 0, agentsReadUpTo: 0, unread: 0 };
  let live = false;
  const update = (view: ThreadView, what: FeedUpdateInput): void | Promise<void> =>
    writer.sendWhenRoom(
      encodeFeedEvent({ update: { cursor: view.cursor(), state: encodeFeedState(state), live, ...what } }),
    );
  return {
    scope: 'proved',
    purpose: 'feed-cursor',
    pageSize: DEFAULT_PAGE_SIZE,
    visible: isForCustomer,
    async snapshot(view: ThreadView, page: ItemsPage) {
      live = false;
      state = await readFeedState(reading, view.scope.members, view.state);
      await update(view, {
        snapshot: true,
        items: page.items.map(encodeFeedItem),
        olderPageToken: sealPlace(reading.tokens, 'feed-page', customerId, page.older),
      });
    },
    changes(view: ThreadView, { items, watermarks }: ThreadChanges) {
      const tell = (): void | Promise<void> => update(view, { items: items.map(encodeFeedItem) });
      state = { ...state, agentsReadUpTo: view.state.agentsReadUpTo };
      // Their own words change nothing of what they have not read.
      if (watermarks.length === 0 && items.every(({ item }) => item.fromCustomer)) return tell();
      return readFeedState(reading, view.scope.members, view.state).then((now) => {
        state = now;
        return tell();
      });
    },
    live(view: ThreadView) {
      live = true;
      void update(view, {});
    },
    activity(_view: ThreadView, { actor, activity }: ActivityEvent) {
      // A customer hears that somebody writes, not who looks or what their other devices do.
      if (!('agentId' in actor) || activity !== 'typing') return;
      writer.send(encodeFeedEvent({ activity: { agentName: actor.name, activity } }));
    },
    lost: onLost,
    fault: (error: unknown) => useCases.logger.warn({ err: error }, 'feed not followed for now'),
  };
}
