import type { IdentityRef, Profile } from '@onethread/contracts';
import type { ChannelHost } from '@onethread/channel-kit';
import type { Claims } from '../claims/claims.ts';
import type { InAppApp } from '../config.ts';
import type { Credentials, VisitorCredentials } from '../protocol.ts';
import type { Pushes } from '../push/pushes.ts';
import { CredentialsError } from './errors.ts';
import type { UserTokens, VerifiedUser } from './user-tokens.ts';
import { VISITOR, type Visitors } from './visitors.ts';

/** Who is on the other side of a socket or request, proved. */
export type Person = User | Visitor;

export interface Visitor {
  readonly kind: 'visitor';
  readonly identity: IdentityRef;
  readonly profile: Profile;
  readonly visitorId: string;
  /** Only when issued by this call. */
  readonly issued?: VisitorCredentials;
  readonly expiresAt?: undefined;
}

export interface User {
  readonly kind: 'user';
  readonly identity: IdentityRef;
  readonly profile: Profile;
  /** Where their picture lies, as the app's backend says; empty: they have none. Absent where it does not say. */
  readonly picture?: string;
  /** Epoch ms after which a fresh token is needed. */
  readonly expiresAt: number;
  /** The visitor whom they were until now; `joined` false: not them, or another user. Absent where none was brought. */
  readonly from?: { readonly joined: true; readonly visitor: Visitor } | { readonly joined: false };
}

export interface PersonParts {
  readonly host: Pick<ChannelHost, 'identity' | 'evidence' | 'refused'>;
  readonly apps: readonly InAppApp[];
  readonly tokens: UserTokens;
  readonly visitors: Visitors;
  readonly claims: Claims;
  /** Absent: push is off. */
  readonly pushes?: Pushes | undefined;
}

/** An app by id, the first one without; throws `CredentialsError` forbidden for an unknown app or a page that may not embed it. */
export function appFor(apps: readonly InAppApp[], id: string | undefined, origin: string | undefined): InAppApp {
  const app = id === undefined || id === '' ? apps[0] : apps.find((known) => known.id === id);
  if (app === undefined) throw new CredentialsError('forbidden', 'There is no such app.');
  const allowed = app.origins === undefined || origin === undefined || app.origins.includes(origin);
  if (!allowed) throw new CredentialsError('forbidden', 'This page may not embed the messenger.');
  return app;
}

/** Proves who speaks; without credentials a new visitor is issued. Throws `CredentialsError`. */
export async function identify(
  parts: PersonParts,
  app: InAppApp,
  credentials: Credentials | undefined,
): Promise<Person> {
  if (credentials !== undefined && 'token' in credentials) return await identifyUser(parts, app, credentials.token);
  const known = credentials?.visitor;
  if (known !== undefined) {
    await parts.visitors.check(app.id, known);
    return visitorOf(parts, app, known.id);
  }
  const issued = await parts.visitors.issue(app.id);
  return { ...visitorOf(parts, app, issued.id), issued };
}

/** Throws `CredentialsError`. */
export async function identifyUser({ host, tokens }: PersonParts, app: InAppApp, token: string): Promise<User> {
  const user = await tokens.verify(app.id, token);
  if (user.told.dropped > 0) host.refused('attributes-dropped', { attributes: user.told.dropped });
  return {
    kind: 'user',
    identity: host.identity(app.id, `user:${user.userId}`),
    profile: profileOf(user),
    ...(user.picture === undefined ? {} : { picture: user.picture }),
    expiresAt: user.expiresAt,
  };
}

export function visitorOf({ host }: PersonParts, app: InAppApp, visitorId: string): Visitor {
  return {
    kind: 'visitor',
    visitorId,
    identity: host.identity(app.id, `${VISITOR}${visitorId}`),
    profile: { address: `Visitor ${visitorId.slice(0, 6)}` },
  };
}

function profileOf({ userId, told, ...user }: VerifiedUser): Profile {
  const { name, email, phone, language, provedEmail, provedPhone } = user;
  const claims = { name, email, phone, language, provedEmail, provedPhone, attributes: told.attributes };
  return {
    address: email ?? phone ?? name ?? userId,
    verifiedUser: userId,
    ...Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)),
  };
}
