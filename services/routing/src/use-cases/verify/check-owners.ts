import type { AgentId, ConversationId, LedgerCheck, LedgerCount } from '@onethread/contracts';
import { documentsOf } from '@onethread/documents';
import { setTimeout as delay } from 'node:timers/promises';
import { exceededLimits, isWithinLimits } from '../../stores/agent-load.ts';
import type { AgentDocument, ConversationDocument } from '../../stores/documents.ts';
import { CheckTally } from './check-tally.ts';
import type { VerifyContext } from './verify-context.ts';

const PAGE = 500;
const LOOK_AGAIN_MS = 500;

interface Looked {
  readonly agents: number;
  readonly conversations: number;
  /** What looks wrong now, in words that come out the same as long as it stays so. */
  readonly owners: ReadonlySet<string>;
  readonly capacity: ReadonlySet<string>;
  readonly aboveLowered: number;
}

/**
 * No conversation is held by two agents, whoever has one holds it, and nobody holds more than fits. Holds and conversations
 * are written one after the other, so what looks wrong counts only if it stays so.
 */
export async function checkOwners(context: VerifyContext): Promise<{ checks: LedgerCheck[]; counts: LedgerCount[] }> {
  const owner = new CheckTally(
    'one-owner',
    'No conversation has two agents, and its agent holds it.',
    context.maxExamples,
  );
  const capacity = new CheckTally('capacity', 'No agent holds more than fits.', context.maxExamples);
  let looked = await lookOnce(context);
  let { owners, capacity: over } = looked;
  const deadline = performance.now() + context.settleMs;
  while (owners.size + over.size > 0 && performance.now() < deadline) {
    await delay(LOOK_AGAIN_MS);
    looked = await lookOnce(context);
    owners = stillThere(owners, looked.owners);
    over = stillThere(over, looked.capacity);
  }
  owner.passed(Math.max(0, looked.conversations - owners.size));
  capacity.passed(Math.max(0, looked.agents - over.size));
  for (const fault of owners) owner.failed(fault);
  for (const fault of over) capacity.failed(fault);
  return {
    checks: [owner.result(), capacity.result()],
    counts: [
      { name: 'agents', value: looked.agents },
      { name: 'agents above a capacity that was lowered', value: looked.aboveLowered },
      { name: 'conversations with an agent', value: looked.conversations },
    ],
  };
}

function stillThere(before: ReadonlySet<string>, now: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...before].filter((fault) => now.has(fault)));
}

async function lookOnce(context: VerifyContext): Promise<Looked> {
  const { agents, conversations } = context.collections;
  const holders = new Map<ConversationId, AgentId>();
  const owners = new Set<string>();
  const capacity = new Set<string>();
  let counted = 0;
  let aboveLowered = 0;
  for await (const agent of documentsOf(agents, { index: 'by_pool', limit: PAGE })) {
    counted += 1;
    const exceeded = exceededLimits(agent);
    if (exceeded.length === 0 || isLowered(agent)) aboveLowered += isWithinLimits(agent) ? 0 : 1;
    else for (const { limit, held, most } of exceeded) capacity.add(`${agent._id} holds ${held} of ${most}${limit}`);
    for (const { conversationId } of agent.holds) {
      const other = holders.get(conversationId);
      if (other === undefined) holders.set(conversationId, agent._id);
      else owners.add(`${conversationId} held by ${other} and ${agent._id}`);
    }
    for (const document of await heldBy(context, agent)) {
      if (document.assigneeId !== agent._id && document.reservation?.agentId !== agent._id) {
        owners.add(`${document._id} held by ${agent._id}, who has it not`);
      }
    }
    await context.onProgress('owners', counted);
  }
  let assigned = 0;
  for await (const document of documentsOf(conversations, { index: 'by_assignee', limit: PAGE })) {
    assigned += 1;
    const { _id, assigneeId } = document;
    if (assigneeId !== undefined && holders.get(_id) !== assigneeId)
      owners.add(`${_id} of ${assigneeId}, who holds it not`);
  }
  return { agents: counted, conversations: assigned, owners, capacity, aboveLowered };
}

/** Nothing was added since there was too little room. */
function isLowered({ loweredAt, lastAssignedAt }: AgentDocument): boolean {
  return loweredAt !== undefined && lastAssignedAt <= loweredAt;
}

async function heldBy({ collections }: VerifyContext, agent: AgentDocument): Promise<readonly ConversationDocument[]> {
  if (agent.holds.length === 0) return [];
  return await collections.conversations.getMany(agent.holds.map(({ conversationId }) => conversationId));
}
