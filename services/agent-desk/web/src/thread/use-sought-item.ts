import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ItemPlace } from '../navigation.ts';
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
  useEffect(() => {
    if (place === undefined) {
      shownId.current = '';
      askedId.current = '';
      return undefined;
    }
    if (shownId.current === place.itemId) return undefined;
    const index = rows.findIndex((row) => (row.kind === 'item' || row.kind === 'event') && row.key === place.itemId);
    if (index === -1) {
      // Asked once: an item that is not around its own instant is not in this thread.
      if (askedId.current !== place.itemId && pages.loading === undefined) {
        askedId.current = place.itemId;
        pages.openAround(place.atUs);
      }
      return undefined;
    }
    shownId.current = place.itemId;
    virtualizer.scrollToIndex(index, { align: 'center' });
    const frame = requestAnimationFrame(() => focusItem(place.itemId));
    return () => cancelAnimationFrame(frame);
  });
}

/** Who came by the keyboard goes on from the item; who types in a field goes on typing. */
function focusItem(itemId: string): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.closest('input, textarea, dialog') !== null) return;
  document.querySelector<HTMLElement>(`[data-item="${CSS.escape(itemId)}"]`)?.focus({ preventScroll: true });
}
