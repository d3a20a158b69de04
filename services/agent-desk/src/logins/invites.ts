import { createHash } from 'node:crypto';
import { RpcError, verifyToken } from '@onethread/rpc';
import { decodeJwt } from 'jose';
import type { Agent } from '../../wire/model.ts';
import { passwordProblems } from '../../wire/password-rules.ts';
import { DeskError } from '../errors.ts';
import type { AgentDirectory } from '../routing/agent-directory.ts';
import type { Login, Logins } from './logins.ts';
import type { PasswordHasher } from './password-hash.ts';

export interface InviteParts {
  readonly tokenSecret: string;
  readonly directory: AgentDirectory;
  readonly logins: Logins;
  readonly hasher: PasswordHasher;
  readonly now: () => number;
}

interface Invite {
  readonly id: string;
  readonly agent: Agent;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Whom a link invites. Throws `invite-invalid` where it can no longer be used. */
export async function openInvite(parts: InviteParts, token: string): Promise<Agent> {
  const invite = await readInvite(parts, token);
  const login = await parts.logins.get(invite.agent.agentId);
  if (login !== undefined) refuseUsed(login, invite);
  return invite.agent;
}

/**
 * Sets the password that a link lets its agent choose. The link is used up by the same write that keeps the password: of
 * two at once one is refused. Links made before a password was chosen are void as well.
 * Throws `invite-invalid` and `weak-password`.
 */
export async function acceptInvite(parts: InviteParts, token: string, password: string): Promise<Agent> {
  const invite = await readInvite(parts, token);
  const problems = passwordProblems(password, invite.agent);
  if (problems.length > 0) throw new DeskError('weak-password', problems.join(' '));
  const hash = await parts.hasher.hash(password);
  const now = parts.now();
  await parts.logins.update(invite.agent.agentId, (login) => {
    // No other hash has this salt: it was kept already, and only the answer was lost.
    if (login.password?.salt === hash.salt) return login;
    refuseUsed(login, invite);
    const usedInvites = login.usedInvites.filter((used) => used.expiresAt > now);
    usedInvites.push({ id: invite.id, expiresAt: invite.expiresAt });
    return { ...login, password: hash, passwordSetAt: now, usedInvites };
  });
  return invite.agent;
}

async function readInvite(parts: InviteParts, token: string): Promise<Invite> {
  try {
    const claims = await verifyToken([parts.tokenSecret], token);
    const agent = claims.role === 'invite' ? await parts.directory.byId(claims.subject) : undefined;
    if (agent === undefined) throw invalidInvite();
    // The verified signature covers it; only `verifyToken` does not hand it out.
    const issuedAt = (decodeJwt(token).iat ?? 0) * 1000;
    const id = createHash('sha256').update(token).digest('hex');
    return { id, agent, issuedAt, expiresAt: claims.expiresAt * 1000 };
  } catch (error) {
    throw error instanceof RpcError ? invalidInvite(error) : error;
  }
}

function refuseUsed(login: Omit<Login, 'rev'>, invite: Invite): void {
  const used = login.usedInvites.some(({ id }) => id === invite.id);
  // Tokens count whole seconds: one of the very second of the password is told apart by its id.
  const replaced = invite.issuedAt + 1000 <= (login.passwordSetAt ?? 0);
  if (used || replaced || login.disabled) throw invalidInvite();
}

function invalidInvite(cause?: unknown): DeskError {
  const message = 'This link was used already or has run out. Ask an administrator for a new one.';
  return new DeskError('invite-invalid', message, { cause });
}
