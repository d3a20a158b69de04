import { UnsendableError } from '@onethread/channel-kit';
import type { OutboundMessage, Part } from '@onethread/contracts';
import type { MessagingSettings } from '../messaging-settings.ts';
import type { FileKind, MessagingPlatform } from '../platform.ts';
import { OUTSIDE_WINDOW } from './errors.ts';
import { messagingAt, windowWords } from './window.ts';

const MEGABYTE = 1024 * 1024;

/** One Send API call. `isLast`: the reply ends with it. */
export type MessagingStep = { readonly isLast: boolean } & StepContent;

export interface FileStep {
  readonly kind: 'file';
  readonly type: FileKind;
  readonly blobId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

type StepContent = { readonly kind: 'text'; readonly text: string } | FileStep;

/** One call per text and per file, in the order of the reply. Throws `UnsendableError` beyond the platform's limits. */
export function plan(
  { platform, humanAgent }: Pick<MessagingSettings, 'platform' | 'humanAgent'>,
  message: OutboundMessage,
): (MessagingStep & Readonly<Record<string, unknown>>)[] {
  const { label, maxFiles } = platform;
  if (messagingAt(message, message.occurredAt, humanAgent) === undefined) {
    throw new UnsendableError(OUTSIDE_WINDOW, windowWords(label, message, humanAgent));
  }
  const contents = message.parts.map((part) => toStep(platform, part)).filter((step) => step !== undefined);
  if (contents.length === 0) throw new UnsendableError('empty', 'There is nothing in it that could be sent.');
  if (contents.filter(({ kind }) => kind === 'file').length > maxFiles) {
    throw new UnsendableError('too-many-files', `${label} takes at most ${maxFiles} files in one reply.`);
  }
  return contents.map((content, place) => ({ ...content, isLast: place === contents.length - 1 }));
}

function toStep(platform: MessagingPlatform, part: Part): StepContent | undefined {
  switch (part.kind) {
    case 'text':
      return textStep(platform, part.text);
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker': {
      const { blobId, name, contentType, size } = part;
      const type = part.kind === 'sticker' ? 'image' : part.kind;
      const most = platform.maxFileBytes[type];
      if (size > most) {
        const words = `${platform.label} takes files of this kind of at most ${Math.floor(most / MEGABYTE)} MB.`;
        throw new UnsendableError('file-too-large', words);
      }
      return { kind: 'file', type, blobId, name, contentType, size };
    }
    case 'location':
    case 'card':
    case 'choice':
    case 'missing-file':
    case 'unsupported':
      return cannotCarry(platform, part.kind);
    default:
      return cannotCarry(platform, 'unknown');
  }
}

function textStep({ label, text: { most, unit } }: MessagingPlatform, text: string): StepContent | undefined {
  const length = unit === 'bytes' ? Buffer.byteLength(text) : text.length;
  if (length > most) {
    const units = unit === 'bytes' ? 'bytes (letters beyond a–z count twice or more)' : 'characters';
    throw new UnsendableError('text-too-long', `${label} takes at most ${most} ${units} in one text.`);
  }
  return text.trim() === '' ? undefined : { kind: 'text', text };
}

function cannotCarry({ label }: MessagingPlatform, kind: string): never {
  throw new UnsendableError('unsupported-part', `${label} replies cannot carry a part of kind ${kind}.`);
}
