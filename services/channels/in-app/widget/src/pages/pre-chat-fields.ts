import type { PreChatField, SessionView } from '@onethread/client';
import type { Environment } from '../ui/environment.ts';

/** Kept of a person who was asked, or skipped it. */
export const ASKED = 'asked';
/** Of somebody who is signed in the app knows them. */
export const OWN: ReadonlySet<string> = new Set(['name', 'email']);

/** What to ask before the first message; empty: nothing, or it was asked already. */
export function preChatOf(
  { appSettings, client }: Environment,
  view: SessionView | undefined,
): readonly PreChatField[] {
  const { session } = client;
  if (appSettings === undefined || session === undefined || view === undefined || !view.feed.live) return [];
  const began = view.feed.items.length > 0 || view.outgoing.length > 0;
  if (began || session.kept(ASKED) !== undefined) return [];
  const isUser = session.person.startsWith('user.');
  return appSettings.preChat.filter(({ name }) => !isUser || !OWN.has(name));
}
