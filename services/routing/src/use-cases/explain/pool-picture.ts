import type { AgentId } from '@onethread/contracts';
import { AssignmentPolicy } from '../../domain/assignment/policy.ts';
import type { Collections } from '../../stores/collections.ts';
import { agentsOfPool, presenceOf } from '../../stores/agents.ts';
import type { AgentDocument } from '../../stores/documents.ts';
import { isLeaseValid, replicaLeaseId } from '../../stores/leases.ts';
import type { SettingsInForce } from '../../stores/settings-in-force.ts';
import { replicaOf } from '../assignment/agent-streams.ts';
import { PoolSettings } from '../assignment/owner/pool-settings.ts';
import { isWaiting } from '../assignment/owner/term.ts';
import type { UseCaseContext } from '../context.ts';
import { agentStateOf } from '../assignment/agent-state-of.ts';
import { waitingOf } from '../assignment/waiting-of.ts';

/** Waiting conversations that are looked at to tell how many stand before one; with more it is not told. */
export const MAX_WAITING_READ = 3000;
const PAGE = 1000;

export interface PictureContext extends UseCaseContext {
  /** The replica that asks: it lives, whatever its lease says. */
  readonly replicaId: string;
}

/**
 * A pool as it stands in the store, told to a policy of its own: the policy is pure, so on any replica it says what the
 * owner's would.
 */
export interface PoolPicture {
  readonly policy: AssignmentPolicy;
  readonly agents: ReadonlyMap<AgentId, AgentDocument>;
  /** Those who are away only because their connection keeps breaking. */
  readonly unstable: ReadonlySet<AgentId>;
  /** All that waits was read. */
  readonly isWhole: boolean;
}

/** Throws the store's errors. */
export async function readPoolPicture(
  context: PictureContext,
  pool: string,
  inForce: SettingsInForce,
): Promise<PoolPicture> {
  const { collections, now, replicaId, settings } = context;
  const policy = new AssignmentPolicy(new PoolSettings(inForce, pool, settings).forPolicy);
  const agents = new Map<AgentId, AgentDocument>();
  const unstable = new Set<AgentId>();
  const alive = new Set([replicaId]);
  const isReplicaAlive = (id: string): boolean => alive.has(id);
  for await (const page of agentsOfPool(collections, pool)) {
    const presence = await presenceOf(
      collections,
      page.map((agent) => agent._id),
    );
    const replicas = [...presence.values()].flatMap(({ streams }) => streams.map(replicaOf));
    for (const id of await livingReplicas(collections, replicas, now())) alive.add(id);
    for (const agent of page) {
      agents.set(agent._id, agent);
      const said = presence.get(agent._id);
      const state = agentStateOf(agent, { presence: said, isReplicaAlive, now: now() });
      if (state.availability === 'away' && said?.presence === 'available') unstable.add(agent._id);
      policy.setAgent(state);
    }
  }
  return { policy, agents, unstable, isWhole: await readWaiting(context, pool, policy) };
}

async function livingReplicas(
  { leases }: Collections,
  replicaIds: readonly string[],
  now: number,
): Promise<readonly string[]> {
  const ids = [...new Set(replicaIds)];
  if (ids.length === 0) return [];
  const found = await leases.getMany(ids.map(replicaLeaseId));
  const valid = new Set(found.filter((lease) => isLeaseValid(lease, now)).map(({ _id }) => _id));
  return ids.filter((id) => valid.has(replicaLeaseId(id)));
}

/** False where more waits than is read. */
async function readWaiting(context: PictureContext, pool: string, policy: AssignmentPolicy): Promise<boolean> {
  const query = { index: 'waiting', order: 'ascending', limit: PAGE } as const;
  const now = context.now();
  let page = await context.collections.conversations.find(query);
  for (let read = page.documents.length; ; read += page.documents.length) {
    for (const document of page.documents)
      if (document.pool === pool && isWaiting(document)) policy.setWaiting(waitingOf(document, now), now);
    if (page.cursor === undefined) return true;
    if (read >= MAX_WAITING_READ) return false;
    page = await context.collections.conversations.find({ ...query, after: page.cursor });
  }
}
