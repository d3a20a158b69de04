import type { Part } from '@onethread/contracts';

/** Most characters of a conversation's preview. */
export const MAX_PREVIEW_LENGTH = 200;

/** One line that tells a message in a list: its text, else what it is made of. */
export function previewOf(parts: readonly Part[]): string {
  const words = parts.map(wordsOf).filter((word) => word !== '');
  const line = words.join(' ').replaceAll(/\s+/g, ' ').trim();
  // Not through the middle of a surrogate pair.
  return line.slice(0, MAX_PREVIEW_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

function wordsOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text.slice(0, MAX_PREVIEW_LENGTH * 4);
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
    case 'missing-file':
      return `[${part.name}]`;
    case 'location':
    case 'card':
    case 'choice':
      return part.title ?? '[location]';
    case 'sticker':
      return '[sticker]';
    case 'unsupported':
      return '[unsupported]';
  }
}
