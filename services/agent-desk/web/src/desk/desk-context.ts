import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Agent } from '../../../wire/model.ts';
import type { Drafts } from '../composer/drafts.ts';
import type { DeskState } from '../state/desk-state.ts';
import type { DeskClient } from './desk-client.ts';

export interface DeskParts {
  readonly client: DeskClient;
  readonly drafts: Drafts;
  /** As the session says; the live state is in the store. */
  readonly agent: Agent;
}

export const DeskContext = createContext<DeskParts | null>(null);

export function useDesk(): DeskParts {
  const parts = useContext(DeskContext);
  if (parts === null) throw new Error('outside of the desk');
  return parts;
}

/** The whole state; what is derived from it belongs into `useMemo`. */
export function useDeskState(): DeskState {
  const { store } = useDesk().client;
  return useSyncExternalStore(store.subscribe, store.getState);
}
