import { UnsendableError } from '@onethread/channel-kit';
import type { OutboundMessage, Part } from '@onethread/contracts';
import { smartEncoded } from './smart-encoding.ts';

/** Characters of one message at Twilio; ten segments and more arrive in no good order, so it is the limit of all providers. */
export const MAX_TEXT_LENGTH = 1600;
/** Of an MMS at Twilio. */
export const MAX_FILES = 10;
/** All files of a message together. */
export const MAX_FILES_BYTES = 5 * 1024 * 1024;

export interface SmsContent {
  readonly text: string;
  readonly files: readonly { readonly blobId: string; readonly name: string }[];
}

export interface ContentRules {
  /** Whether the provider carries files. */
  readonly files: boolean;
  /** `SMS_SMART_ENCODING`. */
  readonly smart: boolean;
}

/** What a reply says, within the limits of SMS and MMS. Pure. Throws `UnsendableError` beyond them. */
export function contentOf(message: OutboundMessage, rules: ContentRules): SmsContent {
  const texts: string[] = [];
  const files: Extract<Part, { blobId: string }>[] = [];
  for (const part of message.parts) {
    if (part.kind === 'text') texts.push(part.text);
    else if ('blobId' in part) files.push(part);
    else throw new UnsendableError('unsupported-part', `An SMS cannot carry a part of kind ${part.kind}.`);
  }
  const written = texts
    .filter((each) => each.trim() !== '')
    .join('\n')
    .toWellFormed();
  const text = rules.smart ? smartEncoded(written) : written;
  if (text === '' && files.length === 0)
    throw new UnsendableError('empty', 'There is nothing in it that could be sent.');
  if (text.length > MAX_TEXT_LENGTH)
    throw new UnsendableError('text-too-long', `An SMS takes at most ${MAX_TEXT_LENGTH} characters.`);
  if (files.length > 0 && !rules.files)
    throw new UnsendableError('no-files', 'This number’s provider carries no files.');
  if (files.length > MAX_FILES) throw new UnsendableError('too-many-files', `An MMS takes at most ${MAX_FILES} files.`);
  if (files.reduce((sum, { size }) => sum + size, 0) > MAX_FILES_BYTES)
    throw new UnsendableError('files-too-large', 'An MMS takes at most 5 MB of files.');
  return { text, files: files.map(({ blobId, name }) => ({ blobId, name })) };
}
