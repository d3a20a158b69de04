import type { AgentId, ConversationId } from '@onethread/contracts';
import { getAll } from '@onethread/documents';
import { RoutingError } from '../../domain/errors.ts';
import type { Collections } from '../../stores/collections.ts';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import { isWaiting } from '../assignment/owner/term.ts';
import type { UseCaseContext } from '../context.ts';
import type { ConversationExplanation } from './explanation-terms.ts';
import type { PoolPictures } from './pool-pictures.ts';
import { SettingsNames } from './settings-names.ts';
import { agentsOf, readDecisions, tellDecision } from './told-decisions.ts';
import { whyNotAgent } from './why-not-agent.ts';
import { whyWaiting } from './why-waiting.ts';

export interface ExplainContext extends UseCaseContext {
  readonly pictures: PoolPictures;
}

/**
 * Why a conversation is where it is: the rule that chose its queue, how it was decided who gets it, why it still waits and,
 * where one asks for an agent, why not that one. Throws `RoutingError` not-found for a conversation or an agent that is not
 * there, and the store's errors.
 */
export async function explainConversation(
  context: ExplainContext,
  { conversationId, agentId }: { readonly conversationId: ConversationId; readonly agentId?: AgentId },
): Promise<ConversationExplanation> {
  const { collections, pictures } = context;
  const document = await collections.conversations.get(conversationId);
  if (document === undefined) throw new RoutingError('not-found', 'There is no such conversation.');
  const asked = agentId === undefined ? undefined : await collections.agents.get(agentId);
  if (agentId !== undefined && asked === undefined) throw new RoutingError('not-found', 'There is no such agent.');

  const [{ settings }, stored] = await Promise.all([
    settingsInForce(context),
    readDecisions(collections, conversationId),
  ]);
  const names = new SettingsNames(settings);
  const { assigneeId, reservation, queueId, pool, ruleId, settingsVersion = 0, explanation: summary } = document;
  const holders = [assigneeId, reservation?.agentId].filter((id) => id !== undefined);
  const agentName = await readAgentNames(collections, [...agentsOf(stored), ...holders]);
  const decisions = stored.map((decision) => tellDecision(decision, agentName, names));

  const waits = isWaiting(document);
  const picture = waits || asked !== undefined ? await pictures.of(pool) : undefined;
  const now = context.now();
  const parts = { document, names, agentName, decisions, now };
  return {
    conversationId,
    queueId,
    queueName: names.queueName(queueId),
    ruleId,
    ruleName: ruleId === undefined ? undefined : names.ruleName(ruleId),
    settingsVersion,
    summary,
    waiting: waits && picture ? whyWaiting(document, picture, names, now) : undefined,
    decisions,
    whyNot: asked && picture ? whyNotAgent({ ...parts, agent: asked, picture }) : undefined,
  };
}

/** What agents are called; one who is not there any more by the id. */
async function readAgentNames(
  { agents }: Collections,
  agentIds: readonly AgentId[],
): Promise<(agentId: string) => string> {
  const found = await getAll(agents, [...new Set(agentIds)]);
  const names = new Map<string, string>(found.map(({ _id, name }) => [_id, name]));
  return (agentId) => names.get(agentId) ?? agentId;
}
