import type { IdentityRef } from '@onethread/contracts';
import type { ChannelHost } from '@onethread/channel-kit';
import type { InAppApp } from '../config.ts';
import type { Credentials, VisitorCredentials } from '../protocol.ts';
import { CredentialsError } from './errors.ts';
import type { UserTokens } from './user-tokens.ts';
import type { Visitors } from './visitors.ts';

/** Who is on the other side of a socket or request, proved. */
export interface Person {
  readonly identity: IdentityRef;
  readonly kind: 'visitor' | 'user';
  readonly profile: {
    readonly name?: string;
    readonly address?: string;
    readonly email?: string;
    readonly phone?: string;
    readonly language?: string;
    readonly verifiedUser?: string;
  };
  /** Epoch ms after which fresh credentials are needed; visitors stay. */
  readonly expiresAt?: number;
  /** Only when issued by this call. */
  readonly issued?: VisitorCredentials;
}

export interface PersonParts {
  readonly host: Pick<ChannelHost, 'identity'>;
  readonly apps: readonly InAppApp[];
  readonly tokens: UserTokens;
  readonly visitors: Visitors;
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
  if (credentials !== undefined && 'token' in credentials) return await user(parts, app, credentials.token);
  const known = credentials?.visitor;
  if (known !== undefined) await parts.visitors.check(app.id, known);
  const issued = known === undefined ? await parts.visitors.issue(app.id) : undefined;
  const id = (known ?? issued)?.id ?? '';
  return {
    kind: 'visitor',
    identity: parts.host.identity(app.id, `visitor:${id}`),
    profile: { address: `Visitor ${id.slice(0, 6)}` },
    ...(issued === undefined ? {} : { issued }),
  };
}

async function user({ host, tokens }: PersonParts, app: InAppApp, token: string): Promise<Person> {
  const { userId, expiresAt, name, email, phone, language } = await tokens.verify(token);
  return {
    kind: 'user',
    identity: host.identity(app.id, `user:${userId}`),
    expiresAt,
    profile: {
      address: email ?? phone ?? name ?? userId,
      verifiedUser: userId,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      ...(language === undefined ? {} : { language }),
    },
  };
}
