import { IntakeUnavailableError } from '@onethread/channel-kit';
import type { BounceAddresses } from '../bounce-addresses.ts';
import type { Correspondences, SentMail } from '../correspondence.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import { complaintNotice } from './complaint-notice.ts';

export interface ReturnedMailParts {
  /** Undefined: our mails go out under the mailbox's own address. */
  readonly bounceAddresses: BounceAddresses | undefined;
  readonly correspondences: Pick<Correspondences, 'findReturned'>;
}

/**
 * The mail of ours that an arrived one was sent back for, as the signed address says that it went to; and the arrived one as
 * if it had been sent to the mailbox that had written. Throws `IntakeUnavailableError`.
 */
export async function asReturned(
  mail: ArrivedMail,
  addressedTo: readonly string[],
  { bounceAddresses, correspondences }: ReturnedMailParts,
): Promise<{ readonly mail: ArrivedMail; readonly returned: SentMail | undefined }> {
  if (bounceAddresses === undefined) return { mail, returned: undefined };
  const ids = [...mail.recipients, ...addressedTo].map((address) => bounceAddresses.bounceIdIn(address));
  const id = ids.find((one) => one !== undefined);
  if (id === undefined) return { mail, returned: undefined };
  const returned = await found(correspondences, id);
  if (returned === undefined) return { mail, returned };
  return { mail: { ...mail, recipients: [...mail.recipients, returned.identity.account] }, returned };
}

/** What came back to an envelope's address is about that mail, and no person writes there. */
export function aboutReturned(parsed: ParsedMail, returned: SentMail | undefined): ParsedMail {
  const ours = [...(returned === undefined ? [] : [returned._id]), ...(parsed.complaint?.messageIds ?? [])];
  const notice = complaintNotice(parsed.complaint);
  if (ours.length === 0 && notice === undefined) return parsed;
  const automatic = parsed.automatic ?? (returned === undefined ? undefined : 'to-envelope-sender');
  const notices = notice === undefined ? parsed.notices : [notice, ...parsed.notices];
  return { ...parsed, answers: [...new Set([...ours, ...parsed.answers])], automatic, notices };
}

async function found(correspondences: ReturnedMailParts['correspondences'], id: string): Promise<SentMail | undefined> {
  try {
    return await correspondences.findReturned(id);
  } catch (error) {
    throw new IntakeUnavailableError('the channel’s store failed', { cause: error });
  }
}
