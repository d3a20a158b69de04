import { LIMITS } from '../../limits.ts';
import { charsetNamedIn, firstMailboxIn, subjectIn, timeIn, valueOf, type Mailbox } from '../header-values.ts';
import { readHeader } from '../mime/mail-header.ts';
import { dayAndTime } from './day-and-time.ts';

/** What the header of a mail that lies in another one says. */
export interface EmbeddedMail {
  readonly from: Mailbox | undefined;
  readonly subject: string;
  /** Epoch ms. */
  readonly date: number | undefined;
}

const LONGEST_NAME = 100;

export function readEmbeddedMail(content: Buffer): EmbeddedMail {
  const { fields } = readHeader(content, LIMITS.headerBytes);
  const hint = charsetNamedIn(content);
  return {
    from: firstMailboxIn(valueOf(fields, 'from'), hint),
    subject: subjectIn(valueOf(fields, 'subject'), hint),
    date: timeIn(valueOf(fields, 'date')),
  };
}

/** `Attached mail: “Order” from Mia <mia@x.org>, Tue 3 Mar 2026, 10:00 UTC`; undefined: its header says nothing. */
export function embeddedSummary({ from, subject, date }: EmbeddedMail): string | undefined {
  if (from === undefined && subject === '') return undefined;
  const writer =
    from === undefined ? '' : ` from ${from.name === '' ? from.address : `${from.name} <${from.address}>`}`;
  const time = date === undefined ? '' : `, ${dayAndTime(date)} UTC`;
  return `Attached mail: ${subject === '' ? 'without a subject' : `“${subject}”`}${writer}${time}`;
}

/** Of the file, where the mail gives it none. */
export function embeddedName({ subject }: EmbeddedMail): string {
  return subject === '' ? '' : `${subject.slice(0, LONGEST_NAME).toWellFormed()}.eml`;
}
