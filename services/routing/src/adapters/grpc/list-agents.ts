import type { ListAgentsRequest, ListAgentsResponseInput } from '@onethread/rpc';
import { listAgents as list } from '../../use-cases/assignment/list-agents.ts';
import { authenticateAdmin } from './authenticate.ts';
import { encodeAgent } from './encode-state.ts';
import type { UnaryMethod } from './unary.ts';

export const listAgents: UnaryMethod<ListAgentsRequest, ListAgentsResponseInput> = async (context, _, metadata) => {
  await authenticateAdmin(context, metadata);
  return { agents: (await list(context.useCases)).map(encodeAgent) };
};
