import { getAll, pagesOf } from '@onethread/documents';
import { agentAbilitiesSchema } from '@onethread/contracts';
import type { AgentAbilities, AgentId } from '@onethread/contracts';
import type { Collections } from './collections.ts';
import type { AgentDocument, PresenceDocument } from './documents.ts';

const PAGE = 1000;

/** Every agent of a pool, page by page. */
export function agentsOfPool(
  { agents }: Collections,
  pool: string,
): AsyncGenerator<readonly AgentDocument[], void, undefined> {
  return pagesOf(agents, { index: 'by_pool', equals: [pool], limit: PAGE });
}

export async function presenceOf(
  { presence }: Collections,
  agentIds: readonly AgentId[],
): Promise<ReadonlyMap<AgentId, PresenceDocument>> {
  return new Map((await getAll(presence, agentIds)).map((document) => [document._id, document]));
}

export async function agentByEmail({ agents }: Collections, email: string): Promise<AgentDocument | undefined> {
  const { documents } = await agents.find({ index: 'by_email', equals: [email], limit: 1 });
  return documents[0];
}

/** What an agent can and may do; `capacity` is the document's. Agents that were added without abilities have none but that. */
export function abilitiesOf({ abilities, capacity, pool }: AgentDocument): AgentAbilities {
  return { ...(abilities ?? agentAbilitiesSchema.parse({})), capacity, pool };
}
