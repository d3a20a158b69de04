import type { CustomerId } from '@onethread/contracts';
import { profileValues, proofOf } from '../../domain/profile-values.ts';
import type { Proof, ProfileValue } from '../../domain/profile-values.ts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityAuditDocument, IdentityDocument, LinkDocument } from '../../stores/identity-documents.ts';
import { allLinksAt } from '../../stores/links.ts';
import { identitiesOf } from './people.ts';
import { provedMembers } from './proved-members.ts';
import { matchesOf } from './read-matches.ts';
import type { MatchView } from './read-matches.ts';

export interface PersonIdentity {
  readonly identity: IdentityDocument;
  readonly proof: Proof;
  /** Tied to the oldest by proofs of the customer alone. */
  readonly proved: boolean;
}

export interface Person {
  /** Of the oldest identity. */
  readonly customerId: CustomerId;
  readonly identities: readonly PersonIdentity[];
  /** Whatever was decided about their identities, newest first. */
  readonly links: readonly LinkDocument[];
  readonly profile: readonly ProfileValue[];
  readonly matches: readonly MatchView[];
  /** Newest first. */
  readonly audit: readonly IdentityAuditDocument[];
}

const MAX_LINKS = 200;
const MAX_AUDIT = 100;

type Reads = Pick<Collections, 'identities' | 'links' | 'matches' | 'identityAudit'>;

/** Everything known of the person behind a customer. Throws `RoutingError` not-found. */
export async function readPerson(reads: Reads, customerId: CustomerId): Promise<Person> {
  const identities = await identitiesOf(reads, customerId);
  const oldest = identities[0]?.customerId ?? customerId;
  const proved = await provedMembers(reads, identities);
  return {
    customerId: oldest,
    identities: identities.map((identity) => ({
      identity,
      proof: proofOf(identity),
      proved: proved.has(identity.customerId),
    })),
    links: await linksOf(reads, identities),
    profile: profileValues(identities),
    matches: await matchesOf(reads, identities),
    audit: await auditOf(reads, identities),
  };
}

async function linksOf(reads: Reads, identities: readonly IdentityDocument[]): Promise<readonly LinkDocument[]> {
  const links = new Map<string, LinkDocument>();
  for (const { _id } of identities) {
    for (const link of await allLinksAt(reads, _id)) if (link.state !== 'proposed') links.set(link._id, link);
  }
  return [...links.values()].toSorted(standingFirst).slice(0, MAX_LINKS);
}

function standingFirst(one: LinkDocument, other: LinkDocument): number {
  return Number(other.state === 'active') - Number(one.state === 'active') || other.at - one.at;
}

async function auditOf(
  { identityAudit }: Reads,
  identities: readonly IdentityDocument[],
): Promise<readonly IdentityAuditDocument[]> {
  const lines = new Map<string, IdentityAuditDocument>();
  for (const { _id } of identities) {
    const page = { index: 'by_end', equals: [_id], order: 'descending', limit: MAX_AUDIT } as const;
    for (const line of (await identityAudit.find(page)).documents) lines.set(line._id, line);
  }
  return [...lines.values()]
    .toSorted((one, other) => other.at - one.at || (one._id < other._id ? 1 : -1))
    .slice(0, MAX_AUDIT);
}
