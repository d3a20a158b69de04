import type { DeliveryStatus, Item, ReplyContent, Watermark } from '../../../wire/model.ts';

/** How far a reply got: its own status, or what the other side's read position says. */
export function deliveryOf(
  item: Item,
  reply: ReplyContent,
  watermarks: Readonly<Record<string, Watermark>>,
): DeliveryStatus {
  if (reply.status !== 'sent' && reply.status !== 'delivered') return reply.status;
  const watermark = watermarks[item.identityId];
  if (watermark === undefined) return reply.status;
  if (watermark.readUpToUs >= item.atUs) return 'read';
  return watermark.deliveredUpToUs >= item.atUs ? 'delivered' : reply.status;
}

/** What an agent can do about a reply. */
export function remediesOf(reply: ReplyContent): readonly ('send' | 'retry' | 'discard')[] {
  if (reply.discarded) return [];
  if (reply.held) return ['send', 'discard'];
  if (reply.status === 'unknown') return ['retry'];
  return reply.status === 'failed' && reply.reason?.permanent !== true ? ['retry'] : [];
}
