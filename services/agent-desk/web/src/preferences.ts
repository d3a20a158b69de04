import { useSyncExternalStore } from 'react';
import { createStore } from './state/store.ts';

export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly sendWith: 'mod-enter' | 'enter';
  /** Single letters as shortcuts. */
  readonly letterKeys: boolean;
}

const KEY = 'onethread.preferences';
const DEFAULTS: Preferences = { theme: 'system', sendWith: 'mod-enter', letterKeys: true };

const store = createStore<Preferences, Partial<Preferences>>((known, change) => ({ ...known, ...change }), load());

export function setPreferences(change: Partial<Preferences>): void {
  store.dispatch(change);
  applyTheme();
  try {
    localStorage.setItem(KEY, JSON.stringify(store.getState()));
  } catch {
    // Kept for this page alone.
  }
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(store.subscribe, store.getState);
}

/** Puts the chosen theme on the page; call once at start. */
export function applyTheme(): void {
  document.documentElement.dataset['theme'] = store.getState().theme;
}

function load(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>) };
  } catch {
    return DEFAULTS;
  }
}
