import { BlobConflictError } from '@onethread/blobs';
import { blobIdOf, type EntryId, type Part } from '@onethread/contracts';
import {
  IntakeUnavailableError,
  InvalidInboundError,
  type ChannelHost,
  type InboundDraft,
} from '@onethread/channel-kit';
import { judgeSender } from '../authentication/judge-sender.ts';
import type { MailChecker } from '../authentication/mail-checker.ts';
import type { SenderCheck } from '../authentication/sender-check.ts';
import { isMailAddress, mailboxOf, normalAddress } from '../addresses.ts';
import type { AddressStandings } from '../address-standings.ts';
import type { BounceAddresses } from '../bounce-addresses.ts';
import type { CopyReaders } from '../copies/copy-readers.ts';
import { asRefusal, refusedIn } from '../copies/unsubscribe-mail.ts';
import type { UnsubscribeTokens } from '../copies/unsubscribe-tokens.ts';
import type { Correspondences } from '../correspondence.ts';
import { LIMITS } from '../limits.ts';
import { UnreadableMailError, type MailParsers } from '../parsing/mail-parsers.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';
import type { ReplyTokens } from '../reply-tokens.ts';
import { storing } from '../storing.ts';
import { identityOfMail, NOBODY, type ArrivedMail } from './arrived-mail.ts';
import { shownText } from './mail-parts.ts';
import { answerAddress } from './answer-address.ts';
import { aboutReturned, asReturned } from './returned-mail.ts';
import { takeBounce } from './take-bounce.ts';
import { threadRefsOf } from './thread-refs.ts';

/** Places of a mail's own files beside its attachments (0 to 99). */
const RAW_PLACE = 1_000;
const OVERFLOW_PLACE = 1_001;
const ORIGINAL_PLACE = 1_002;
/** Characters of a notice, and of an address in it. */
const MAX_NOTICE = 500;
const MAX_NOTICED = 150;

export interface ReceiveMailParts {
  readonly host: ChannelHost;
  readonly mailboxes: readonly string[];
  readonly parsers: MailParsers;
  /** Undefined: who wrote a mail is not checked. */
  readonly checker: MailChecker | undefined;
  readonly correspondences: Correspondences;
  readonly tokens: ReplyTokens;
  /** Undefined: our mails go out under the mailbox's own address. */
  readonly bounceAddresses: BounceAddresses | undefined;
  readonly standings: AddressStandings;
  readonly copyReaders: Pick<CopyReaders, 'wroteAgain' | 'refuse'>;
  readonly unsubscribeTokens: UnsubscribeTokens;
}

/** From a mail as it arrived to a message on the log, once per mailbox that it was sent to. */
export class ReceiveMail {
  readonly #parts: ReceiveMailParts;

  constructor(parts: ReceiveMailParts) {
    this.#parts = parts;
  }

