import type { EntryBody } from '@onethread/contracts';
import type { Item } from './item.ts';
import { without } from './without.ts';

/**
 * What is left of an entry when its person is erased: that it happened, with every id, so that it keeps its number and is
 * recognised when it comes again. `undefined` where it says nothing of a person to begin with.
 */
export function emptiedBody(body: EntryBody): EntryBody | undefined {
  switch (body.kind) {
    case 'message':
      return { ...without(body, 'subject', 'notice'), parts: [] };
    case 'reply':
    case 'note':
    case 'edit':
      return { ...body, parts: [] };
    case 'reaction':
      return { ...body, emoji: '' };
    case 'status':
      return body.reason === undefined ? undefined : without(body, 'reason');
    case 'placeholder-closed':
      return body.reason === undefined ? undefined : without(body, 'reason');
    case 'standing':
      return body.text === undefined ? body : without(body, 'text');
    case 'placeholder':
      return body;
    case 'reply-decided':
    case 'relayed':
    case 'unsend':
    case 'watermark':
    case 'agent-read':
    case 'resolved':
    case 'reopened':
    case 'snoozed':
    case 'woken':
    case 'assigned':
    case 'released':
    case 'queued':
    case 'target-warning':
    case 'target-missed':
    case 'moved':
    case 'joined':
    case 'erased':
      return undefined;
  }
}

/** Words, and what others said about them. */
const WORDS = ['subject', 'notice', 'reason', 'waits', 'reactions', 'reactionsAt', 'relayAt', 'closed'] as const;

/** The item without a word, for ever; itself where nothing is left to take away. */
export function erasedItem(item: Item): Item {
  const { event } = item;
  const silent = event?.text === undefined;
  const isEmpty = item.parts.length === 0 && silent && WORDS.every((field) => item[field] === undefined);
  if (item.erased === true && isEmpty) return item;
  const emptied = { ...without(item, ...WORDS), erased: true, parts: [] };
  return silent ? emptied : { ...emptied, event: without(event, 'text') };
}
