import { RpcError, signToken, type InviteAgentRequest, type InviteAgentResponseInput } from '@onethread/rpc';
import { authenticateAdmin } from './authenticate.ts';
import { agentIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

/** An invitation may lie in somebody's mail over a weekend. */
const INVITATION_SECONDS = 3 * 24 * 3600;

/** The desk takes it once; here it opens nothing. */
export const inviteAgent: UnaryMethod<InviteAgentRequest, InviteAgentResponseInput> = async (
  context,
  { agentId },
  metadata,
) => {
  await authenticateAdmin(context, metadata);
  const agent = await context.useCases.collections.agents.get(agentIdFrom(agentId));
  if (agent === undefined) throw new RpcError('not-found', 'there is no such agent');
  if (agent.disabled) throw new RpcError('forbidden', 'this agent is disabled');
  const expiresMs = context.useCases.now() + INVITATION_SECONDS * 1000;
  const request = { subject: agent._id, role: 'invite', validSeconds: INVITATION_SECONDS } as const;
  return { token: await signToken(context.tokenSecrets[0], request), expiresMs };
};
