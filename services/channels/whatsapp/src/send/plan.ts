import { UnsendableError } from '@onethread/channel-kit';
import type { OutboundMessage, Part } from '@onethread/contracts';
import type { WhatsappSettings } from '../config.ts';
import { OUTSIDE_WINDOW } from './errors.ts';

const MEGABYTE = 1024 * 1024;
export const MAX_TEXT_LENGTH = 4096;
export const MAX_FILES = 10;
export const MAX_IMAGE_BYTES = 5 * MEGABYTE;
export const MAX_MEDIA_BYTES = 16 * MEGABYTE;
export const MAX_DOCUMENT_BYTES = 100 * MEGABYTE;
/** Of the variable of a template. */
export const MAX_TEMPLATE_TEXT_LENGTH = 1024;
const WINDOW_MS = 24 * 3600 * 1000;

export interface FileStep {
  readonly kind: 'file';
  readonly type: 'image' | 'audio' | 'video' | 'document' | 'sticker';
  readonly blobId: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** One message of WhatsApp. `isLast`: the reply ends with it. */
export type WhatsappStep = { readonly isLast: boolean } & ({ readonly kind: 'text'; readonly text: string } | FileStep);
type StepContent = WhatsappStep extends infer Step ? (Step extends unknown ? Omit<Step, 'isLast'> : never) : never;

type ReopenSettings = Pick<WhatsappSettings, 'reopenTemplate'>;

/** One message per text and per file, in the order of the reply. Throws `UnsendableError` beyond WhatsApp's limits. */
export function plan(
  settings: ReopenSettings,
  message: OutboundMessage,
): (WhatsappStep & Readonly<Record<string, unknown>>)[] {
  const contents = message.parts.map(toStep).filter((step) => step !== undefined);
  if (contents.length === 0) throw new UnsendableError('empty', 'There is nothing in it that could be sent.');
  if (contents.filter(({ kind }) => kind === 'file').length > MAX_FILES) {
    throw new UnsendableError('too-many-files', `WhatsApp takes at most ${MAX_FILES} files in one reply.`);
  }
  const steps = contents.map((content, place) => ({ ...content, isLast: place === contents.length - 1 }));
  if (!isOpen(message, message.occurredAt) && !steps.every((step) => fitsTemplate(settings, step))) {
    throw new UnsendableError(OUTSIDE_WINDOW, windowWords(settings));
  }
  return steps;
}

/** Whether anything may be written at `at` (epoch ms). When nothing is known of when the person wrote, Meta decides. */
export function isOpen({ personWroteAt }: Pick<OutboundMessage, 'personWroteAt'>, at: number): boolean {
  return personWroteAt === undefined || at - personWroteAt <= WINDOW_MS;
}

/** Whether the operator's template can carry it past the window. */
export function fitsTemplate(
  { reopenTemplate }: ReopenSettings,
  step: WhatsappStep,
): step is Extract<WhatsappStep, { kind: 'text' }> {
  return (
    reopenTemplate !== undefined && step.kind === 'text' && templateText(step.text).length <= MAX_TEMPLATE_TEXT_LENGTH
  );
}

/** A variable takes no line breaks, no tabs and no more than four blanks together. */
export function templateText(text: string): string {
  return text
    .trim()
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll(/ {4,}/g, '   ');
}

/** For agents: what has passed, and what else there is. */
export function windowWords({ reopenTemplate }: ReopenSettings): string {
  const limit = 'WhatsApp takes no free reply more than 24 hours after the person’s last message.';
  return reopenTemplate === undefined
    ? `${limit} Answer on another channel, or wait until they write.`
    : `${limit} After that only a text of up to ${MAX_TEMPLATE_TEXT_LENGTH} characters goes out, by your template. Shorten it, or answer on another channel.`;
}

function toStep(part: Part): StepContent | undefined {
  switch (part.kind) {
    case 'text': {
      if (part.text.length > MAX_TEXT_LENGTH) {
        throw new UnsendableError('text-too-long', `WhatsApp takes at most ${MAX_TEXT_LENGTH} characters in one text.`);
      }
      return part.text.trim() === '' ? undefined : { kind: 'text', text: part.text };
    }
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'sticker': {
      const { blobId, name, contentType, size } = part;
      const [type, most] = kindOf(contentType);
      if (size > most) {
        const words = `WhatsApp takes files of this kind of at most ${Math.floor(most / MEGABYTE)} MB.`;
        throw new UnsendableError('file-too-large', words);
      }
      return { kind: 'file', type, blobId, name, contentType, size };
    }
    case 'location':
    case 'card':
    case 'choice':
    case 'missing-file':
    case 'unsupported':
      throw new UnsendableError('unsupported-part', `WhatsApp replies cannot carry a part of kind ${part.kind}.`);
    default:
      throw new UnsendableError('unsupported-part', 'WhatsApp replies cannot carry this kind of part.');
  }
}

const IMAGES = new Set(['image/jpeg', 'image/png']);
const AUDIOS = new Set(['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg']);
const VIDEOS = new Set(['video/mp4', 'video/3gpp']);

/** What WhatsApp shows as itself; everything else goes as a document. */
function kindOf(contentType: string): readonly [FileStep['type'], number] {
  const [bare = ''] = contentType.split(';');
  if (IMAGES.has(bare)) return ['image', MAX_IMAGE_BYTES];
  if (AUDIOS.has(bare)) return ['audio', MAX_MEDIA_BYTES];
  if (VIDEOS.has(bare)) return ['video', MAX_MEDIA_BYTES];
  return ['document', MAX_DOCUMENT_BYTES];
}
