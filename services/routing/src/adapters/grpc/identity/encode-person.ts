import type {
  AuditEntryInput,
  IdentityInput,
  LinkInput,
  LinkPreviewInput,
  MatchInput,
  PersonInput,
  ProfileValueInput,
} from '@onethread/rpc';
import type { ProfileValue } from '../../../domain/profile-values.ts';
import type { IdentityAuditDocument, IdentityDocument, LinkDocument } from '../../../stores/documents.ts';
import type { ConversationView } from '../../../use-cases/reading/conversation-views.ts';
import type { PreviewSide } from '../../../use-cases/identity/preview-side.ts';
import type { MatchView } from '../../../use-cases/identity/read-matches.ts';
import type { Person } from '../../../use-cases/identity/read-person.ts';
import { encodeIdentity } from '../encode-item.ts';
import { encodeConversation } from '../encode-state.ts';

export function encodePerson(person: Person): PersonInput {
  return {
    customerId: person.customerId,
    identities: person.identities.map(({ identity, proved }) => ({ ...encodeIdentity(identity), proved })),
    links: person.links.map(encodeLink),
    profile: person.profile.map(encodeProfileValue),
    matches: person.matches.map(encodeMatch),
    audit: person.audit.map(encodeAudit),
  };
}

export function encodeMatch(match: MatchView): MatchInput {
  return {
    matchId: match.matchId,
    customerId: match.customerId,
    otherCustomerId: match.otherCustomerId,
    name: match.name,
    otherName: match.otherName,
    otherIdentities: encodeIdentities(match.otherIdentities),
    reasons: match.reasons.map(({ code, text }) => ({ code, text })),
    raisedAtMs: match.raisedAt,
  };
}

export function encodeIdentities(identities: readonly IdentityDocument[]): IdentityInput[] {
  return identities.map((identity) => encodeIdentity(identity));
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

export function encodeSide(
  side: PreviewSide,
  openConversations: readonly ConversationView[],
): NonNullable<LinkPreviewInput['sides']>[number] {
  return {
    identities: encodeIdentities(side.identities),
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
