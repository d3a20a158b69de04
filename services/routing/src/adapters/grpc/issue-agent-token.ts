import { MAX_TOKEN_SECONDS, RpcError, signToken } from '@onethread/rpc';
import type { IssueAgentTokenRequest, IssueAgentTokenResponseInput } from '@onethread/rpc';
import { authenticateAdmin } from './authenticate.ts';
import { agentIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

const DEFAULT_SECONDS = 3600;

/** The role in the token is the agent's own: a token raises nobody. */
export const issueAgentToken: UnaryMethod<IssueAgentTokenRequest, IssueAgentTokenResponseInput> = async (
  context,
  request,
  metadata,
) => {
  await authenticateAdmin(context, metadata);
  const agent = await context.useCases.collections.agents.get(agentIdFrom(request.agentId));
  if (agent === undefined) throw new RpcError('not-found', 'there is no such agent');
  if (agent.disabled) throw new RpcError('forbidden', 'this agent is disabled');
  const validSeconds = request.validS === 0 ? DEFAULT_SECONDS : request.validS;
  if (validSeconds < 0 || validSeconds > MAX_TOKEN_SECONDS)
    throw new RpcError('invalid', `valid_s is 1 to ${MAX_TOKEN_SECONDS}; 0 means ${DEFAULT_SECONDS}`);
  const token = await signToken(context.tokenSecrets[0], { subject: agent._id, role: agent.role, validSeconds });
  return { token };
};
