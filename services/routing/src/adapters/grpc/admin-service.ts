import type { AdminServiceHandlers } from '@onethread/rpc';
import { getStatus } from './get-status.ts';
import type { GrpcContext } from './grpc-context.ts';
import { inviteAgent } from './invite-agent.ts';
import { issueAgentToken } from './issue-agent-token.ts';
import { listAgents } from './list-agents.ts';
import { putAgent } from './put-agent.ts';
import { rebuild } from './rebuild.ts';
import { setAgentDisabled } from './set-agent-disabled.ts';
import { unary } from './unary.ts';

/** onethread.admin.v1.AdminService */
export function adminService(context: GrpcContext): AdminServiceHandlers {
  return {
    PutAgent: unary(context, 'PutAgent', putAgent),
    ListAgents: unary(context, 'ListAgents', listAgents),
    SetAgentDisabled: unary(context, 'SetAgentDisabled', setAgentDisabled),
    IssueAgentToken: unary(context, 'IssueAgentToken', issueAgentToken),
    InviteAgent: unary(context, 'InviteAgent', inviteAgent),
    GetStatus: unary(context, 'GetStatus', getStatus),
    Rebuild: rebuild(context),
  };
}
