import type { CustomerId } from '@onethread/contracts';
import type { FeedActivityInput, FeedUpdateInput } from '@onethread/rpc';
import type { ActivityEvent } from '../../live/event-hub.ts';
import type { ThreadChanges, ThreadView, ThreadViewer } from '../../live/thread-session.ts';
import { isForCustomer, readFeedState, type FeedState } from '../../use-cases/reading/customer-view.ts';
import { DEFAULT_PAGE_SIZE, type ItemsPage } from '../../use-cases/reading/items-page.ts';
import { sealPlace } from '../../use-cases/reading/page-token.ts';
import { encodeFeedState } from './encode-feed-state.ts';
import { encodeFeedItem } from './encode-item.ts';
import type { GrpcContext } from './grpc-context.ts';
import type { Urgency } from './stream-writer.ts';

/** Where one feed's events go. */
export interface FeedOutlet {
  /** Sends what `make` gives when there is room for it, and resolves then; at once where there is room now. */
  update(make: () => FeedUpdateInput | undefined, urgency: Urgency): void | Promise<void>;
  /** Passes: dropped where there is no room. */
  activity(activity: FeedActivityInput): void;
  /** All that was missed has been sent. */
  caughtUp(): void;
  /** The feed cannot be followed on any more. */
  lost(error: unknown): void;
}

/** A thread as its customer sees it: what the proved links tie together, and of that what is meant for customers. */
export class CustomerFeed implements ThreadViewer {
  readonly scope = 'proved';
  readonly purpose = 'feed-cursor';
  readonly pageSize = DEFAULT_PAGE_SIZE;
  readonly visible = isForCustomer;
  readonly #context: GrpcContext;
  readonly #customerId: CustomerId;
  readonly #outlet: FeedOutlet;
  #state: FeedState = { customerReadUpTo: 0, agentsReadUpTo: 0, unread: 0 };

  constructor(context: GrpcContext, customerId: CustomerId, outlet: FeedOutlet) {
    this.#context = context;
    this.#customerId = customerId;
    this.#outlet = outlet;
  }

  async snapshot(view: ThreadView, page: ItemsPage): Promise<void> {
    const { reading } = this.#context;
    this.#state = await readFeedState(reading, view.scope.members, view.state);
    await this.#update(view, () => ({
      snapshot: true,
      items: page.items.map(encodeFeedItem),
      olderPageToken: sealPlace(reading.tokens, 'feed-page', this.#customerId, page.older),
    }));
  }

  changes(view: ThreadView, { items, watermarks }: ThreadChanges): void | Promise<void> {
    const tell = (): void | Promise<void> => this.#update(view, () => ({ items: items.map(encodeFeedItem) }));
    this.#state = { ...this.#state, agentsReadUpTo: view.state.agentsReadUpTo };
    // Their own words change nothing of what they have not read.
    if (watermarks.length === 0 && items.every(({ item }) => item.fromCustomer)) return tell();
    return readFeedState(this.#context.reading, view.scope.members, view.state).then((now) => {
      this.#state = now;
      return tell();
    });
  }

  live(view: ThreadView): void {
    // Everything before it has left: nothing of this feed can stand behind it in another order.
    void this.#update(view, () => ({}));
    this.#outlet.caughtUp();
  }

  activity(_view: ThreadView, { actor, activity }: ActivityEvent): void {
    // A customer hears that somebody writes, not who looks or what their other devices do.
    if (!('agentId' in actor) || activity !== 'typing') return;
    this.#outlet.activity({ agentName: actor.name, activity });
  }

  lost(error: unknown): void {
    this.#outlet.lost(error);
  }

  fault(error: unknown): void {
    this.#context.useCases.logger.warn({ err: error }, 'feed not followed for now');
  }

  /** The cursor is taken at once: while this waits for room, the follower may be told of more. */
  #update(view: ThreadView, what: () => FeedUpdateInput): void | Promise<void> {
    const { live } = view;
    const said = { cursor: view.cursor(), state: encodeFeedState(this.#state), live };
    const make = (): FeedUpdateInput | undefined => (view.isCurrent() ? { ...said, ...what() } : undefined);
    return this.#outlet.update(make, live ? 'live' : 'replay');
  }
}
