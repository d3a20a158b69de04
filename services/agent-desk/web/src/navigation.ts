import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'conversation'; readonly conversationId: string }
  | { readonly page: 'team' }
  | { readonly page: 'operations' }
  | { readonly page: 'matches' }
  | { readonly page: 'wallboard' }
  | { readonly page: 'settings'; readonly section: string; readonly entry: string }
  | { readonly page: 'login' };

/** The page of an address. */
export function parseRoute(path: string): Route {
  const conversation = /^\/c\/([^/]+)$/.exec(path)?.[1];
  if (conversation !== undefined) return { page: 'conversation', conversationId: decodeURIComponent(conversation) };
  if (path === '/team') return { page: 'team' };
  if (path === '/operations') return { page: 'operations' };
  if (path === '/matches') return { page: 'matches' };
  if (path === '/wallboard') return { page: 'wallboard' };
  const settings = /^\/settings(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path);
  if (settings !== null) {
    const [section = '', entry = ''] = settings.slice(1).map((part) => decodeURIComponent(part ?? ''));
    return { page: 'settings', section, entry };
  }
  return path === '/login' ? { page: 'login' } : { page: 'home' };
}

export function conversationPath(conversationId: string): string {
  return `/c/${encodeURIComponent(conversationId)}`;
}

/** The address of a part of the settings, or of one entry in it. */
export function settingsPath(section: string, entry = ''): string {
  const parts = [section, entry].filter(Boolean).map(encodeURIComponent);
  return ['/settings', ...parts].join('/');
}

/** A place in a thread to look at. */
export interface ItemPlace {
  readonly itemId: string;
  readonly atUs: number;
}

/** The address of one item in its thread; the place itself never leaves the browser. */
export function itemPath(conversationId: string, itemId: string, atUs: number): string {
  return `${conversationPath(conversationId)}#item=${encodeURIComponent(itemId)}&at=${atUs}`;
}

/** The item that an address leads to, if any. */
export function parsePlace(hash: string): ItemPlace | undefined {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const itemId = fields.get('item') ?? '';
  const atUs = Number(fields.get('at'));
  return itemId !== '' && Number.isSafeInteger(atUs) && atUs > 0 ? { itemId, atUs } : undefined;
}

const MOVED = 'desk-navigation';

type LeaveGuard = (path: string, go: () => void) => boolean;
let guard: LeaveGuard | undefined;

/** While something would be left behind: `ask` answers true where it asks first, and calls `go` once it may be left. */
export function guardLeaving(ask: LeaveGuard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = undefined;
  };
}

export function navigate(path: string, options: { readonly replace?: boolean } = {}): void {
  if (path === location.pathname + location.hash) return;
  if (guard?.(path, () => move(path, options)) !== true) move(path, options);
}

function move(path: string, options: { readonly replace?: boolean }): void {
  if (options.replace === true) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return parseRoute(path);
}

/** What an address says after its `#`. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}

export function usePlace(): ItemPlace | undefined {
  return parsePlace(useHash());
}

function subscribe(listener: () => void): () => void {
  const events = ['popstate', 'hashchange', MOVED];
  for (const name of events) addEventListener(name, listener);
  return () => {
    for (const name of events) removeEventListener(name, listener);
  };
}
