import type { AdminServiceHandlers } from '@onethread/rpc';
import { dropDeadLetter, getDeadLetter, listDeadLetters, replayDeadLetter } from './dead-letters.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { getStatus } from './get-status.ts';
import type { GrpcContext } from './grpc-context.ts';
import { importLinks } from './import-links.ts';
import { inviteAgent } from './invite-agent.ts';
import { issueAgentToken } from './issue-agent-token.ts';
import { listAgents } from './list-agents.ts';
import { dropParked, listParked, retryParked } from './parked.ts';
import { putAgent } from './put-agent.ts';
import { rebuild } from './rebuild.ts';
import { rebuildSearch } from './rebuild-search.ts';
import { setAgentDisabled } from './set-agent-disabled.ts';
import { unary } from './unary.ts';
import { verifyDelivery } from './verify-delivery.ts';

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
    ListDeadLetters: unary(context, 'ListDeadLetters', listDeadLetters),
    GetDeadLetter: unary(context, 'GetDeadLetter', getDeadLetter),
    ReplayDeadLetter: unary(context, 'ReplayDeadLetter', replayDeadLetter),
    DropDeadLetter: unary(context, 'DropDeadLetter', dropDeadLetter),
    ListParked: unary(context, 'ListParked', listParked),
    RetryParked: unary(context, 'RetryParked', retryParked),
    DropParked: unary(context, 'DropParked', dropParked),
    VerifyDelivery: verifyDelivery(context),
    ImportLinks: unary(context, 'ImportLinks', importLinks),
    ExportPerson: exportPerson(context),
    ErasePerson: erasePerson(context),
    RebuildSearch: rebuildSearch(context),
  };
}
