import type { AddressKind, ConversationId, CustomerId, EntryId, IdentityId, PersonContext } from '@onethread/contracts';
import type { ByAgent, Link } from '../domain/evidence.ts';
import type { MatchReason } from '../domain/match-reasons.ts';
import type { Beginnings } from '../domain/person-profile.ts';
import type { Standing } from '../domain/standing.ts';
import type { Document } from './document.ts';

export interface IdentityDocument extends Document<IdentityId> {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  /** `c_` + identityId, for ever. */
  readonly customerId: CustomerId;
  readonly name?: string;
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly language?: string;
  readonly verifiedUser?: string;
  /** What the app's backend says of its user, for rules. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Where they were and with what, as their own device says. */
  readonly context?: PersonContext;
  /** Addresses that are proved to be this person's, in normal form. */
  readonly provedEmail?: string;
  readonly provedPhone?: string;
  /** Epoch ms when a code that was sent to this identity's own address came back. */
  readonly confirmedAt?: number;
  /** Their picture on this channel. */
  readonly avatarBlobId?: string;
  /** Pictures that another one took the place of, until they are deleted. */
  readonly replacedPictures?: readonly string[];
  /** Epoch ms at which each claim was told. */
  readonly toldAt?: Readonly<Record<string, number>>;
  readonly createdAt: number;
  /** Epoch ms at which all that was known of the person was removed; what is told later is new. */
  readonly erasedAt?: number;
  /** By what it is found, see `personKeys`; made again with every change of the claims. */
  readonly addressKeys?: readonly string[];
  readonly nameKey?: string;
  readonly beginnings?: Beginnings;
  /** 1 until what its claims say of who it is has been weighed. */
  readonly todo?: number;
  /** The person's own address to which answers are sent that were not read here: by their wish. */
  readonly answersFollowTo?: IdentityId;
  /** The last word on whether the person may be written to at this address; absent: none was said, and they may. */
  readonly standing?: Standing;
}

/** Replies of one conversation to one address whose reader agreed that answers follow; `_id` is `<conversationId>/<identityId>`. */
export interface UnreadDocument extends Document<string> {
  readonly identityId: IdentityId;
  readonly conversationId: ConversationId;
  /** µs of the thread: replies up to this one were looked after, those up to `latestAt` were not. */
  readonly lookedUpTo: number;
  readonly latestAt: number;
  /** Epoch ms at which it is looked whether they were read; absent: nothing to look at. Indexed. */
  readonly dueAt?: number;
  readonly expiresAt: number;
}

export interface LinkDocument extends Document<string>, Link {
  readonly _id: string;
  /** Both ends, while it is active, proposed or not settled: what a scan reads. However many were refused, they are not in its way. */
  readonly ends?: readonly IdentityId[];
  /** 1 until settled. */
  readonly todo?: number;
  /** What was told of it last, so that each change is told, and under one id however often. */
  readonly told?: { readonly times: number; readonly state: Link['state']; readonly proved: boolean };
}

/** Weak evidence that two identities are one person, for an agent to decide. `_id` is that of their link. */
export interface MatchDocument extends Document<string> {
  readonly a: IdentityId;
  readonly b: IdentityId;
  readonly ends: readonly IdentityId[];
  readonly reasons: readonly MatchReason[];
  /** `linked`: they became one person without anybody's decision on this. */
  readonly state: 'open' | 'accepted' | 'dismissed' | 'linked';
  /** Epoch ms, as all instants here. */
  readonly raisedAt: number;
  /** `raisedAt` while it is open: the list of those that wait is read by it. */
  readonly openSince?: number;
  readonly by?: ByAgent;
  readonly decidedAt?: number;
  readonly note?: string;
}

/** Who was linked or unlinked, when, by whom and why; kept for ever, without names or addresses. */
export interface IdentityAuditDocument extends Document<string> {
  readonly ends: readonly IdentityId[];
  readonly at: number;
  readonly action: AuditAction;
  readonly evidence?: string;
  readonly by?: ByAgent;
  readonly note?: string;
}

export type AuditAction =
  | 'linked'
  | 'refused'
  | 'unlinked'
  | 'match-raised'
  | 'match-accepted'
  | 'match-dismissed'
  | 'code-issued'
  | 'code-redeemed'
  | 'erased'
  | 'exported';

/** A code by which the person behind an identity is recognised on another channel. `_id` is a keyed hash of the code. */
export interface LinkCodeDocument extends Document<string> {
  readonly identityId: IdentityId;
  readonly issuedAt: number;
  /** Messages taken in later do not redeem it. */
  readonly validUntil: number;
  /** The message that redeemed it: the one use that it has. */
  readonly redeemed?: { readonly identityId: IdentityId; readonly entryId: EntryId; readonly at: number };
  /** Kept so long that no redelivered message can come later. */
  readonly expiresAt: number;
}

/** A code on its way to a typed address, until it comes back. */
export interface ConfirmationDocument extends Document<string> {
  readonly identityId: IdentityId;
  /** The address's own identity. */
  readonly targetId: IdentityId;
  readonly kind: AddressKind;
  readonly address: string;
  /** A keyed hash of the code. */
  readonly code: string;
  readonly validUntil: number;
  /** Wrong codes so far, and which try was counted last. */
  readonly wrong: number;
  readonly lastTry?: string;
  readonly confirmedAt?: number;
  readonly expiresAt: number;
}

/** How often something was done of late. `_id` is what it is and for whom: `code:<identityId>`. */
export interface LimitDocument extends Document<string> {
  /** Newest last. */
  readonly times: readonly { readonly at: number; readonly id: string }[];
  /** Nothing of this is taken until then. */
  readonly blockedUntil?: number;
  readonly expiresAt: number;
}
