import { messageIdsOf, writtenTo } from './bounce-original.ts';
import { fieldOf, mailAddressIn } from './delivery-report.ts';
import type { Complaint } from './parsed-mail.ts';

interface FeedbackParts {
  /** The text of the message/feedback-report part. */
  readonly report: string;
  /** The mail that it is about, or its header. */
  readonly originals: readonly string[];
}

/** Kinds of RFC 5965 and its registry; what is new is `other`. */
const KINDS = ['abuse', 'fraud', 'virus', 'not-spam', 'auth-failure', 'dkim', 'opt-out', 'opt-out-list'];

/** What a mailbox provider reports of a mail of ours that its reader complained about (RFC 5965). */
export function readFeedback({ report, originals }: FeedbackParts): Complaint {
  const kind = fieldOf(report, 'feedback-type').toLowerCase();
  const recipients = ['original-rcpt-to', 'removal-recipient', 'x-original-to', 'x-hmxmroriginalrecipient']
    .map((name) => mailAddressIn(fieldOf(report, name)))
    .filter(Boolean);
  return {
    feedback: KINDS.includes(kind) ? kind : 'other',
    messageIds: [...new Set([...messageIdsOf(report), ...originals.flatMap(messageIdsOf)])],
    recipients: [...new Set([...recipients, ...originals.flatMap(writtenTo)])],
  };
}
