import { RpcError, type SetAgentDisabledRequest, type SetAgentDisabledResponseInput } from '@onethread/rpc';
import { disableAgent } from '../../use-cases/settings/change-agent.ts';
import { authenticateAdmin } from './authenticate.ts';
import { agentIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

export const setAgentDisabled: UnaryMethod<SetAgentDisabledRequest, SetAgentDisabledResponseInput> = async (
  context,
  { agentId, disabled },
  metadata,
) => {
  const { subject } = await authenticateAdmin(context, metadata);
  const { outcome } = await disableAgent(context.useCases, { agentId: agentIdFrom(agentId), disabled }, subject);
  if (outcome === 'not-found') throw new RpcError('not-found', 'there is no such agent');
  return {};
};
