import { useSyncExternalStore } from 'react';
import type { FilePart } from '../../../wire/model.ts';
import { createStore } from '../state/store.ts';

/** Something written before that is to be written anew. */
export interface HandedBack {
  readonly conversationId: string;
  readonly identityId: string;
  readonly text: string;
  readonly files: readonly FilePart[];
}

const store = createStore<HandedBack | null, HandedBack | null>((_known, next) => next, null);

/** Puts what was written back into its conversation's composer. */
export function handBack(written: HandedBack): void {
  store.dispatch(written);
}

/** What waits to be taken up by a conversation's composer. */
export function useHandedBack(conversationId: string): HandedBack | null {
  const waiting = useSyncExternalStore(store.subscribe, store.getState);
  return waiting?.conversationId === conversationId ? waiting : null;
}

/** It was taken up. */
export function takeHandedBack(): void {
  store.dispatch(null);
}
