import type { Item } from '../../../wire/model.ts';
import type { PendingItem } from '../state/desk-state.ts';

/** A line of a thread as shown. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'event'; readonly key: string; readonly item: Item }
  | {
      readonly kind: 'item';
      readonly key: string;
      readonly item: Item;
      /** Not by the same writer over the same address shortly before: shows who and where. */
      readonly first: boolean;
      readonly last: boolean;
    }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: PendingItem };

/** Two items of one writer within this time belong together. */
const GROUP_MS = 5 * 60 * 1000;

export interface RowOptions {
  /** The first customer's message above this is marked as unread; `undefined` = no line. */
  readonly readUpToUs: number | undefined;
  /** The day of an instant in the agent's own time zone. */
  readonly dayOf: (ms: number) => string;
}

/** The rows of a thread: day separators, the first-unread line, grouped items, quiet events, and what is on its way. */
export function threadRows(items: readonly Item[], pending: readonly PendingItem[], options: RowOptions): ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day = '';
  let marked = options.readUpToUs === undefined;
  const shown = items.filter(({ content }) => !(content.kind === 'placeholder' && content.outcome === 'repaired'));
  shown.forEach((item, index) => {
    const atMs = item.atUs / 1000;
    const itsDay = options.dayOf(atMs);
    const newDay = itsDay !== day;
    if (newDay) rows.push({ kind: 'day', key: `day-${itsDay}`, atMs });
    day = itsDay;
    const newUnread = !marked && item.content.kind === 'message' && item.atUs > (options.readUpToUs ?? 0);
    if (newUnread) {
      rows.push({ kind: 'unread', key: 'unread' });
      marked = true;
    }
    if (item.content.kind === 'event') {
      rows.push({ kind: 'event', key: item.itemId, item });
      return;
    }
    const first = newDay || newUnread || !belongTogether(shown[index - 1], item);
    const last = !belongTogether(item, shown[index + 1]);
    rows.push({ kind: 'item', key: item.itemId, item, first, last });
  });
  for (const one of pending) rows.push({ kind: 'pending', key: `pending-${one.clientMessageId}`, pending: one });
  return rows;
}

function belongTogether(one: Item | undefined, other: Item | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return (
    writerOf(one) !== '' &&
    writerOf(one) === writerOf(other) &&
    one.identityId === other.identityId &&
    (other.atUs - one.atUs) / 1000 < GROUP_MS
  );
}

/** Who wrote an item; empty for what nobody wrote. */
function writerOf({ content, identityId }: Item): string {
  switch (content.kind) {
    case 'message':
      return content.fromAgentOutside ? `outside:${identityId}` : `customer:${identityId}`;
    case 'reply':
      return content.automatic ? `automatic:${content.copyOf}` : `agent:${content.agentId}`;
    case 'note':
      return `note:${content.agentId}`;
    case 'event':
    case 'placeholder':
      return '';
  }
}
