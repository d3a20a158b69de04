import type { BounceKind } from './bounce-kinds.ts';

/** What the parser is given. Crosses into its worker thread: plain data only. */
export interface MailToParse {
  readonly raw: Uint8Array;
  readonly sender: string;
  readonly mailboxes: readonly string[];
}

/** A mail taken apart. Plain data: it comes back from the worker thread. */
export interface ParsedMail {
  readonly from: { readonly address: string; readonly name: string } | undefined;
  /** Where answers are wanted; undefined: it does not say. */
  readonly replyTo: string | undefined;
  readonly subject: string;
  /** Epoch ms. */
  readonly date: number | undefined;
  /** Without angle brackets. */
  readonly messageId: string | undefined;
  /** In-Reply-To, then References from the end, without angle brackets. */
  readonly answers: readonly string[];
  /** To, Cc, Delivered-To, X-Original-To: where a token may stand. */
  readonly addressedTo: readonly string[];
  /** What the person wrote now, without what it answers. */
  readonly text: string;
  /** All of the text, where `text` is less. */
  readonly fullText: string | undefined;
  /** False: the mail is more than was looked at, and the original is to be shown as well. */
  readonly isComplete: boolean;
  /** Sanitised; pictures of the mail itself as `cid:#<place in attachments>`. */
  readonly html: string | undefined;
  /** Why it counts as written by a program (RFC 3834); undefined: by a person. */
  readonly automatic: string | undefined;
  /** Who wrote what is forwarded, as whoever forwards it says; lower case. */
  readonly forwardedFrom: { readonly address: string; readonly name: string } | undefined;
  readonly bounce: Bounce | undefined;
  readonly complaint: Complaint | undefined;
  /** What attached mails and invitations say, in a few lines each: below the text, beside their files. */
  readonly summaries: readonly string[];
  /** What agents should know of how the mail came: signed, encrypted. */
  readonly notices: readonly string[];
  readonly attachments: readonly MailAttachment[];
  /** Attachments beyond the bound. */
  readonly attachmentsLeftOut: number;
}

export interface MailAttachment {
  readonly name: string;
  readonly claimedType: string;
  readonly content: Uint8Array;
}

/** A server's report that a mail could not be delivered, as RFC 3464 or in words: of the recipient who fared worst. */
export interface Bounce {
  /** Message-IDs that the mail may have which it is about, likeliest first. */
  readonly messageIds: readonly string[];
  readonly action: 'failed' | 'delayed' | 'other';
  /** 5.1.1 */
  readonly status: string;
  readonly kind: BounceKind;
  /** Whether sending the same again cannot help. */
  readonly isPermanent: boolean;
  /** The server's own words, or ours where it has none. */
  readonly diagnostic: string;
  /** Addresses that it may have been sent to, lower case; empty: it does not say. */
  readonly recipients: readonly string[];
  /** What it says of other recipients. */
  readonly others: readonly Pick<Bounce, 'action' | 'status' | 'kind' | 'isPermanent' | 'diagnostic' | 'recipients'>[];
}

/** A mailbox provider's report that a reader complained about a mail of ours (RFC 5965). */
export interface Complaint {
  /** abuse, fraud, virus, not-spam, auth-failure, … */
  readonly feedback: string;
  readonly messageIds: readonly string[];
  /** Addresses that it was sent to, lower case; often left out by the provider. */
  readonly recipients: readonly string[];
}
