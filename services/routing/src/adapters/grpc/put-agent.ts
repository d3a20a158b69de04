import { RpcError, type PutAgentRequest, type PutAgentResponseInput } from '@onethread/rpc';
import { changeAgent } from '../../use-cases/settings/change-agent.ts';
import { AGENT_ROLES, authenticateAdmin } from './authenticate.ts';
import { encodeAgent } from './encode-state.ts';
import type { UnaryMethod } from './unary.ts';

export const putAgent: UnaryMethod<PutAgentRequest, PutAgentResponseInput> = async (context, request, metadata) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const { agentId, name, email, capacity } = request;
  const role = AGENT_ROLES.find((known) => known === (request.role || 'agent'));
  if (role === undefined) throw new RpcError('invalid', `role is ${AGENT_ROLES.join(', ')}`);
  const { agent, created } = await changeAgent(context.useCases, { agentId, name, email, role, capacity }, subject);
  return { agent: encodeAgent(agent), created };
};
