import { identityIdOfCustomer } from '@onethread/contracts';
import type { IdentityId, Rule, StreamId } from '@onethread/contracts';
import type { RuleFacts } from '../domain/rules/match-rule.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { IdentityDocument } from './identity-documents.ts';

/** Other addresses of one person that are asked what is known of the person. */
const MAX_OTHERS = 20;

export type PersonFacts = Pick<RuleFacts, 'language' | 'attributes'>;

/**
 * What rules ask of the person behind an address: what was told with the address itself, and what it lacks from the others
 * that are held for the same person, the newest word first. Those are read only where a rule asks for what is lacking.
 */
export async function personFacts(
  context: UseCaseContext,
  identity: IdentityDocument | undefined,
  streamId: StreamId,
  rules: readonly Rule[],
): Promise<PersonFacts> {
  if (identity === undefined) return {};
  const own = factsOf(identity);
  const lacksLanguage = own.language === undefined && rules.some(({ when }) => when.languages.length > 0);
  const lacksAttributes = rules.some(({ when }) =>
    Object.keys(when.attributes).some((name) => own.attributes?.[name] === undefined),
  );
  if (!lacksLanguage && !lacksAttributes) return own;
  let facts = own;
  for (const other of await othersOf(context, identity._id, streamId)) {
    const language = facts.language ?? other.language;
    facts = {
      ...(language === undefined ? {} : { language }),
      attributes: { ...other.attributes, ...facts.attributes },
    };
  }
  return facts;
}

function factsOf({ language, attributes }: IdentityDocument): PersonFacts {
  return { ...(language === undefined ? {} : { language }), ...(attributes === undefined ? {} : { attributes }) };
}

/** From the head that this process has of the stream: whoever projects an entry of it has one. */
async function othersOf(
  { collections }: UseCaseContext,
  identityId: IdentityId,
  streamId: StreamId,
): Promise<readonly IdentityDocument[]> {
  const hot = await collections.memory.streams.get(streamId);
  const ids = (hot?.head.members ?? []).map(identityIdOfCustomer).filter((id) => id !== identityId);
  if (ids.length === 0) return [];
  const others = await collections.identities.getMany(ids.slice(0, MAX_OTHERS));
  return others.toSorted((one, other) => lastTold(other) - lastTold(one) || (one._id < other._id ? -1 : 1));
}

function lastTold({ toldAt, createdAt }: IdentityDocument): number {
  return Math.max(toldAt?.['attributes'] ?? 0, toldAt?.['language'] ?? 0, createdAt);
}
