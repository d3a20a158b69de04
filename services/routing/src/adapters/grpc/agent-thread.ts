import { identityIdOfCustomer } from '@onethread/contracts';
import type { AgentId, CustomerId } from '@onethread/contracts';
import type { Item } from '../../domain/item.ts';
import { encodeWorkEvent, type ThreadUpdateInput } from '@onethread/rpc';
import type { ActivityEvent } from '../../live/event-hub.ts';
import type { ThreadChanges, ThreadView, ThreadViewer } from '../../live/thread-session.ts';
import { DEFAULT_PAGE_SIZE, type ItemsPage } from '../../use-cases/reading/items-page.ts';
import { sealPlace } from '../../use-cases/reading/page-token.ts';
import { encodeIdentities } from './encode-identities.ts';
import { encodeItem, encodeWatermarks } from './encode-item.ts';
import type { GrpcContext } from './grpc-context.ts';
import type { StreamWriter } from './stream-writer.ts';

export interface AgentThreadParts {
  readonly context: GrpcContext;
  readonly writer: StreamWriter;
  readonly agentId: AgentId;
  /** As the agent's client named it. */
  readonly customerId: CustomerId;
  /** The thread cannot be followed on any more. */
  readonly onLost: (error: unknown) => void;
}

/** A thread as agents see it: everything, also of those whom agents only believe to be the same person. */
export function agentThread({ context, writer, agentId, customerId, onLost }: AgentThreadParts): ThreadViewer {
  const { reading, useCases } = context;
  const update = (view: ThreadView, what: ThreadUpdateInput): void | Promise<void> => {
    // Taken at once: while this waits for room, the follower may be told of more.
    const said = { customerId, agentsReadUpToUs: view.state.agentsReadUpTo, cursor: view.cursor() };
    return writer.sendWhenRoom(
      () => (view.isCurrent() ? encodeWorkEvent({ thread: { ...said, ...what } }) : undefined),
      view.live ? 'live' : 'replay',
    );
  };
  const people = async ({ scope }: ThreadView) => {
    const identities = await reading.collections.identities.getMany(scope.members.map(identityIdOfCustomer));
    return await encodeIdentities(reading.collections, identities);
  };
  return {
    scope: 'all',
    purpose: 'thread-cursor',
    pageSize: DEFAULT_PAGE_SIZE,
    visible: () => true,
    async snapshot(view: ThreadView, page: ItemsPage) {
      await update(view, {
        snapshot: true,
        items: page.items.map(encodeItem),
        watermarks: encodeWatermarks(view.state),
        identities: await people(view),
        olderPageToken: sealPlace(reading.tokens, 'items-page', customerId, page.older),
      });
    },
    changes(view: ThreadView, { items, watermarks }: ThreadChanges) {
      const what = { items: items.map(encodeItem), watermarks: encodeWatermarks(view.state, watermarks) };
      if (!items.some(({ item }) => isAboutAddress(item))) return update(view, what);
      return people(view).then((identities) => update(view, { ...what, identities }));
    },
    // An agent's stream does not tell replay from live: what comes is the thread.
    live: () => undefined,
    activity(_view: ThreadView, { actor, activity }: ActivityEvent) {
      const byAgent = 'agentId' in actor;
      if (byAgent && actor.agentId === agentId) return;
      const who = byAgent ? { agentId: actor.agentId, agentName: actor.name } : { agentId: '', agentName: '' };
      writer.send(encodeWorkEvent({ activity: { customerId, ...who, activity } }));
    },
    lost: onLost,
    fault: (error: unknown) => useCases.logger.warn({ err: error }, 'thread not followed for now'),
  };
}

/** The identities are told anew, as it says whether one of them may be written to. */
function isAboutAddress({ event }: Item): boolean {
  return event?.kind.startsWith('address-') ?? false;
}
