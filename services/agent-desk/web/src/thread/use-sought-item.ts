import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ItemPlace } from '../navigation.ts';
import { toast } from '../ui/toasts.tsx';
import type { ThreadRow } from './thread-rows.ts';
import type { ThreadPages } from './use-thread-pages.ts';

/** Brings the item that the address names before the eyes: what is around it is fetched where it is not there yet. */
export function useSoughtItem(
  place: ItemPlace | undefined,
  rows: readonly ThreadRow[],
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  pages: ThreadPages,
): void {
  const shownId = useRef('');
  const askedId = useRef('');
  const focusedId = useRef('');
  // At every render: rows come page by page, and the row itself is made only once it is scrolled to.
  useEffect(() => {
    const soughtId = place?.itemId ?? '';
    if (place === undefined || soughtId !== askedId.current) askedId.current = '';
    if (place === undefined) {
      shownId.current = '';
      focusedId.current = '';
      return;
    }
    if (shownId.current === soughtId) {
      if (focusedId.current !== soughtId && focusItem(soughtId)) focusedId.current = soughtId;
      return;
    }
    const index = rows.findIndex((row) => (row.kind === 'item' || row.kind === 'event') && row.key === soughtId);
    if (index !== -1) {
      shownId.current = soughtId;
      virtualizer.scrollToIndex(index, { align: 'center' });
    } else if (!pages.isBusy() && askedId.current === '') {
      askedId.current = soughtId;
      pages.openAround(place.atUs);
    } else if (!pages.isBusy()) {
      // An item that is not around its own instant is not in this thread.
      shownId.current = soughtId;
      focusedId.current = soughtId;
      virtualizer.scrollToEnd();
      toast(pages.error === '' ? 'This message is not in this thread any more.' : pages.error, { kind: 'error' });
    }
  });
}

/** Who came by the keyboard goes on from the item, who types in a field goes on typing; false where it is not there yet. */
function focusItem(itemId: string): boolean {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.closest('input, textarea, dialog') !== null) return true;
  const row = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(itemId)}"]`);
  row?.focus({ preventScroll: true });
  return row !== null;
}
