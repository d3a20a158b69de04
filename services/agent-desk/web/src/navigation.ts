import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly page: 'home' }
  | { readonly page: 'conversation'; readonly conversationId: string }
  | { readonly page: 'team' }
  | { readonly page: 'operations' }
  | { readonly page: 'login' };

/** The page of an address. */
export function parseRoute(path: string): Route {
  const conversation = /^\/c\/([^/]+)$/.exec(path)?.[1];
  if (conversation !== undefined) return { page: 'conversation', conversationId: decodeURIComponent(conversation) };
  if (path === '/team') return { page: 'team' };
  if (path === '/operations') return { page: 'operations' };
  return path === '/login' ? { page: 'login' } : { page: 'home' };
}

export function conversationPath(conversationId: string): string {
  return `/c/${encodeURIComponent(conversationId)}`;
}

const MOVED = 'desk-navigation';

export function navigate(path: string, options: { readonly replace?: boolean } = {}): void {
  if (path === location.pathname + location.hash) return;
  if (options.replace === true) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return parseRoute(path);
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(MOVED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(MOVED, listener);
  };
}
