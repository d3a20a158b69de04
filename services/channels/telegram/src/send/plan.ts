import { UnsendableError } from '@onethread/channel-kit';
import type { FilePart, OutboundMessage, Part } from '@onethread/contracts';

/** UTF-16 code units, as the Bot API counts places in texts. */
export const MAX_TEXT_LENGTH = 4096;
export const MAX_FILES = 10;
/** What a bot may upload; a photo less, which then goes as a document. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

/** Methods of the Bot API that take one file, and what their form calls it. */
const FIELDS = {
  sendPhoto: 'photo',
  sendAnimation: 'animation',
  sendVideo: 'video',
  sendAudio: 'audio',
  sendDocument: 'document',
} as const;
export type FileMethod = keyof typeof FIELDS;

/** What people's apps show or play in place; everything else is a document. */
const METHODS: Readonly<Record<string, FileMethod>> = {
  'image/jpeg': 'sendPhoto',
  'image/png': 'sendPhoto',
  'image/webp': 'sendPhoto',
  'image/gif': 'sendAnimation',
  'video/mp4': 'sendVideo',
  'audio/mpeg': 'sendAudio',
  'audio/mp4': 'sendAudio',
};

/** One call of the Bot API. */
export type TelegramStep =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly method: FileMethod;
      readonly field: string;
      readonly blobId: string;
      readonly name: string;
      readonly contentType: string;
      readonly size: number;
    };

/** One call per text and per file, in the order of the reply. Throws `UnsendableError` beyond Telegram's limits. */
export function plan(message: OutboundMessage): (TelegramStep & Readonly<Record<string, unknown>>)[] {
  const steps = message.parts.flatMap(toSteps);
  if (steps.length === 0) throw new UnsendableError('empty', 'There is nothing in it that could be sent.');
  if (steps.filter(({ kind }) => kind === 'file').length > MAX_FILES)
    throw new UnsendableError('too-many-files', `Telegram takes at most ${MAX_FILES} files in one reply.`);
  return steps;
}

/** The same file as a document, for a picture that Telegram does not take as one. */
export function asDocument(step: Extract<TelegramStep, { kind: 'file' }>): typeof step {
  return { ...step, method: 'sendDocument', field: FIELDS.sendDocument };
}

function toSteps(part: Part): TelegramStep[] {
  switch (part.kind) {
    case 'text':
      if (part.text.length > MAX_TEXT_LENGTH)
        throw new UnsendableError('text-too-long', `Telegram takes at most ${MAX_TEXT_LENGTH} characters in one text.`);
      return part.text.trim() === '' ? [] : [{ kind: 'text', text: part.text }];
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker':
      return [fileStep(part)];
    case 'location':
    case 'card':
    case 'choice':
    case 'missing-file':
    case 'unsupported':
    default:
      throw new UnsendableError('unsupported-part', `Telegram replies cannot carry a part of kind ${part.kind}.`);
  }
}

function fileStep({ blobId, name, contentType, size }: FilePart): TelegramStep {
  if (size > MAX_FILE_BYTES) throw new UnsendableError('file-too-large', 'Telegram takes files of at most 50 MB.');
  if (size === 0) throw new UnsendableError('file-empty', 'Telegram takes no empty files.');
  const chosen = METHODS[contentType] ?? 'sendDocument';
  const method = chosen === 'sendPhoto' && size > MAX_PHOTO_BYTES ? 'sendDocument' : chosen;
  return { kind: 'file', method, field: FIELDS[method], blobId, name, contentType, size };
}
