import { domainOf } from '../addresses.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';

/** Of an address in a notice. */
const MAX_NOTICED = 150;

export interface AnswerAddress {
  /** Where answers go instead of to the writer. */
  readonly answerTo?: string;
  /** For agents: answers are wanted elsewhere, and go to the writer all the same. */
  readonly notice?: string;
}

/**
 * Whether a mail's Reply-To is followed: only where its writer is proved (`provedEmail`) and wants answers at the same domain.
 * Anybody else could lead our answers wherever they like by a From that is not theirs.
 */
export function answerAddress(
  { from, replyTo, automatic }: Pick<ParsedMail, 'from' | 'replyTo' | 'automatic'>,
  provedEmail: string | undefined,
): AnswerAddress {
  if (from === undefined || replyTo === undefined || replyTo === from.address || automatic !== undefined) return {};
  if (provedEmail === from.address && domainOf(replyTo) === domainOf(from.address)) return { answerTo: replyTo };
  return {
    notice: `Asks for answers to ${replyTo.slice(0, MAX_NOTICED)}; they go to ${from.address.slice(0, MAX_NOTICED)}.`,
  };
}
