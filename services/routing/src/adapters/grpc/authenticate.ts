import type { Metadata } from '@grpc/grpc-js';
import { RpcError, verifyToken, type TokenClaims, type TokenRole } from '@onethread/rpc';
import type { AgentDocument } from '../../stores/documents.ts';
import type { GrpcContext } from './grpc-context.ts';

/** Who may call what. An invitation opens nothing here: it is the desk's matter. */
export const AGENT_ROLES = ['agent', 'supervisor', 'admin'] as const satisfies readonly TokenRole[];
export const FEED_ROLES = ['service'] as const satisfies readonly TokenRole[];
const ADMIN_ROLES = ['admin'] as const satisfies readonly TokenRole[];

/** Longest `authorization` that is looked at. */
const MAX_HEADER_LENGTH = 4096;

/** Whose token came with a call. Throws `RpcError` unauthenticated (none or a bad one) or forbidden (another role). */
export async function authenticate(
  { tokenSecrets }: Pick<GrpcContext, 'tokenSecrets'>,
  metadata: Metadata,
  roles: readonly TokenRole[],
): Promise<TokenClaims> {
  const [header, ...others] = metadata.get('authorization');
  const [scheme, token, ...rest] =
    typeof header === 'string' && header.length <= MAX_HEADER_LENGTH ? header.split(' ') : [];
  if (others.length > 0 || scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0)
    throw new RpcError('unauthenticated', 'send metadata authorization: Bearer <token>');
  const claims = await verifyToken(tokenSecrets, token);
  if (!roles.includes(claims.role))
    throw new RpcError('forbidden', `this is for ${roles.join(', ')}; the token is for ${claims.role}`);
  return claims;
}

/** The agent whose token it is, as stored now: a disabled or unknown agent's token no longer works. */
export async function authenticateAgent(
  context: Pick<GrpcContext, 'tokenSecrets' | 'useCases'>,
  metadata: Metadata,
): Promise<{ readonly agent: AgentDocument; readonly claims: TokenClaims }> {
  const claims = await authenticate(context, metadata, AGENT_ROLES);
  const agent = await context.useCases.collections.agents.get(claims.subject);
  if (agent === undefined || agent.disabled) throw new RpcError('unauthenticated', 'this agent is unknown or disabled');
  return { agent, claims };
}

/** Agents, and those who administer: who may look at a person. */
export async function authenticateReader(
  context: Pick<GrpcContext, 'tokenSecrets' | 'useCases'>,
  metadata: Metadata,
): Promise<void> {
  const { role } = await authenticate(context, metadata, AGENT_ROLES);
  await (role === 'admin' ? authenticateAdmin(context, metadata) : authenticateAgent(context, metadata));
}

/** Supervisors, and those who administer: who may look at how work is given out. */
export async function authenticateSupervisor(
  context: Pick<GrpcContext, 'tokenSecrets' | 'useCases'>,
  metadata: Metadata,
): Promise<void> {
  const { role, subject } = await authenticate(context, metadata, AGENT_ROLES);
  const agent = await context.useCases.collections.agents.get(subject);
  if (agent?.disabled === true || (agent === undefined && role !== 'admin'))
    throw new RpcError('unauthenticated', 'this agent is unknown or disabled');
  if ((agent?.role ?? role) === 'agent') throw new RpcError('forbidden', 'this is for supervisors and admins');
}

/**
 * A caller who administers, and who that is. Services of ours and the operators' command go by their token; an agent's rank is what is stored
 * now, so that a token outlives neither the rank nor the agent.
 */
export async function authenticateAdmin(
  context: Pick<GrpcContext, 'tokenSecrets' | 'useCases'>,
  metadata: Metadata,
): Promise<{ readonly subject: string }> {
  const { subject } = await authenticate(context, metadata, ADMIN_ROLES);
  const agent = await context.useCases.collections.agents.get(subject);
  if (agent === undefined) return { subject };
  if (agent.disabled) throw new RpcError('unauthenticated', 'this agent is disabled');
  if (agent.role !== 'admin') throw new RpcError('forbidden', `this is for admin; this agent is ${agent.role} by now`);
  return { subject };
}
