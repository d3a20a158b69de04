import { RpcError, type PutAgentRequest, type PutAgentResponseInput } from '@onethread/rpc';
import { putAgent as put } from '../../use-cases/assignment/put-agent.ts';
import { ADMIN_ROLES, AGENT_ROLES, authenticate } from './authenticate.ts';
import { encodeAgent } from './encode-state.ts';
import type { UnaryMethod } from './unary.ts';

export const putAgent: UnaryMethod<PutAgentRequest, PutAgentResponseInput> = async (context, request, metadata) => {
  await authenticate(context, metadata, ADMIN_ROLES);
  const { agentId, name, email, capacity } = request;
  const role = AGENT_ROLES.find((known) => known === (request.role || 'agent'));
  if (role === undefined) throw new RpcError('invalid', `role is ${AGENT_ROLES.join(', ')}`);
  const { agent, created } = await put(context.useCases, { agentId, name, email, role, capacity });
  return { agent: encodeAgent(agent), created };
};
