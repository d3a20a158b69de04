import type { AgentId } from '@onethread/contracts';
import { isLeaseValid, replicaLeaseId } from '../../../stores/leases.ts';
import { replicaOf, withoutStreams } from '../agent-streams.ts';
import { announceAgent } from '../announce-agent.ts';
import { changePresence } from '../change-presence.ts';
import type { Term } from './term.ts';

/** Reads the leases of replicas that these streams are on, where they are not known yet. */
export async function readUnknownReplicas(term: Term, streams: readonly string[]): Promise<void> {
  const unknown = streams.map(replicaOf).filter((id) => !term.replicas.has(id));
  await readReplicas(term, unknown);
}

/** Reads the leases of all replicas known. */
export async function readKnownReplicas(term: Term): Promise<void> {
  await readReplicas(term, [...term.replicas.keys()]);
}

async function readReplicas(term: Term, replicaIds: readonly string[]): Promise<void> {
  const others = [...new Set(replicaIds)].filter((id) => id !== term.replicaId);
  if (others.length === 0) return;
  // The only process there is knows that all others are gone, whatever their leases say.
  const leases = term.soleOwner ? [] : await term.context.collections.leases.getMany(others.map(replicaLeaseId));
  const byId = new Map(leases.map((lease) => [lease._id, lease]));
  for (const id of others) {
    const lease = byId.get(replicaLeaseId(id));
    // One that is gone is read again if some agent's stream is still said to be on it.
    if (lease !== undefined && isLeaseValid(lease, term.context.now())) term.replicas.set(id, lease.validUntil);
    else term.replicas.delete(id);
  }
}

/** Takes the streams of dead replicas off an agent's presence: they are lost, and nobody else will say so. True when there were any. */
export async function loseDeadStreams(term: Term, agentId: AgentId): Promise<boolean> {
  const known = term.agents.get(agentId);
  const isDead = (stream: string) => !term.agents.isReplicaAlive(replicaOf(stream));
  if (known === undefined || !(known.presence?.streams ?? []).some(isDead)) return false;
  const written = await changePresence(term.context.collections, agentId, (present) =>
    present.streams.some(isDead) ? withoutStreams(present, isDead, { now: term.context.now(), byUs: true }) : present,
  );
  if (written === undefined) return false;
  term.agents.notePresence(written);
  await announceAgent(term.context, known.document, written);
  return true;
}
