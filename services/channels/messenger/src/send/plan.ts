import { UnsendableError } from '@onethread/channel-kit';
import type { OutboundMessage, Part } from '@onethread/contracts';

export const MAX_TEXT_LENGTH = 2000;
export const MAX_FILES = 10;
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** One Send API call. `isLast`: the reply ends with it. */
export type MessengerStep = { readonly isLast: boolean } & (
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly type: 'image' | 'audio' | 'video' | 'file';
      readonly blobId: string;
      readonly name: string;
      readonly contentType: string;
      readonly size: number;
    }
);

type StepContent = MessengerStep extends infer Step ? (Step extends unknown ? Omit<Step, 'isLast'> : never) : never;

/** One call per text and per file, in the order of the reply. Throws `UnsendableError` beyond Messenger's limits. */
export function plan(message: OutboundMessage): (MessengerStep & Readonly<Record<string, unknown>>)[] {
  const contents = message.parts.map(toStep).filter((step) => step !== undefined);
  if (contents.length === 0) throw new UnsendableError('empty', 'There is nothing in it that could be sent.');
  if (contents.filter(({ kind }) => kind === 'file').length > MAX_FILES) {
    throw new UnsendableError('too-many-files', `Messenger takes at most ${MAX_FILES} files in one reply.`);
  }
  return contents.map((content, place) => ({ ...content, isLast: place === contents.length - 1 }));
}

function toStep(part: Part): StepContent | undefined {
  switch (part.kind) {
    case 'text': {
      if (part.text.length > MAX_TEXT_LENGTH) {
        throw new UnsendableError(
          'text-too-long',
          `Messenger takes at most ${MAX_TEXT_LENGTH} characters in one text.`,
        );
      }
      return part.text.trim() === '' ? undefined : { kind: 'text', text: part.text };
    }
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker': {
      if (part.size > MAX_FILE_BYTES)
        throw new UnsendableError('file-too-large', 'Messenger takes files of at most 25 MB.');
      const { blobId, name, contentType, size } = part;
      return { kind: 'file', type: part.kind === 'sticker' ? 'image' : part.kind, blobId, name, contentType, size };
    }
    case 'location':
    case 'card':
    case 'choice':
    case 'missing-file':
    case 'unsupported':
      throw new UnsendableError('unsupported-part', `Messenger replies cannot carry a part of kind ${part.kind}.`);
    default:
      throw new UnsendableError('unsupported-part', 'Messenger replies cannot carry this kind of part.');
  }
}
