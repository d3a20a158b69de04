import { RpcError, type SetAgentDisabledRequest, type SetAgentDisabledResponseInput } from '@onethread/rpc';
import { setAgentDisabled as set } from '../../use-cases/assignment/set-agent-disabled.ts';
import { authenticateAdmin } from './authenticate.ts';
import { agentIdFrom } from './ids.ts';
import type { UnaryMethod } from './unary.ts';

export const setAgentDisabled: UnaryMethod<SetAgentDisabledRequest, SetAgentDisabledResponseInput> = async (
  context,
  { agentId, disabled },
  metadata,
) => {
  await authenticateAdmin(context, metadata);
  const { outcome } = await set(context.useCases, { agentId: agentIdFrom(agentId), disabled });
  if (outcome === 'not-found') throw new RpcError('not-found', 'there is no such agent');
  return {};
};
