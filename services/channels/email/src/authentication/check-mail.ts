import { domainOf } from '../addresses.ts';
import { LIMITS } from '../limits.ts';
import { headerEnd, headerFields, type HeaderField } from '../parsing/header-fields.ts';
import { authorsOf, isSameOrUnder, namesMailbox } from './authors.ts';
import { isRelayedMail } from './list-mail.ts';
import { isLoopback, networkTest } from './networks.ts';
import { bestOf, unchecked, type CheckSettings, type MailToCheck, type SenderCheck } from './sender-check.ts';
import { sendingClient } from './sending-client.ts';
import { trustedResults, type MethodResult } from './trusted-results.ts';

/**
 * Whether a mail is from whom it says: by the front server's word where it gave one, else by SPF, DKIM and DMARC of our own.
 * Runs where it may be stopped.
 */
export async function checkMail(mail: MailToCheck, settings: CheckSettings): Promise<SenderCheck> {
  const known = checkHeader(mail, settings);
  if (known !== undefined) return known;
  const raw = bytesOf(mail);
  const fields = fieldsOf(raw);
  const client = sendingClient(mail.peer, fields, networkTest(settings.relays));
  // Only where it is checked: the library takes 12 MB, and the channel's own thread looks at headers alone.
  const { checkSignatures } = await import('./check-signatures.ts');
  return await checkSignatures({ raw, fields, mail, client, settings });
}

/** What the header alone tells, without asking anybody; undefined: it must be checked. */
export function checkHeader(mail: MailToCheck, settings: CheckSettings): SenderCheck | undefined {
  const fields = fieldsOf(bytesOf(mail));
  // Where relays are named, nobody else is believed.
  const { peer, mailboxes } = mail;
  const isBelieved = settings.relays.length === 0 || peer === undefined || networkTest(settings.relays)(peer.address);
  const said = isBelieved ? trustedResults(fields, mail.authservId ?? settings.authservId) : undefined;
  if (said?.some(({ method }) => method === 'dmarc')) return fromFrontServer(said, fields, mailboxes);
  if (settings.mode === 'results') return unchecked('none', 'front-server');
  return isHandedInHere(mail, fields, settings) ? unchecked('none') : undefined;
}

function bytesOf({ raw }: MailToCheck): Buffer {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.length);
}

function fieldsOf(raw: Buffer): readonly HeaderField[] {
  return headerFields(raw.toString('utf8', 0, Math.min(headerEnd(raw), LIMITS.headerBytes)));
}

/**
 * Written by a program on this machine or on a relay of ours: no server has touched it and nobody signed it, so there is
 * nothing to check. Where DNS servers are named, it is checked all the same.
 */
function isHandedInHere({ peer }: MailToCheck, fields: readonly HeaderField[], settings: CheckSettings): boolean {
  return (
    settings.dnsServers.length === 0 &&
    (peer === undefined || isLoopback(peer.address) || networkTest(settings.relays)(peer.address)) &&
    !fields.some(({ name }) => name === 'received' || name === 'dkim-signature')
  );
}

function fromFrontServer(
  said: readonly MethodResult[],
  fields: readonly HeaderField[],
  mailboxes: readonly string[],
): SenderCheck {
  const { only, areSeveral } = authorsOf(fields);
  const dmarc = said.find(({ method }) => method === 'dmarc');
  const about = dmarc?.properties.get('header.from') ?? '';
  const author = only ?? '';
  // It may have read another From than we did.
  const isAboutAuthor = about === '' || domainOf(about) === domainOf(author);
  const spf = said.find(({ method }) => method === 'spf');
  const cameStraight =
    spf?.verdict === 'pass' && isSameOrUnder(spf.properties.get('smtp.mailfrom') ?? '', domainOf(author));
  return {
    by: 'front-server',
    from: only,
    hasSeveralAuthors: areSeveral,
    dmarc: areSeveral ? 'permerror' : isAboutAuthor ? (dmarc?.verdict ?? 'none') : 'none',
    spf: spf?.verdict ?? 'none',
    dkim: bestOf(said.filter(({ method }) => method === 'dkim').map(({ verdict }) => verdict)),
    vouchedBy: undefined,
    isRelayed: isRelayedMail(fields),
    isForUs: cameStraight || namesMailbox(fields, mailboxes),
  };
}
