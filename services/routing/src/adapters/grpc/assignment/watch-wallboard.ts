import { RpcError, toGrpcStatus, type AssignmentServiceHandlers } from '@onethread/rpc';
import { authenticate, authenticateReader, AGENT_ROLES } from '../authenticate.ts';
import { toRpcError } from '../failures.ts';
import type { GrpcContext } from '../grpc-context.ts';
import { WallboardCall } from './wallboard-call.ts';

/** Teams that one may ask for, as many as there may be. */
const MAX_TEAMS = 500;
/** Longest id of a team, as in the settings. */
const MAX_TEAM_ID_LENGTH = 64;

/** Whole at first, then what changes, until its client goes. */
export function watchWallboard(context: GrpcContext): AssignmentServiceHandlers['WatchWallboard'] {
  return (call) => {
    let watching: WallboardCall | undefined;
    let gone = false;
    const leave = (): void => {
      gone = true;
      watching?.end();
    };
    call.on('cancelled', leave);
    call.on('close', leave);
    const begin = async (): Promise<void> => {
      const { subject, expiresAt } = await authenticate(context, call.metadata, AGENT_ROLES);
      await authenticateReader(context, call.metadata);
      const teams = teamsFrom(call.request.teamIds);
      // The token of an operators' command names nobody who could be disabled.
      const agent = await context.useCases.collections.agents.get(subject);
      if (gone) return;
      const caller = { teams, tokenExpiresAt: expiresAt * 1000, ...(agent ? { agentId: agent._id } : {}) };
      watching = new WallboardCall(context, call, caller);
      context.wallboards.add(watching);
    };
    begin().catch((error: unknown) => call.emit('error', toGrpcStatus(toRpcError(error, context, 'WatchWallboard'))));
  };
}

/** Throws `RpcError` invalid for more teams, or longer names, than settings may have. */
function teamsFrom(teamIds: readonly string[]): readonly string[] {
  if (teamIds.length > MAX_TEAMS) throw new RpcError('invalid', `team_ids are at most ${MAX_TEAMS}`);
  if (teamIds.some((teamId) => teamId === '' || teamId.length > MAX_TEAM_ID_LENGTH))
    throw new RpcError('invalid', `a team's id is 1 to ${MAX_TEAM_ID_LENGTH} characters`);
  return teamIds;
}
