import type { Agent } from '../../wire/model.ts';
import { DeskError } from '../errors.ts';
import { normaliseEmail } from '../routing/agent-directory.ts';
import type { AgentDirectory } from '../routing/agent-directory.ts';
import type { Attempts } from './attempts.ts';
import type { Logins } from './logins.ts';
import type { PasswordHasher } from './password-hash.ts';

export interface SignInParts {
  readonly directory: AgentDirectory;
  readonly logins: Logins;
  readonly attempts: Attempts;
  readonly hasher: PasswordHasher;
}

/**
 * The agent of these credentials. Throws `wrong-credentials` alike, and after the same work, for an unknown address, a
 * wrong password and a disabled agent; `TooManyAttemptsError` while a pause lasts.
 */
export async function signIn(
  parts: SignInParts,
  credentials: { readonly email: string; readonly password: string; readonly address: string },
): Promise<Agent> {
  const account = normaliseEmail(credentials.email);
  await parts.attempts.begin(account, credentials.address);
  const agent = await parts.directory.byEmail(account);
  const login = await parts.logins.get(agent?.agentId ?? 'nobody');
  const usable = login?.disabled === false ? login.password : undefined;
  const right = await parts.hasher.verify(credentials.password, usable);
  if (!right || agent === undefined) throw new DeskError('wrong-credentials', 'Email or password is wrong.');
  await parts.attempts.succeeded(account, credentials.address);
  return agent;
}
