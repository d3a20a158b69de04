import msgreader from '@kenjiuno/msgreader';
import { decodeCharset } from '../mime/decode-charset.ts';
import { decompressRtf } from './compressed-rtf.ts';
import { readRtf } from './rtf.ts';

/** A message that Outlook saved (`.msg`, [MS-OXMSG]). */
export interface OutlookMessage {
  readonly subject: string;
  readonly senderName: string;
  /** '' where there is none that is one of the internet. */
  readonly senderAddress: string;
  readonly text: string;
  readonly html: string;
  /** Names of the files in it. */
  readonly files: readonly string[];
}

/** A compound file (MS-CFB) begins so. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const MOST_FILES = 50;
const MOST_TEXT = 200_000;

export function isCompoundFile(data: Buffer): boolean {
  return data.subarray(0, COMPOUND.length).equals(COMPOUND);
}

/** Reads a `.msg`. Only where it may be stopped: the library bounds neither its time nor its memory. Throws what that throws. */
export function readOutlookMessage(data: Buffer): OutlookMessage | undefined {
  const exact = new Uint8Array(data).buffer;
  const fields = new msgreader.default(exact).getFileData();
  if (fields.error !== undefined || fields.dataType !== 'msg') return undefined;
  const rtf = fields.compressedRtf === undefined ? undefined : decompressRtf(Buffer.from(fields.compressedRtf));
  const page = fields.html === undefined ? '' : decodeCharset(Buffer.from(fields.html), '', { isPage: true });
  const fromRtf = rtf === undefined ? { text: '', html: '' } : readRtf(rtf);
  const address = [fields.senderSmtpAddress, fields.creatorSMTPAddress, fields.senderEmail].find((one) =>
    one?.includes('@'),
  );
  return {
    subject: fields.subject ?? '',
    senderName: fields.senderName ?? '',
    senderAddress: address ?? '',
    text: (fields.body || fromRtf.text).slice(0, MOST_TEXT),
    html: (fields.bodyHtml || page || fromRtf.html).slice(0, MOST_TEXT),
    files: (fields.attachments ?? [])
      .slice(0, MOST_FILES)
      .map(({ fileName, name }) => fileName ?? name ?? '')
      .filter((name) => name !== ''),
  };
}