  /** Resolves when all of it is durable. Throws `MalformedMailError`, or something retryable. */
  async receive(arrived: ArrivedMail): Promise<void> {
    const providerMessageId = identityOfMail(arrived.raw);
    const [read, check] = await Promise.all([this.#parsed(arrived), this.#checked(arrived)]);
    const { mail, returned } = await asReturned(arrived, read?.addressedTo ?? [], this.#parts);
    const bounce = read?.bounce;
    if (bounce !== undefined && (await takeBounce(bounce, this.#parts, returned))) return;
    const refused = this.#refusedBy(mail, read);
    const about = read && aboutReturned(read, returned);
    const parsed = about !== undefined && refused.length > 0 ? asRefusal(about) : about;
    const drafts: InboundDraft[] = [];
    for (const mailbox of this.#mailboxesOf(mail)) {
      const entryId = this.#parts.host.entryIdOf(mailbox, providerMessageId);
      await this.#keepRaw(entryId, mail.raw);
      drafts.push(
        parsed === undefined
          ? await this.#unreadable(mail, mailbox, providerMessageId)
          : await this.#draft(mail, { ...parsed, check }, mailbox, providerMessageId),
      );
    }
    await this.#publish(mail, drafts, providerMessageId);
    const { standings, copyReaders } = this.#parts;
    for (const draft of drafts) {
      const isPersons = draft.type === 'message' && draft.automatic !== true;
      if (!isPersons) continue;
      const isTold = await standings.wroteAgain(draft.identity, providerMessageId);
      await copyReaders.wroteAgain(draft.identity, isTold);
    }
    for (const identityId of refused) await copyReaders.refuse(identityId);
  }

  #refusedBy({ recipients }: ArrivedMail, read: ParsedMail | undefined): readonly string[] {
    const { mailboxes, unsubscribeTokens } = this.#parts;
    return refusedIn([...recipients, ...(read?.addressedTo ?? [])], mailboxes, unsubscribeTokens);
  }

  async #publish(mail: ArrivedMail, drafts: readonly InboundDraft[], providerMessageId: string): Promise<void> {
    const { host } = this.#parts;
    try {
      await host.receive(drafts);
    } catch (error) {
      if (!(error instanceof InvalidInboundError)) throw error;
      // Ours, not the sender's: it is shown as a mail that could not be read, with the whole of it as a file.
      host.logger.error({ err: error }, 'a mail became something that the contract forbids');
      const plain = this.#mailboxesOf(mail).map((mailbox) => this.#unreadable(mail, mailbox, providerMessageId));
      await host.receive(await Promise.all(plain));
    }
    const raws = this.#mailboxesOf(mail).map((mailbox) =>
      blobIdOf(host.entryIdOf(mailbox, providerMessageId), RAW_PLACE),
    );
    try {
      await host.blobs.claim(raws);
    } catch (error) {
      host.logger.warn({ err: error }, 'an original mail could not be marked to be kept');
    }
  }

  /** Undefined: nobody can read it, and it is shown as such. */
  async #parsed(mail: ArrivedMail): Promise<ParsedMail | undefined> {
    const { parsers, mailboxes, host } = this.#parts;
    try {
      return await parsers.parse({ raw: mail.raw, sender: mail.sender, mailboxes });
    } catch (error) {
      if (!(error instanceof UnreadableMailError)) throw error;
      host.refused('unreadable', { bytes: mail.raw.length });
      return undefined;
    }
  }

  /** Undefined: it is not to be checked. */
  async #checked({ raw, sender, peer, authservId, isRebuilt = false }: ArrivedMail): Promise<SenderCheck | undefined> {
    const { checker, mailboxes } = this.#parts;
    const believed = authservId === undefined ? {} : { authservId };
    return await checker?.check({ raw, sender, peer, mailboxes, isRebuilt, ...believed });
  }

  async #draft(
    mail: ArrivedMail,
    parsed: ParsedMail & { readonly check: SenderCheck | undefined },
    mailbox: string,
    providerMessageId: string,
  ): Promise<InboundDraft> {
    const { host, correspondences } = this.#parts;
    const address = parsed.from?.address ?? this.#envelopeSender(mail);
    const identity = host.identity(mailbox, address);
    const { messageId, subject } = parsed;
    const { notice: warning, provedEmail } = judgeSender(parsed.check, parsed);
    const answers = answerAddress(parsed, provedEmail);
    const notice = [warning, forwardNotice(parsed.forwardedFrom), answers.notice, ...parsed.notices]
      .filter((one) => one !== undefined)
      .join(' ')
      .slice(0, MAX_NOTICE)
      .toWellFormed();
    if (messageId !== undefined) {
      const { answerTo } = answers;
      await storing(() => correspondences.noteTheirs(identity.identityId, messageId, subject, answerTo));
    }
    return {
      type: 'message',
      identity,
      profile: {
        ...(parsed.from?.name ? { name: parsed.from.name } : {}),
        address,
        email: address,
        ...(provedEmail === undefined ? {} : { provedEmail }),
      },
      providerMessageId,
      ...(parsed.date === undefined ? {} : { providerTime: parsed.date }),
      author: 'customer',
      automatic: parsed.automatic !== undefined,
      threadRefs: threadRefsOf(mail, parsed, mailbox, this.#parts),
      ...(subject === '' ? {} : { subject }),
      parts: await this.#contentOf(mail, parsed, host.entryIdOf(mailbox, providerMessageId)),
      ...(notice === '' ? {} : { notice }),
    };
  }

  async #contentOf(mail: ArrivedMail, parsed: ParsedMail, entryId: EntryId): Promise<Part[]> {
    const { host } = this.#parts;
    const files: Part[] = [];
    for (const [index, { name, claimedType, content }] of parsed.attachments.entries()) {
      files.push(
        await host.storeFile({ entryId, index, content, name, claimedType, maxBytes: LIMITS.attachmentBytes }),
      );
    }
    const text = shownText(parsed, (place) => {
      const file = files[place];
      return file !== undefined && 'blobId' in file ? file.blobId : undefined;
    });
    if (text.overflow !== undefined) {
      const content = Buffer.from(text.overflow);
      const file = { entryId, index: OVERFLOW_PLACE, name: 'whole message.txt', claimedType: 'text/plain' };
      files.push(await host.storeFile({ ...file, content, maxBytes: LIMITS.mailBytes * 2 }));
    }
    if (!parsed.isComplete || parsed.attachmentsLeftOut > 0) files.push(await this.#original(entryId, mail));
    if (parsed.attachmentsLeftOut > 0) {
      const reason = `a mail may have ${LIMITS.attachments} attachments`;
      files.push({ kind: 'missing-file', name: `${parsed.attachmentsLeftOut} more attachments`, reason });
    }
    const summaries = parsed.summaries.map((summary): Part => ({ kind: 'text', text: summary }));
    return [text.part, ...summaries, ...files];
  }

  async #unreadable(mail: ArrivedMail, mailbox: string, providerMessageId: string): Promise<InboundDraft> {
    const { host } = this.#parts;
    const address = this.#envelopeSender(mail);
    const file = await this.#original(host.entryIdOf(mailbox, providerMessageId), mail);
    return {
      type: 'message',
      identity: host.identity(mailbox, address),
      profile: { address, email: address },
      providerMessageId,
      author: 'customer',
      // Nobody knows who wrote it: it opens no matter that was closed and is answered by nothing.
      automatic: true,
      parts: [{ kind: 'unsupported', providerKind: 'unreadable mail' }, file],
      notice: 'This mail could not be read. The original is attached.',
    };
  }

