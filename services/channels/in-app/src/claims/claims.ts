import type { IdentityRef, PersonContext, Profile } from '@onethread/contracts';
import type { ChannelHost } from '@onethread/channel-kit';
import { changeDocument, type StoredDocument } from '@onethread/documents';
import type { InAppApp } from '../config.ts';
import type { Person } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import type { Limits } from '../limits.ts';
import type { ToldContext, ToldProfile } from '../protocol.ts';
import { keptContext } from './told-context.ts';

/** What nobody told anew for so long is forgotten. */
const KEPT_MS = 30 * 24 * 3600_000;

/** What people and their devices say of themselves, by identity id: believed for nothing, told with what they write. */
interface ClaimsDocument extends StoredDocument, ToldProfile {
  readonly context?: PersonContext;
  readonly expiresAt: number;
}

export interface ClaimsParts {
  readonly host: Pick<ChannelHost, 'documents' | 'now' | 'refused'>;
  readonly apps: readonly InAppApp[];
  readonly limits: Pick<Limits, 'contexts' | 'profileChanges'>;
}

/** Every call throws what the store throws; `InAppError` for who tells far too often. */
export async function openClaims({ host, apps, limits }: ClaimsParts) {
  const claims = await host.documents.collection<ClaimsDocument>({ name: 'claims', expiresAtField: 'expiresAt' });

  async function tell(id: string, make: (known: Partial<ClaimsDocument>) => Partial<ClaimsDocument>): Promise<void> {
    const expiresAt = host.now() + KEPT_MS;
    await changeDocument<ClaimsDocument>(claims, {
      id,
      make: (known) => ({ ...known, ...make(known ?? {}), _id: id, expiresAt }),
    });
  }

  const isOff = (account: string): boolean => apps.find(({ id }) => id === account)?.context === 'off';

  return {
    /** What is named replaces what was told of it before; null takes it all back. Of an app whose operator wants none, none is kept. */
    async tellContext({ identityId, account }: IdentityRef, context: ToldContext | null): Promise<void> {
      if (!limits.contexts.allows(identityId))
        throw new InAppError(429, 'too-many', 'The context is told too often: the last one says it all.');
      if (isOff(account)) return host.refused('context-off');
      const fresh = context === null ? undefined : keptContext(context, host.now());
      await tell(identityId, (known) => ({ context: fresh === undefined ? {} : { ...known.context, ...fresh } }));
    },

    async tellProfile({ identityId }: IdentityRef, { name, email, fields }: ToldProfile): Promise<void> {
      if (!limits.profileChanges.allows(identityId))
        throw new InAppError(429, 'too-many', 'Too many changes at once: wait a moment, then try again.', 10);
      await tell(identityId, () => ({
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
        ...(fields === undefined ? {} : { fields }),
      }));
    },

    /** A visitor became a user: what the user has not said themselves is what the visitor said. Repeatable. */
    async join(visitor: IdentityRef, user: IdentityRef): Promise<void> {
      const said = await claims.get(visitor.identityId);
      if (said === undefined) return;
      const { _id, rev, ...told } = said;
      await tell(user.identityId, (known) => ({ ...told, ...known }));
      await claims.remove(_id, rev);
    },

    async forget(identityId: string): Promise<void> {
      await claims.remove(identityId);
    },

    /** The profile with which this person's next message is told. */
    async profileOf(person: Person): Promise<Profile> {
      const said = await claims.get(person.identity.identityId);
      if (said === undefined) return person.profile;
      const { context, ...told } = said;
      return withClaims(person, told, isOff(person.identity.account) ? undefined : context);
    },
  };
}
export type Claims = Awaited<ReturnType<typeof openClaims>>;

/**
 * What the app's backend vouches for stands. A name that a signed-in user typed is shown among their answers: as their name
 * it would read as vouched for.
 */
function withClaims(
  { kind, profile }: Person,
  { name, email, fields }: ToldProfile,
  context: PersonContext | undefined,
): Profile {
  const typedName = name !== undefined && kind === 'user' ? { name } : {};
  const answers = { ...typedName, ...fields };
  const language = languageOf(context?.device?.language);
  const hasAnswers = Object.keys(answers).length > 0;
  return {
    ...(email === undefined ? {} : { email }),
    ...(kind === 'user' || name === undefined ? {} : { name }),
    ...(kind === 'user' || language === undefined ? {} : { language }),
    ...profile,
    ...(context === undefined && !hasAnswers
      ? {}
      : { context: { ...context, ...(hasAnswers ? { fields: answers } : {}) } }),
  };
}

function languageOf(tag: string | undefined): string | undefined {
  try {
    return tag === undefined ? undefined : Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
