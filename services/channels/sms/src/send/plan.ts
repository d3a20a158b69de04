import { UnsendableError } from '@onethread/channel-kit';
import type { OutboundMessage, Part } from '@onethread/contracts';

export const MAX_TEXT_LENGTH = 1600;
export const MAX_FILES = 10;
/** Twilio's limit for all files of a message together. */
export const MAX_FILES_BYTES = 5 * 1024 * 1024;

/** The one REST call of a reply. */
export type SmsStep = {
  readonly text: string;
  readonly files: readonly { readonly blobId: string; readonly name: string }[];
};

/** Text and files travel in one message. Throws `UnsendableError` beyond Twilio's limits. */
export function plan(message: OutboundMessage): readonly SmsStep[] {
  const texts: string[] = [];
  const files: { readonly blobId: string; readonly name: string; readonly size: number }[] = [];
  for (const part of message.parts) {
    if (part.kind === 'text') texts.push(part.text);
    else if (isFile(part)) files.push({ blobId: part.blobId, name: part.name, size: part.size });
    else throw new UnsendableError('unsupported-part', `An SMS cannot carry a part of kind ${part.kind}.`);
  }
  const text = texts.filter((each) => each.trim() !== '').join('\n');
  if (text === '' && files.length === 0)
    throw new UnsendableError('empty', 'There is nothing in it that could be sent.');
  if (text.length > MAX_TEXT_LENGTH) {
    throw new UnsendableError('text-too-long', `Twilio takes at most ${MAX_TEXT_LENGTH} characters in one message.`);
  }
  if (files.length > MAX_FILES) {
    throw new UnsendableError('too-many-files', `Twilio takes at most ${MAX_FILES} files in one message.`);
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > MAX_FILES_BYTES) {
    throw new UnsendableError('files-too-large', 'Twilio takes at most 5 MB of files in one message.');
  }
  return [{ text, files: files.map(({ blobId, name }) => ({ blobId, name })) }];
}

function isFile(part: Part): part is Extract<Part, { blobId: string }> {
  return 'blobId' in part;
}
