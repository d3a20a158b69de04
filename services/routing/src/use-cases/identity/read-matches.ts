import { customerIdOf } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import { reasonText } from '../../domain/match-reasons.ts';
import type { MatchReason } from '../../domain/match-reasons.ts';
import { addressOfKey } from '../../domain/person-profile.ts';
import { calledName } from '../../domain/profile-values.ts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument, MatchDocument } from '../../stores/identity-documents.ts';
import { openCursor, sealCursor } from '../reading/list-token.ts';
import type { ReadingContext } from '../reading/reading-context.ts';
import { openMatchesOf } from './close-matches.ts';
import { storedIdentitiesOf } from './people.ts';

/** A possible match, seen from one side. */
export interface MatchView {
  readonly matchId: string;
  readonly customerId: CustomerId;
  readonly otherCustomerId: CustomerId;
  readonly name: string;
  readonly otherName: string;
  readonly otherIdentities: readonly IdentityDocument[];
  readonly reasons: readonly { readonly code: MatchReason; readonly text: string }[];
  readonly raisedAt: number;
}

type Reads = Pick<Collections, 'identities' | 'links' | 'matches'>;

/** Possible matches of one person that are shown. */
const MAX_MATCHES = 100;

/** Open possible matches of one person's identities, newest first; at most 100. */
export async function matchesOf(reads: Reads, own: readonly IdentityDocument[]): Promise<readonly MatchView[]> {
  const open = new Map<string, MatchDocument>();
  for (const { _id } of own) {
    for (const match of await openMatchesOf(reads, _id)) open.set(match._id, match);
  }
  const newest = [...open.values()].toSorted((one, other) => other.raisedAt - one.raisedAt).slice(0, MAX_MATCHES);
  const ownIds = new Set(own.map(({ _id }) => _id));
  const views: MatchView[] = [];
  for (const match of newest) {
    const near = ownIds.has(match.a) ? match.a : match.b;
    const view = await viewMatch(reads, match, near);
    if (view !== undefined) views.push(view);
  }
  return views;
}

export interface ListedMatches {
  readonly matches: readonly MatchView[];
  readonly nextPageToken: string;
}

/** Possible matches that nobody has decided, newest first. Throws `RoutingError` invalid for a foreign token. */
export async function listMatches(
  { collections, tokens }: ReadingContext,
  { pageToken, pageSize }: { readonly pageToken: string; readonly pageSize: number },
): Promise<ListedMatches> {
  const after = openCursor(tokens, 'matches-page', '', pageToken);
  const page = await collections.matches.find({
    index: 'open',
    order: 'descending',
    limit: pageSize,
    ...(after === undefined ? {} : { after }),
  });
  const matches: MatchView[] = [];
  for (const match of page.documents) {
    const view = await viewMatch(collections, match, match.a);
    if (view !== undefined) matches.push(view);
  }
  return { matches, nextPageToken: sealCursor(tokens, 'matches-page', '', page.cursor) };
}

/** From the side of `near`; `undefined` where both are one person by now, or one of them is gone. */
async function viewMatch(
  reads: Reads,
  { _id, a, b, reasons, raisedAt }: MatchDocument,
  near: IdentityId,
): Promise<MatchView | undefined> {
  const far = near === a ? b : a;
  const [own, other] = await Promise.all([
    storedIdentitiesOf(reads, customerIdOf(near)),
    storedIdentitiesOf(reads, customerIdOf(far)),
  ]);
  const isOne = own.some((identity) => identity._id === far);
  if (isOne || own.length === 0 || other.length === 0) return undefined;
  return {
    matchId: _id,
    customerId: customerIdOf(near),
    otherCustomerId: customerIdOf(far),
    name: calledName(own),
    otherName: calledName(other),
    otherIdentities: other,
    reasons: reasons.map((code) => ({ code, text: reasonText(code, sharedBy(code, own, other)) })),
    raisedAt,
  };
}

/** The address or name that both sides have. */
function sharedBy(
  reason: MatchReason,
  own: readonly IdentityDocument[],
  other: readonly IdentityDocument[],
): string | undefined {
  if (reason === 'same-name') {
    const names = new Set(other.map(({ nameKey }) => nameKey).filter((key) => key !== undefined));
    return own.find(({ nameKey }) => nameKey !== undefined && names.has(nameKey))?.name;
  }
  const kind = reason === 'same-email-unverified' ? 'email' : reason === 'same-phone-unverified' ? 'phone' : undefined;
  const keys = new Set(other.flatMap(({ addressKeys = [] }) => addressKeys));
  const shared = own
    .flatMap(({ addressKeys = [] }) => addressKeys)
    .filter((key) => keys.has(key))
    .map(addressOfKey);
  return shared.find((one) => one.kind === kind)?.address;
}
