import type { ParsedMail } from '../parsing/parsed-mail.ts';

/** For agents: somebody called a mail of ours unwanted; what the mailbox provider reports below is about that. */
export function complaintNotice(complaint: ParsedMail['complaint']): string | undefined {
  if (complaint === undefined) return undefined;
  switch (complaint.feedback) {
    case 'abuse':
    case 'fraud':
      return `A mail of ours was reported as unwanted${about(complaint.recipients)}. Think before writing there again.`;
    case 'opt-out':
    case 'opt-out-list':
      return `No more mail is wanted${about(complaint.recipients)}.`;
    default:
      return undefined;
  }
}

function about(recipients: readonly string[]): string {
  const [address] = recipients;
  return address === undefined ? '' : ` by the reader at ${address.slice(0, 150)}`;
}
