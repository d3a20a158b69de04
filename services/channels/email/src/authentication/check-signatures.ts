import type { ARCData } from 'mailauth';
import { arc } from 'mailauth/lib/arc/index.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import { LIMITS } from '../limits.ts';
import type { HeaderField } from '../parsing/header-fields.ts';
import { authorsOf, namesMailbox } from './authors.ts';
import { boundedDns, type ResolveName } from './bounded-dns.ts';
import { isRelayedMail } from './list-mail.ts';
import {
  asVerdict,
  bestOf,
  type CheckSettings,
  type MailPeer,
  type MailToCheck,
  type SenderCheck,
  type Verdict,
} from './sender-check.ts';

type Signatures = Awaited<ReturnType<typeof dkimVerify>>;
type ArcResult = Awaited<ReturnType<typeof arc>>;

/** Fields without which a signature says nothing about the words that are shown. */
const MUST_BE_SIGNED = ['from', 'to', 'subject'];
/** Smaller keys were broken (RFC 8301). */
const LEAST_KEY_BITS = 1024;

export interface SignaturesToCheck {
  readonly raw: Buffer;
  readonly fields: readonly HeaderField[];
  readonly mail: Pick<MailToCheck, 'sender' | 'mailboxes' | 'isRebuilt'>;
  /** Whose address SPF is asked about; undefined: unknown, and SPF says nothing. */
  readonly client: MailPeer | undefined;
  readonly settings: Pick<CheckSettings, 'dnsServers' | 'arcSealers'>;
}

/** SPF (RFC 7208), DKIM (RFC 6376), ARC (RFC 8617) and DMARC (RFC 9989) within the bounds of `boundedDns`. */
export async function checkSignatures(given: SignaturesToCheck): Promise<SenderCheck> {
  const dns = boundedDns(given.settings.dnsServers);
  try {
    return await check(given, dns.resolve);
  } finally {
    dns.end();
  }
}

async function check(given: SignaturesToCheck, resolver: ResolveName): Promise<SenderCheck> {
  const { raw, fields, mail, client, settings } = given;
  const { isRebuilt = false } = mail;
  const [signatures, sending] = await Promise.all([
    dkimVerify(isRebuilt ? unsigned(fields) : raw, { resolver, minBitLength: LEAST_KEY_BITS, rejectRsaSha1: true }),
    client === undefined
      ? undefined
      : spf({
          ip: client.address,
          helo: client.helo,
          sender: mail.sender,
          mta: 'onethread',
          resolver,
          maxElapsedTime: LIMITS.dnsMs,
        }),
  ]);
  const passed = signatures.results.filter(({ status }) => status.result === 'pass');
  const { response } = await evaluateDmarc({
    headerFrom: signatures.headerFrom,
    fromFields: signatures.fromFields,
    spfDomains: sending?.status.result === 'pass' ? [sending.domain] : [],
    dkimDomains: passed.map(({ signingDomain, status }) => ({
      domain: signingDomain ?? '',
      ...(status.underSized === undefined ? {} : { underSized: status.underSized }),
    })),
    resolver,
  });
  const { only, areSeveral } = authorsOf(fields);
  const verdicts = {
    spf: asVerdict(sending?.status.result),
    dkim: bestOf(signatures.results.map(({ status }) => asVerdict(status.result))),
  };
  const dmarc = response === false ? 'permerror' : asVerdict(response.status.result);
  const isSentStraight = response !== false && response.alignment?.spf?.result !== undefined;
  return {
    by: 'ourselves',
    from: only,
    hasSeveralAuthors: areSeveral,
    ...verdicts,
    dmarc: dmarc === 'fail' ? failure(Object.values(verdicts), isRebuilt) : dmarc,
    vouchedBy: dmarc === 'fail' ? await voucher(signatures, settings.arcSealers, resolver) : undefined,
    isRelayed: isRelayedMail(fields),
    isForUs:
      isSentStraight ||
      (namesMailbox(fields, mail.mailboxes) && coversWords(signatures, fields, alignedDomain(response))),
  };
}

/** What could not be looked up, or not be looked at, might have passed. */
function failure(verdicts: readonly Verdict[], isRebuilt: boolean): Verdict {
  if (verdicts.includes('temperror')) return 'temperror';
  return isRebuilt ? 'none' : 'fail';
}

/** The From of a mail whose signatures were broken on the way, and no signature. */
function unsigned(fields: readonly HeaderField[]): Buffer {
  const authors = fields.filter(({ name }) => name === 'from').map(({ value }) => `From: ${value}\r\n`);
  return Buffer.from(`${authors.join('')}\r\n`);
}

function alignedDomain(response: Awaited<ReturnType<typeof evaluateDmarc>>['response']): string | undefined {
  const domain = response === false ? undefined : response.alignment?.dkim?.result;
  return typeof domain === 'string' ? domain : undefined;
}

/** Whether a signature of this domain covers the whole body and the fields that are shown, each of which is there once. */
function coversWords(signatures: Signatures, fields: readonly HeaderField[], domain: string | undefined): boolean {
  const there = MUST_BE_SIGNED.filter((name) => fields.some((field) => field.name === name));
  const areUnique = there.every((name) => fields.filter((field) => field.name === name).length === 1);
  return (
    areUnique &&
    signatures.results.some(({ status, signingDomain, signingHeaders }) => {
      const signed = (signingHeaders?.keys ?? '').split(':').map((name) => name.trim().toLowerCase());
      return (
        status.result === 'pass' &&
        signingDomain === domain &&
        !status.underSized &&
        there.every((name) => signed.includes(name))
      );
    })
  );
}

/** The sealer that is believed and says that DMARC passed when the mail came to it. */
async function voucher(
  signatures: Signatures,
  sealers: readonly string[],
  resolver: ResolveName,
): Promise<string | undefined> {
  const chain = signatures.arc;
  const sealer = sealerOf(chain);
  if (chain === undefined || sealer === undefined || !sealers.includes(sealer)) return undefined;
  const result: ArcResult = await arc(chain as ARCData, { resolver, minBitLength: LEAST_KEY_BITS });
  const before: Verdict = asVerdict(result.authenticationResults?.['dmarc']?.result);
  return result.status.result === 'pass' && before === 'pass' ? sealer : undefined;
}

function sealerOf(chain: Signatures['arc']): string | undefined {
  const seal = chain?.lastEntry?.['arc-seal']?.parsed as { d?: { value?: unknown } } | undefined;
  const domain = seal?.d?.value;
  return typeof domain === 'string' ? domain.toLowerCase() : undefined;
}
