import type { FilePart, OutboundMessage, Part } from '@onethread/contracts';
import { UnsendableError, type SendStep } from '@onethread/channel-kit';
import { isMailAddress } from '../addresses.ts';
import { LIMITS } from '../limits.ts';

export interface MailFile {
  readonly blobId: string;
  readonly name: string;
  readonly contentType: string;
}

/** A reply is one mail: its words and its files. */
export interface MailStep extends SendStep {
  readonly text: string;
  readonly files: readonly MailFile[];
}

/** Throws `UnsendableError` where no mail server would take it. */
export function planMail(message: OutboundMessage): readonly [MailStep] {
  if (!isMailAddress(message.identity.externalId) || message.identity.externalId.endsWith('@invalid')) {
    throw new UnsendableError('no-address', 'There is no mail address to write to.');
  }
  const files = message.parts.filter(isFile);
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (files.length > LIMITS.replyFiles) {
    throw new UnsendableError('too-many-files', `A mail can have ${LIMITS.replyFiles} files.`);
  }
  if (bytes > LIMITS.replyBytes) {
    throw new UnsendableError('too-large', `A mail can have ${LIMITS.replyBytes / 1024 / 1024} MB of files.`);
  }
  const text = message.parts
    .map(asWords)
    .filter((words) => words !== '')
    .join('\n\n');
  if (text === '' && files.length === 0) {
    throw new UnsendableError('nothing-to-send', 'There is nothing in this reply that a mail could carry.');
  }
  return [{ text, files: files.map(({ blobId, name, contentType }) => ({ blobId, name, contentType })) }];
}

function isFile(part: Part): part is FilePart {
  return 'blobId' in part;
}

function asWords(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text.trim();
    case 'card':
      return part.url === undefined ? part.title : `${part.title}\n${part.url}`;
    case 'choice':
      return part.title;
    case 'location':
      return [part.title ?? '', `https://www.openstreetmap.org/?mlat=${part.latitude}&mlon=${part.longitude}`]
        .join('\n')
        .trim();
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
    case 'missing-file':
    case 'unsupported':
      return '';
  }
}
