import type { ChannelHost, InboundDraft } from '@onethread/channel-kit';
import { isMailAddress, mailboxOf, normalAddress } from '../addresses.ts';
import { LIMITS } from '../limits.ts';
import { headerEnd } from '../parsing/header-fields.ts';
import { UnreadableMailError, type MailParsers } from '../parsing/mail-parsers.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';
import { identityOfHeader, NOBODY, type ArrivedMail } from './arrived-mail.ts';
import { threadRefsOf, type ThreadRefParts } from './thread-refs.ts';

const HEADER_PLACE = 0;
const MB = 1024 * 1024;

/** What is known of a mail that was accepted by somebody for us and cannot be taken whole. */
export interface MailRemains extends Pick<ArrivedMail, 'sender' | 'recipients'> {
  /** Its beginning, the header at least as far as `LIMITS.headerBytes`. */
  readonly raw: Buffer;
  /** Of the whole mail, as far as it is known. */
  readonly bytes: number;
  readonly why: 'too-large' | 'unreadable';
}

export interface ReceiveRemainsParts extends ThreadRefParts {
  readonly host: ChannelHost;
  readonly parsers: MailParsers;
}

/**
 * Shows that a mail came which cannot be shown: from whom, about what, its header as a file, and why. Nobody who could be
 * told to send it otherwise is there any more. Resolves when it is durable.
 */
export async function receiveRemains(remains: MailRemains, parts: ReceiveRemainsParts): Promise<void> {
  const { host, mailboxes } = parts;
  const header = Buffer.from(remains.raw.subarray(0, Math.min(headerEnd(remains.raw), LIMITS.headerBytes)));
  const parsed = await parsedHeader(header, remains.sender, parts);
  const found = remains.recipients.map((recipient) => mailboxOf(recipient, mailboxes));
  const own = [...new Set(found.filter((mailbox) => mailbox !== undefined))];
  host.refused(remains.why === 'too-large' ? 'oversize' : 'unreadable', { bytes: remains.bytes });
  const providerMessageId = identityOfHeader(header);
  const drafts = own.map((mailbox) => draftOf(remains, header, parsed, mailbox, providerMessageId, parts));
  await host.receive(await Promise.all(drafts));
}

async function draftOf(
  remains: MailRemains,
  header: Buffer,
  parsed: ParsedMail | undefined,
  mailbox: string,
  providerMessageId: string,
  parts: ReceiveRemainsParts,
): Promise<InboundDraft> {
  const { host } = parts;
  const sender = isMailAddress(remains.sender) ? normalAddress(remains.sender) : NOBODY;
  const address = parsed?.from?.address ?? sender;
  const file = await host.storeFile({
    entryId: host.entryIdOf(mailbox, providerMessageId),
    index: HEADER_PLACE,
    name: 'header.txt',
    claimedType: 'text/plain',
    content: header,
    maxBytes: LIMITS.headerBytes,
  });
  const name = parsed?.from?.name ?? '';
  const subject = parsed?.subject ?? '';
  const isLarge = remains.why === 'too-large';
  return {
    type: 'message',
    identity: host.identity(mailbox, address),
    profile: { ...(name === '' ? {} : { name }), address, email: address },
    providerMessageId,
    ...(parsed?.date === undefined ? {} : { providerTime: parsed.date }),
    author: 'customer',
    // Of what nobody could read nobody knows who wrote it.
    automatic: parsed === undefined || parsed.automatic !== undefined,
    threadRefs: parsed === undefined ? [] : threadRefsOf(remains, parsed, mailbox, parts),
    ...(subject === '' ? {} : { subject }),
    parts: [{ kind: 'unsupported', providerKind: isLarge ? 'mail too large' : 'unreadable mail' }, file],
    notice: isLarge
      ? `This mail has ${Math.ceil(remains.bytes / MB)} MB, more than the ${LIMITS.mailBytes / MB} MB that are taken. Only its header is here.`
      : 'This mail could not be read. Only its header is here.',
  };
}

/** Undefined: not even the header can be read. */
async function parsedHeader(
  header: Buffer,
  sender: string,
  { parsers, mailboxes }: ReceiveRemainsParts,
): Promise<ParsedMail | undefined> {
  try {
    // Whatever the header says of a body, there is none: it is read as a mail of one empty text.
    return await parsers.parse({ raw: withoutMime(header), sender, mailboxes });
  } catch (error) {
    if (!(error instanceof UnreadableMailError)) throw error;
    return undefined;
  }
}

function withoutMime(header: Buffer): Buffer {
  const fields = header.toString('latin1').replaceAll(/^(?=content-|mime-version)/gim, 'x-');
  return Buffer.from(`${fields}\r\n\r\n`, 'latin1');
}
