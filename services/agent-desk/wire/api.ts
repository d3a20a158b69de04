import type { Agent, Conversation, Identity, Item, Watermark } from './model.ts';

/** Every write must carry this header: a form or a foreign page cannot set it without asking first. */
export const REQUEST_HEADER = 'x-onethread-desk';
/** Largest upload. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
/** Fewest and most characters of a password. */
export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 200;

export interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}

export interface Session {
  readonly agent: Agent;
}

export interface InviteInfo {
  readonly name: string;
  readonly email: string;
}

export interface UploadedFile {
  readonly blobId: string;
  readonly name: string;
  readonly contentType: string;
  readonly fileKind: string;
  readonly sizeBytes: number;
}

export interface ItemPage {
  readonly items: readonly Item[];
  readonly watermarks: readonly Watermark[];
  readonly identities: readonly Identity[];
  /** Empty: no more in this direction. */
  readonly olderPageToken: string;
  readonly newerPageToken: string;
}

export interface ConversationPage {
  readonly conversations: readonly Conversation[];
  readonly nextPageToken: string;
}

export interface TeamMember extends Agent {
  readonly disabled: boolean;
  /** Has chosen a password. */
  readonly hasPassword: boolean;
}

export interface Team {
  readonly members: readonly TeamMember[];
}

export interface InviteLink {
  readonly url: string;
  readonly expiresMs: number;
}
