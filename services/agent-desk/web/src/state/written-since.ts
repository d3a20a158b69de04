import type { Item, ReplyContent } from '../../../wire/model.ts';

/**
 * What others wrote that the author of a held reply had not seen. `seenUpToUs` is the newest item that this tab showed
 * when it was sent; unknown after a reload and for colleagues' replies: then it is what others wrote since the author's
 * last words before it.
 */
export function writtenSince(items: readonly Item[], held: Item, seenUpToUs: number | undefined): readonly Item[] {
  const author = held.content.kind === 'reply' ? held.content.agentId : '';
  const byOthers = items.filter((item) => item.itemId !== held.itemId && isWritten(item) && authorOf(item) !== author);
  if (seenUpToUs !== undefined) return byOthers.filter((item) => item.atUs > seenUpToUs);
  const lastOwn = items.findLast((item) => item.atUs < held.atUs && isWritten(item) && authorOf(item) === author);
  return byOthers.filter((item) => item.atUs > (lastOwn?.atUs ?? 0));
}

function isWritten({ content }: Item): boolean {
  if (content.kind === 'reply') return !content.held && !content.discarded;
  return content.kind === 'message';
}

function authorOf({ content }: Item): string {
  return content.kind === 'reply' ? content.agentId : '';
}

/** The words of an item on one line. */
export function wordsOfItem({ content }: Pick<Item, 'content'>): string {
  if (content.kind === 'event' || content.kind === 'placeholder') return '';
  return content.parts.map(partWords).filter(Boolean).join(' ');
}

function partWords(part: ReplyContent['parts'][number]): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'file':
    case 'missing-file':
      return part.name || 'a file';
    case 'location':
    case 'card':
    case 'choice':
      return part.title;
    case 'unsupported':
      return '';
  }
}
