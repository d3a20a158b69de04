import { domainOf } from '../addresses.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';
import type { SenderCheck } from './sender-check.ts';

export interface SenderJudgement {
  /** For agents; undefined where there is nothing to warn of. */
  readonly notice?: string;
  /** Set: whoever wrote this mail is proved to hold this address (normal form). */
  readonly provedEmail?: string;
}

/** Longest domain that is spelled out to agents. */
const MAX_DOMAIN = 150;
/** Longest address that is. */
const MAX_SHOWN = 60;

/**
 * What a check means. An address is proved only by a mail whose DMARC passed for the one address in its From, written by a
 * person to us: not by a program's, nor by one that a list or forwarder made, nor by a signed one that may be sent again.
 */
export function judgeSender(
  check: SenderCheck | undefined,
  mail: Pick<ParsedMail, 'from' | 'automatic'>,
): SenderJudgement {
  if (check === undefined) return {};
  const address = mail.from?.address;
  const domain = domainOf(address ?? '').slice(0, MAX_DOMAIN) || 'its sender';
  if (check.dmarc === 'pass') {
    const isProof =
      address !== undefined &&
      check.from === address &&
      mail.automatic === undefined &&
      !check.isRelayed &&
      check.isForUs;
    const notice = disguise(mail.from);
    return { ...(isProof ? { provedEmail: address } : {}), ...(notice === undefined ? {} : { notice }) };
  }
  const notice = [warning(check, domain), disguise(mail.from)].filter((one) => one !== undefined).join(' ');
  return notice === '' ? {} : { notice };
}

/** Mail programs show the name alone: one that is another address hides who really wrote. */
function disguise(from: ParsedMail['from']): string | undefined {
  const shown = /[^\s<>"'()]{1,64}@[a-z0-9.-]{1,253}\.[a-z]{2,24}/i.exec(from?.name ?? '')?.[0]?.toLowerCase();
  if (from === undefined || shown === undefined || domainOf(shown) === domainOf(from.address)) return undefined;
  return `It calls itself ${shown.slice(0, MAX_SHOWN)}, but is from ${from.address.slice(0, MAX_SHOWN)}.`;
}

function warning(check: SenderCheck, domain: string): string | undefined {
  if (check.hasSeveralAuthors) return 'Not verified: it names several senders.';
  switch (check.dmarc) {
    case 'fail':
      return check.vouchedBy === undefined
        ? `Not verified: DMARC failed for ${domain}.`
        : `Not verified here: DMARC failed for ${domain}, but ${check.vouchedBy} says that it passed before it was forwarded.`;
    case 'temperror':
      return `Not verified: ${domain} could not be checked, its DNS did not answer.`;
    case 'permerror':
      return 'Not verified: it does not say properly who sent it.';
    case 'none':
    case 'neutral':
    case 'policy':
    case 'softfail':
    case 'pass':
      // No DMARC: the sender's own servers are named, and this was none of them.
      return check.spf === 'fail' && check.dkim !== 'pass' ? `Not verified: SPF failed for ${domain}.` : undefined;
  }
}
