import { randomUUID } from 'node:crypto';
import type { AddressObject } from 'mailparser';
import type { FileContent } from '../served-files.ts';

/** What the envelope said of a mail. */
export interface MailEnvelope {
  /** '' is the null sender. */
  readonly from: string;
  readonly to: readonly string[];
}

/** A mail in somebody's mailbox. Message-IDs are without angle brackets, addresses in lower case. */
export interface ReceivedMail {
  readonly messageId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly envelope: MailEnvelope;
  readonly from: { readonly address: string; readonly name: string };
  readonly to: readonly string[];
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly inReplyTo?: string;
  /** Oldest first. */
  readonly references: readonly string[];
  readonly attachments: readonly FileContent[];
  /** First value of each header, unfolded, by its lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** As it came. */
  readonly raw: Buffer;
}

/** Takes a mail apart as a mail program does. A mail without a Message-ID gets one, as servers give it. */
export async function readMail(raw: Buffer, envelope: MailEnvelope, at: number): Promise<ReceivedMail> {
  // With the first mail: the library takes 9 MB, and most playgrounds that run get none.
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const [from] = parsed.from?.value ?? [];
  const [replyTo] = addressesOf(parsed.replyTo);
  const [inReplyTo] = messageIds(parsed.inReplyTo ?? '');
  return {
    messageId: messageIds(parsed.messageId ?? '')[0] ?? `${randomUUID()}@mail.invalid`,
    at,
    envelope,
    from: { address: normalMailAddress(from?.address ?? envelope.from), name: from?.name ?? '' },
    to: addressesOf(parsed.to),
    ...(replyTo === undefined ? {} : { replyTo }),
    subject: parsed.subject ?? '',
    text: (parsed.text ?? '').replaceAll('\r\n', '\n').trimEnd(),
    ...(typeof parsed.html === 'string' ? { html: parsed.html } : {}),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    references: messageIds([parsed.references ?? []].flat().join(' ')),
    attachments: parsed.attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? 'attachment',
      contentType,
      bytes: content,
    })),
    headers: new Map(
      parsed.headerLines.toReversed().map(({ key, line }) => [
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replace(/\r?\n[ \t]+/g, ' ')
          .trim(),
      ]),
    ),
    raw,
  };
}

export function normalMailAddress(address: string): string {
  return address.trim().toLowerCase();
}

/** Message-IDs in a header, or one as people write it, without angle brackets. */
export function messageIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id ?? '');
  return bracketed.length > 0 ? bracketed : value.trim().split(/\s+/).filter(Boolean);
}

function addressesOf(header: AddressObject | AddressObject[] | undefined): string[] {
  const all = [header ?? []].flat().flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]));
  return all.flatMap(({ address }) => (address === undefined ? [] : [normalMailAddress(address)]));
}
