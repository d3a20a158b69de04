import type { InAppApp } from '../config.ts';
import type { Credentials, VisitorCredentials } from '../protocol.ts';
import { CredentialsError } from './errors.ts';
import { identify, identifyUser, visitorOf, type Person, type PersonParts, type User, type Visitor } from './person.ts';

/**
 * The log-in moment. Whoever brings a visitor's secret (`from`) beside a user's token has proved to be both; when this
 * resolves with `joined`, the log has the evidence. A wrong secret, or a visitor who is another user already, keeps nobody
 * out: they are signed in, and not joined. Throws `CredentialsError` for the token itself, and the kit's
 * `IntakeUnavailableError` or the store's errors when it cannot be told now: the same call again goes on with it.
 */
export async function identifyOrSignIn(
  parts: PersonParts,
  app: InAppApp,
  credentials: Credentials | undefined,
  from: VisitorCredentials | undefined,
): Promise<Person> {
  if (credentials === undefined || !('token' in credentials) || from === undefined)
    return await identify(parts, app, credentials);
  const user = await identifyUser(parts, app, credentials.token);
  try {
    await parts.visitors.prove(app.id, from);
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    parts.host.refused('join-bad-visitor');
    return { ...user, from: { joined: false } };
  }
  return await join(parts, user, visitorOf(parts, app, from.id));
}

/** A visitor whose socket is open signs in on it: their secret was checked when it opened. Throws as `identifyOrSignIn`. */
export async function signIn(parts: PersonParts, app: InAppApp, token: string, visitor: Visitor): Promise<User> {
  return await join(parts, await identifyUser(parts, app, token), visitor);
}

async function join({ host, visitors, claims, pushes }: PersonParts, user: User, visitor: Visitor): Promise<User> {
  const { identity, profile } = user;
  const tell = (): Promise<void> => host.evidence([{ identity, profile, other: visitor.identity, evidence: 'login' }]);
  const joined = await visitors.join(visitor.visitorId, identity.identityId, tell);
  if (joined) {
    await claims.join(visitor.identity, identity);
    await pushes?.join(visitor.identity, identity);
  } else host.refused('join-other-user');
  return { ...user, from: joined ? { joined, visitor } : { joined } };
}