  /** The mail as it came, for whoever must see what could not be shown. */
  #original(entryId: EntryId, mail: ArrivedMail): Promise<Part> {
    const file = { entryId, index: ORIGINAL_PLACE, name: 'message.eml', claimedType: 'message/rfc822' };
    return this.#parts.host.storeFile({ ...file, content: mail.raw, maxBytes: LIMITS.mailBytes });
  }

  /** The mail as it came, for ever; the first copy stands when a repeat took another way through the world. */
  async #keepRaw(entryId: EntryId, raw: Buffer): Promise<void> {
    const { host } = this.#parts;
    try {
      const options = { maxBytes: LIMITS.mailBytes, contentType: 'application/octet-stream', name: 'message.eml' };
      await host.blobs.put(blobIdOf(entryId, RAW_PLACE), raw, options);
    } catch (error) {
      if (error instanceof BlobConflictError) return;
      throw new IntakeUnavailableError('the original could not be stored', { cause: error });
    }
  }

  #mailboxesOf(mail: ArrivedMail): string[] {
    const { mailboxes } = this.#parts;
    const found = mail.recipients.map((recipient) => mailboxOf(recipient, mailboxes));
    return [...new Set(found.filter((mailbox) => mailbox !== undefined))];
  }

  #envelopeSender(mail: ArrivedMail): string {
    return isMailAddress(mail.sender) ? normalAddress(mail.sender) : NOBODY;
  }
}

/** For agents: the words are somebody else's, or are said to be. */
function forwardNotice(writer: ParsedMail['forwardedFrom']): string | undefined {
  if (writer === undefined) return undefined;
  const { name, address } = writer;
  return `Forwarded: first written by ${name === '' ? address.slice(0, MAX_NOTICED) : `${name} <${address.slice(0, MAX_NOTICED)}>`}.`;
}
