import type { Conversation, Identity } from './model.ts';

/** Who is one person, as agents see it. Names as in identity.proto; instants `...Ms` epoch milliseconds, `...Us` epoch microseconds. */
export interface Person {
  /** Of the oldest identity; any member's id opens the same thread. */
  readonly customerId: string;
  readonly identities: readonly Identity[];
  readonly links: readonly Link[];
  /** Best first; several values of one field are a conflict that is shown. */
  readonly profile: readonly ProfileValue[];
  readonly matches: readonly Match[];
  /** Newest first. */
  readonly audit: readonly AuditEntry[];
  /** Newest first. */
  readonly contexts: readonly PersonContext[];
}

/** Where a person was and with what, as their own device says: believed for nothing. Texts are empty where it did not say. */
export interface PersonContext {
  readonly identityId: string;
  readonly atMs: number;
  readonly pageUrl: string;
  readonly pageTitle: string;
  readonly browser: string;
  readonly os: string;
  readonly screen: string;
  readonly language: string;
  readonly timeZone: string;
  readonly appVersion: string;
  /** Oldest first. */
  readonly trail: readonly {
    readonly event: string;
    readonly atMs: number;
    readonly properties: Readonly<Record<string, string>>;
  }[];
  /** What they answered before their first message. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Link {
  readonly linkId: string;
  readonly identityA: string;
  readonly identityB: string;
  /** login, link-code, verified-email, verified-phone, confirmed-address, agent, import. */
  readonly evidence: string;
  /** By the customer; else somebody believes it. */
  readonly proved: boolean;
  /** active, refused, retracted. */
  readonly state: string;
  readonly byAgentId: string;
  readonly byAgentName: string;
  readonly atMs: number;
  /** two-users or too-many. */
  readonly refusedBecause: string;
}

export interface ProfileValue {
  /** name, email, phone, language, user. */
  readonly field: string;
  readonly value: string;
  readonly identityId: string;
  readonly channel: string;
  readonly verified: boolean;
  readonly atMs: number;
}

export interface MatchReason {
  /** same-email-unverified, same-phone-unverified, same-name, two-users. */
  readonly code: string;
  readonly text: string;
}

/** Weak evidence that two are one person: an agent decides. */
export interface Match {
  readonly matchId: string;
  readonly customerId: string;
  readonly otherCustomerId: string;
  readonly name: string;
  readonly otherName: string;
  readonly otherIdentities: readonly Identity[];
  readonly reasons: readonly MatchReason[];
  readonly raisedAtMs: number;
}

export interface AuditEntry {
  readonly atMs: number;
  /** linked, refused, unlinked, match-raised, match-accepted, match-dismissed, code-issued, code-redeemed, erased, exported. */
  readonly action: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly identityA: string;
  readonly identityB: string;
  readonly evidence: string;
  readonly note: string;
}

export interface PreviewSide {
  readonly identities: readonly Identity[];
  /** Messages and replies; counting ends at `MAX_COUNTED_ITEMS`. */
  readonly items: number;
  readonly openConversations: readonly Conversation[];
  readonly firstAtUs: number;
  readonly lastAtUs: number;
}

/** What linking or unlinking would change. */
export interface LinkPreview {
  readonly sides: readonly PreviewSide[];
  /** Empty: it may be done. two-users, too-many, same-person, linked-otherwise. */
  readonly obstacle: string;
  readonly explanation: string;
  readonly conflicts: readonly ProfileValue[];
}

/** Asks what would change: link with another customer, or take a link back. */
export type LinkChange = { readonly otherCustomerId: string } | { readonly linkId: string };

export interface MatchPage {
  readonly matches: readonly Match[];
  readonly nextPageToken: string;
}

export interface FoundPerson {
  readonly customerId: string;
  readonly name: string;
  readonly identities: readonly Identity[];
}

export interface FoundPeople {
  readonly people: readonly FoundPerson[];
}

/** Most characters of an agent's note on a link, an unlink or a decision. */
export const MAX_LINK_NOTE = 500;
/** Fewest and most characters with which people are looked for. */
export const MIN_PEOPLE_QUERY = 2;
export const MAX_PEOPLE_QUERY = 200;
export const MAX_COUNTED_ITEMS = 10_000;
