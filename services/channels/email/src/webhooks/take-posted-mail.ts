import { mailboxOf } from '../addresses.ts';
import { MalformedMailError, type ArrivedMail } from '../inbound/arrived-mail.ts';
import { envelopeSenderIn, recipientsIn } from '../inbound/header-envelope.ts';
import type { MailRemains } from '../inbound/receive-remains.ts';
import { LIMITS } from '../limits.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

/** A mail as a provider posted it. */
export interface PostedMail {
  readonly raw: Buffer;
  /** `raw` is only its beginning. */
  readonly isCut: boolean;
  /** Of the envelope; undefined: the provider does not say. */
  readonly sender: string | undefined;
  readonly recipients: readonly string[];
  readonly peer?: ArrivedMail['peer'];
  /** `raw` was put together again from parts: see `ArrivedMail`. */
  readonly isRebuilt?: boolean;
}

export interface TakePostedMailParts {
  readonly mailboxes: readonly string[];
  /** Whether mails of ours that cannot be delivered come back to it. */
  readonly isBounceAddress: (address: string) => boolean;
  readonly receive: (mail: ArrivedMail) => Promise<void>;
  readonly receiveRemains: (remains: MailRemains) => Promise<void>;
}

/**
 * Resolves when the mail is durable. Throws `WebhookRefusedError` where it is for none of ours, or something retryable.
 * Whoever wrote it was told by the provider that it arrived, so what cannot be taken whole is shown by its header.
 */
export async function takePostedMail(mail: PostedMail, parts: TakePostedMailParts): Promise<void> {
  const { raw, peer, isRebuilt = false } = mail;
  const recipients = ownRecipients(mail, parts);
  if (recipients.length === 0) {
    throw new WebhookRefusedError('unknown-recipient', 'This mail is for none of our mailboxes.');
  }
  const envelope = { sender: mail.sender ?? envelopeSenderIn(raw), recipients };
  const remains = { ...envelope, raw, bytes: raw.length };
  if (mail.isCut || raw.length > LIMITS.mailBytes) return await parts.receiveRemains({ ...remains, why: 'too-large' });
  try {
    // Authentication-Results of the server in front of us would be the sender's own words here.
    await parts.receive({ ...envelope, raw, authservId: '', isRebuilt, ...(peer === undefined ? {} : { peer }) });
  } catch (error) {
    if (!(error instanceof MalformedMailError)) throw error;
    await parts.receiveRemains({ ...remains, why: 'unreadable' });
  }
}

/** By the envelope; where our address forwards to the provider's, by what servers noted; at last by what was written. */
function ownRecipients({ raw, recipients }: PostedMail, parts: TakePostedMailParts): string[] {
  const isOwn = (address: string) =>
    mailboxOf(address, parts.mailboxes) !== undefined || parts.isBounceAddress(address);
  const own = (addresses: readonly string[]) => addresses.filter(isOwn).slice(0, LIMITS.recipients);
  const { delivered, written } = recipientsIn(raw);
  return [recipients, delivered, written].map(own).find((found) => found.length > 0) ?? [];
}
