import type { ItemInput, SearchHitInput, SearchRequest, SearchResponseInput } from '@onethread/rpc';
import type { ScriptedRouting } from './scripted-routing.ts';

const EXCERPT = 160;

/** Search as routing does it, by looking at everything: all words must occur, newest first. */
export function searchAll(routing: ScriptedRouting, request: SearchRequest): SearchResponseInput {
  const words = request.query.toLowerCase().split(/\s+/).filter(Boolean);
  const within = request.customerId === '' ? undefined : routing.threadOf(request.customerId);
  const items = [...routing.items.values()].filter((item) => within === undefined || within.shows(item));
  const hits = items.flatMap((item) => hitsOf(routing, item, words));
  const people = within === undefined ? peopleHits(routing, words) : [];
  const sorted = hits.toSorted((one, other) => Number(other.atUs) - Number(one.atUs));
  const all = [...people, ...sorted];
  const start = request.pageToken === '' ? 0 : Number(request.pageToken);
  const end = start + (request.pageSize === 0 ? 20 : request.pageSize);
  const { searchCompleteSinceMs: completeSinceMs } = routing;
  return { hits: all.slice(start, end), nextPageToken: end < all.length ? String(end) : '', completeSinceMs };
}

function hitsOf(routing: ScriptedRouting, item: ItemInput, words: readonly string[]): SearchHitInput[] {
  const content = item.message ?? item.reply ?? item.note;
  const kind = item.message ? 'message' : item.reply ? 'reply' : 'note';
  const found = (content?.parts ?? []).flatMap((part) => {
    const text = part.text?.text ?? part.file?.name ?? '';
    const place = excerptOf(text, words);
    return place === undefined ? [] : [{ ...place, kind: part.file ? 'file' : kind }];
  });
  const conversation = routing.conversations.get(item.conversationId ?? '');
  const { itemId = '', conversationId = '', channel = '', atUs = 0, customerId = '' } = item;
  const customerName = conversation?.customerName ?? '';
  return found.map((place) => ({ itemId, conversationId, channel, atUs, customerId, customerName, ...place }));
}

function peopleHits(routing: ScriptedRouting, words: readonly string[]): SearchHitInput[] {
  return [...routing.identity.identities.values()].flatMap((one) => {
    const place = excerptOf([one.name, one.address].filter(Boolean).join(' · '), words);
    if (place === undefined) return [];
    const { customerId = '', channel = '', name = '' } = one;
    return [{ customerId, customerName: name, channel, kind: 'person', ...place }];
  });
}

function excerptOf(text: string, words: readonly string[]): { excerpt: string; marks: number[] } | undefined {
  const lower = text.toLowerCase();
  const first = lower.indexOf(words[0] ?? '');
  if (words.some((word) => !lower.includes(word))) return undefined;
  const start = Math.max(0, first - 40);
  const excerpt = text.slice(start, start + EXCERPT);
  const marks = words.flatMap((word) => {
    const at = excerpt.toLowerCase().indexOf(word);
    return at === -1 ? [] : [[at, at + word.length]];
  });
  return { excerpt, marks: marks.toSorted((one, other) => (one[0] ?? 0) - (other[0] ?? 0)).flat() };
}
