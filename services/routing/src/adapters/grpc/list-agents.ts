import type { ListAgentsRequest, ListAgentsResponseInput } from '@onethread/rpc';
import { listAgents as list } from '../../use-cases/assignment/list-agents.ts';
import { ADMIN_ROLES, authenticate } from './authenticate.ts';
import { encodeAgent } from './encode-state.ts';
import type { UnaryMethod } from './unary.ts';

export const listAgents: UnaryMethod<ListAgentsRequest, ListAgentsResponseInput> = async (context, _, metadata) => {
  await authenticate(context, metadata, ADMIN_ROLES);
  return { agents: (await list(context.useCases)).map(encodeAgent) };
};
