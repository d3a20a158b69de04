import { useEffect } from 'preact/hooks';
import type { ProviderName } from '../../../wire/model.ts';
import { keyOf } from '../state/view.ts';
import { usePlaying } from '../use-view.ts';

/** Counts a conversation as looked at while it is shown and the page is in front. */
export function useLooking(provider: ProviderName, customer: string, unread: number, isShown: boolean): void {
  const { store } = usePlaying();
  useEffect(() => {
    const look = (): void => {
      if (!isShown || unread === 0 || document.visibilityState !== 'visible') return;
      store.apply({ kind: 'looked', key: keyOf(provider, customer), now: Date.now() });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [store, provider, customer, unread, isShown]);
}
