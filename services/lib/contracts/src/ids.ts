declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Keyed hash of (channel, account, normalised external id): one address of a person on one account. Hex, 32 characters. */
export type IdentityId = Branded<'IdentityId'>;
/** `c_` + identityId: the one-identity customer that every identity is born with. Links say which of them are one person. */
export type CustomerId = Branded<'CustomerId'>;
/** A stream is named after the customer that it was born for. */
export type StreamId = CustomerId;
/** Idempotency key of one fact in history, unique over all streams. */
export type EntryId = Branded<'EntryId'>;
export type ConversationId = Branded<'ConversationId'>;
export type AgentId = Branded<'AgentId'>;
export type BlobId = Branded<'BlobId'>;
