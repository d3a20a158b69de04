import { LIMITS } from '../../limits.ts';
import { htmlToText, isReadablePage } from '../html-text.ts';
import type { FilePart, MailContent, Piece } from '../mail-content.ts';
import { embeddedName, embeddedSummary, readEmbeddedMail } from './embedded-mail.ts';
import { invitationSummary } from './invitation.ts';
import { isCompoundFile, type OutlookMessage } from './outlook-message.ts';
import { isTnef, type TnefContent } from './tnef.ts';
import { Unpacker } from './unpacker.ts';

/** What lies in a mail, opened. */
export interface OpenedContent {
  readonly pieces: readonly Piece[];
  readonly files: readonly FilePart[];
  /** What attached mails and invitations say, in a few lines each. */
  readonly summaries: readonly string[];
}

/** Together they must fit a record beside the text and its page. */
const MOST_SUMMARIES = 5;
const MOST_SUMMARY = 1_500;
const MAILS = ['message/rfc822', 'message/global', 'message/news'];
const CALENDARS = ['text/calendar', 'application/ics', 'application/calendar'];

/**
 * Opens what programs wrap: files out of `winmail.dat`, which is then left out; for mails, messages of Outlook and
 * calendars, which stay files, what they say.
 */
export async function openEnclosed(content: MailContent): Promise<OpenedContent> {
  await using unpacker = new Unpacker();
  const opener = new Opener(unpacker);
  for (const file of content.files) await opener.open(file);
  return {
    pieces: content.pieces.length > 0 ? content.pieces : opener.pieces,
    files: opener.files,
    summaries: opener.summaries.slice(0, MOST_SUMMARIES),
  };
}

class Opener {
  readonly files: FilePart[] = [];
  readonly summaries: string[] = [];
  readonly pieces: Piece[] = [];
  readonly #unpacker: Unpacker;

  constructor(unpacker: Unpacker) {
    this.#unpacker = unpacker;
  }

  async open(file: FilePart): Promise<void> {
    if (isTnef(file.content)) await this.#openTnef(file);
    else if (isOutlookMessage(file)) await this.#openMessage(file);
    else if (MAILS.includes(file.type)) this.#openMail(file);
    else if (CALENDARS.includes(file.type) || file.name.toLowerCase().endsWith('.ics')) this.#openCalendar(file);
    else this.files.push(file);
  }

  async #openTnef(file: FilePart): Promise<void> {
    const limits = { files: LIMITS.attachments, depth: LIMITS.tnefDepth };
    const found =
      file.content.length > LIMITS.attachmentBytes ? undefined : await this.#unpacker.tnef(file.content, limits);
    if (found === undefined || !found.isComplete) this.files.push(file);
    if (found === undefined) return;
    const { text, html } = found;
    if (text.trim() !== '' || html !== '')
      this.pieces.push({ text: text.trim() === '' ? undefined : text, pages: html === '' ? [] : [html] });
    this.#addTnef(found);
  }

  #addTnef({ files, messages }: TnefContent): void {
    for (const { name, type, contentId, content } of files) {
      const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
      this.files.push({
        type: type || 'application/octet-stream',
        name,
        contentId,
        content: bytes,
        parameters: new Map(),
      });
    }
    for (const message of messages) {
      this.#summarise(messageSummary({ ...message, senderName: '', senderAddress: '' }));
      this.#addTnef(message);
    }
  }

  async #openMessage(file: FilePart): Promise<void> {
    this.files.push(file);
    if (file.content.length > LIMITS.attachmentBytes) return;
    const message = await this.#unpacker.message(file.content);
    if (message !== undefined) this.#summarise(messageSummary(message));
  }

  #openMail(file: FilePart): void {
    const mail = readEmbeddedMail(file.content);
    this.files.push(file.name === '' ? { ...file, name: embeddedName(mail) } : file);
    this.#summarise(embeddedSummary(mail));
  }

  /** Programs send the same calendar twice: to be shown, and to be saved. */
  #openCalendar(file: FilePart): void {
    const twin = this.files.findIndex((other) => other.content.equals(file.content));
    if (twin >= 0) {
      if (this.files[twin]?.name === '') this.files[twin] = file;
      return;
    }
    this.files.push(file);
    this.#summarise(invitationSummary(file.content, file.parameters.get('charset') ?? ''));
  }

  #summarise(summary: string | undefined): void {
    if (summary === undefined || this.summaries.includes(summary)) return;
    this.summaries.push(summary.length > MOST_SUMMARY ? `${summary.slice(0, MOST_SUMMARY).toWellFormed()}…` : summary);
  }
}

function isOutlookMessage({ name, type, content }: FilePart): boolean {
  return isCompoundFile(content) && (type === 'application/vnd.ms-outlook' || name.toLowerCase().endsWith('.msg'));
}

function messageSummary(
  message: Pick<OutlookMessage, 'subject' | 'senderName' | 'senderAddress' | 'text' | 'html'>,
): string | undefined {
  const { senderName: name, senderAddress: address, subject } = message;
  const text = message.text.trim() || (isReadablePage(message.html) ? htmlToText(message.html).text : '');
  const from =
    address === '' && name === '' ? undefined : { address: address || name, name: address === '' ? '' : name };
  const head = embeddedSummary({ from, subject: oneLine(subject), date: undefined });
  return head === undefined && text === ''
    ? undefined
    : [head ?? 'Attached mail', text].filter((part) => part !== '').join('\n\n');
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
