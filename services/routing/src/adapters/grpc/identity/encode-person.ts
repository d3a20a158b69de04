import type {
  AuditEntryInput,
  LinkInput,
  LinkPreviewInput,
  MatchInput,
  PersonContextInput,
  PersonInput,
  ProfileValueInput,
} from '@onethread/rpc';
import type { ProfileValue } from '../../../domain/profile-values.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { IdentityAuditDocument, IdentityDocument, LinkDocument } from '../../../stores/identity-documents.ts';
import type { ConversationView } from '../../../use-cases/reading/conversation-views.ts';
import type { PreviewSide } from '../../../use-cases/identity/preview-side.ts';
import type { MatchView } from '../../../use-cases/identity/read-matches.ts';
import type { Person } from '../../../use-cases/identity/read-person.ts';
import { encodeIdentities } from '../encode-identities.ts';
import { encodeIdentity } from '../encode-item.ts';
import { encodeConversation } from '../encode-state.ts';

export async function encodePerson(collections: Pick<Collections, 'links'>, person: Person): Promise<PersonInput> {
  const matches: MatchInput[] = [];
  for (const match of person.matches) matches.push(await encodeMatch(collections, match));
  return {
    customerId: person.customerId,
    identities: person.identities.map(({ identity, proved }) => ({ ...encodeIdentity(identity), proved })),
    links: person.links.map(encodeLink),
    profile: person.profile.map(encodeProfileValue),
    matches,
    audit: person.audit.map(encodeAudit),
    contexts: person.identities
      .flatMap(({ identity }) => encodeContext(identity))
      .toSorted((one, other) => other.atMs - one.atMs),
  };
}

function encodeContext({
  _id,
  context,
  toldAt,
  createdAt,
}: IdentityDocument): (PersonContextInput & { atMs: number })[] {
  if (context === undefined) return [];
  const { page, device = {}, app, trail = [], fields = {} } = context;
  return [
    {
      identityId: _id,
      atMs: toldAt?.['context'] ?? createdAt,
      pageUrl: page?.url ?? '',
      pageTitle: page?.title ?? '',
      browser: device.browser ?? '',
      os: device.os ?? '',
      screen: device.screen ?? '',
      language: device.language ?? '',
      timeZone: device.timeZone ?? '',
      appVersion: app?.version ?? '',
      trail: trail.map(({ event, at, properties = {} }) => ({ event, atMs: at, properties })),
      fields,
    },
  ];
}

export async function encodeMatch(collections: Pick<Collections, 'links'>, match: MatchView): Promise<MatchInput> {
  return {
    matchId: match.matchId,
    customerId: match.customerId,
    otherCustomerId: match.otherCustomerId,
    name: match.name,
    otherName: match.otherName,
    otherIdentities: await encodeIdentities(collections, match.otherIdentities),
    reasons: match.reasons.map(({ code, text }) => ({ code, text })),
    raisedAtMs: match.raisedAt,
  };
}

export function encodeProfileValue({
  field,
  value,
  identityId,
  channel,
  verified,
  at,
}: ProfileValue): ProfileValueInput {
  return { field, value, identityId, channel, verified, atMs: at };
}

export async function encodeSide(
  collections: Pick<Collections, 'links'>,
  side: PreviewSide,
  openConversations: readonly ConversationView[],
): Promise<NonNullable<LinkPreviewInput['sides']>[number]> {
  return {
    identities: await encodeIdentities(collections, side.identities),
    items: side.items,
    openConversations: openConversations.map(encodeConversation),
    firstAtUs: side.firstAt,
    lastAtUs: side.lastAt,
  };
}

function encodeLink(link: LinkDocument): LinkInput {
  return {
    linkId: link._id,
    identityA: link.a,
    identityB: link.b,
    evidence: link.evidence,
    proved: link.proved,
    state: link.state,
    byAgentId: link.by?.agentId ?? '',
    byAgentName: link.by?.name ?? '',
    atMs: link.at,
    refusedBecause: link.refusedBecause ?? '',
  };
}

function encodeAudit({ at, action, by, ends, evidence, note }: IdentityAuditDocument): AuditEntryInput {
  return {
    atMs: at,
    action,
    agentId: by?.agentId ?? '',
    agentName: by?.name ?? '',
    identityA: ends[0] ?? '',
    identityB: ends[1] ?? '',
    evidence: evidence ?? '',
    note: note ?? '',
  };
}
