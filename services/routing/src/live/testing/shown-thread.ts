import type { CustomerId, DeliveryStatus } from '@onethread/contracts';
import { statusRank } from '../../domain/delivery-status.ts';
import type { Item } from '../../domain/item.ts';
import type { ItemsPage } from '../../use-cases/reading/items-page.ts';
import type { ServedItem } from '../../use-cases/reading/served-item.ts';
import type { ScopeOf } from '../../use-cases/reading/thread-scope.ts';
import {
  ThreadSession,
  type SessionParts,
  type ThreadChanges,
  type ThreadView,
  type ThreadViewer,
} from '../thread-session.ts';

/** What a client shows that keeps to the rules: newer `rev` wins, a snapshot replaces, watermarks raise statuses. */
export class ShownThread {
  readonly items: Map<string, ServedItem>;
  readonly marks = new Map<string, { readonly delivered: number; readonly read: number }>();
  agentsRead = 0;
  cursor: string;
  snapshots = 0;
  updates = 0;
  readonly session: ThreadSession;
  /** Called after every update. */
  onUpdate: (view: ThreadView) => void = () => {};
  #live = Promise.withResolvers<void>();

  constructor(
    parts: SessionParts,
    customerId: CustomerId,
    how: { readonly scope: ScopeOf; readonly visible: (item: Item) => boolean; readonly from?: ShownThread },
  ) {
    this.items = new Map(how.from?.items);
    this.cursor = how.from?.cursor ?? '';
    this.session = new ThreadSession(parts, customerId, this.#viewer(how.scope, how.visible));
  }

  async open(): Promise<void> {
    await this.session.open(this.cursor);
    await this.#live.promise;
  }

  /** A copy as it is now: a device that goes offline at this moment. */
  frozen(): Pick<ShownThread, 'items' | 'cursor'> {
    return { items: new Map(this.items), cursor: this.cursor };
  }

  /** Sorted, with the statuses that the watermarks give; without `rev`, since a watermark raises it for all at once. */
  shown(): readonly object[] {
    return [...this.items.values()]
      .toSorted((one, other) => one.item.at - other.item.at || (one.item._id < other.item._id ? -1 : 1))
      .map(({ item, status }) => {
        const { _id, at, type, parts, edited, unsent, held, discarded, attempt, reactions, event } = item;
        return {
          _id,
          at,
          type,
          parts,
          edited,
          unsent,
          held,
          discarded,
          attempt,
          reactions,
          event,
          status: this.#raised(item, status),
        };
      });
  }

  #raised(item: Item, status: DeliveryStatus | undefined): DeliveryStatus | undefined {
    if (status === undefined || status === 'failed' || item.held === true || item.discarded === true) return status;
    const { delivered, read } = this.marks.get(item.identityId ?? '') ?? { delivered: 0, read: 0 };
    const raised = item.at <= read ? 'read' : item.at <= delivered ? 'delivered' : status;
    return statusRank(raised) > statusRank(status) ? raised : status;
  }

  #viewer(scope: ScopeOf, visible: (item: Item) => boolean): ThreadViewer {
    const took = (view: ThreadView): void => {
      for (const [identity, mark] of view.state.watermarks) this.marks.set(identity, mark);
      this.agentsRead = view.state.agentsReadUpTo;
      this.cursor = view.cursor();
      this.updates += 1;
      this.onUpdate(view);
    };
    return {
      scope,
      purpose: scope === 'all' ? 'thread-cursor' : 'feed-cursor',
      pageSize: 200,
      visible,
      snapshot: (view: ThreadView, page: ItemsPage) => {
        this.items.clear();
        this.snapshots += 1;
        for (const served of page.items) this.items.set(served.item._id, served);
        took(view);
      },
      changes: (view: ThreadView, changes: ThreadChanges) => {
        for (const served of changes.items) {
          const known = this.items.get(served.item._id);
          if (known === undefined || known.rev < served.rev) this.items.set(served.item._id, served);
        }
        took(view);
      },
      live: () => this.#live.resolve(),
      activity: () => {},
      fault: () => {},
      lost: () => {},
    };
  }
}
