import type { PendingItem } from '../state/desk-state.ts';

/** Replies and notes that routing has not answered yet, kept over a reload. */
export interface Outbox {
  load(): readonly PendingItem[];
  put(pending: PendingItem): void;
  remove(clientMessageId: string): void;
}

/** The part of `localStorage` that is needed. */
export interface KeyValueStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Most replies kept at once; older ones stay in memory alone. */
const MAX_KEPT = 200;

/** One key per reply, so that two tabs do not overwrite each other; sending one from both is harmless. */
export function createStorageOutbox(storage: KeyValueStorage, agentId: string): Outbox {
  const prefix = `onethread.outbox.${agentId}.`;
  const keys = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
      key.startsWith(prefix),
    );
  return {
    load: () =>
      keys()
        .map((key) => parse(storage.getItem(key)))
        .filter((pending) => pending !== undefined)
        .toSorted((one, other) => one.createdAtMs - other.createdAtMs),
    put: (pending) => {
      try {
        if (keys().length < MAX_KEPT) storage.setItem(prefix + pending.clientMessageId, JSON.stringify(pending));
      } catch {
        // Storage is full or forbidden: the reply is still sent, it just does not survive a reload.
      }
    },
    remove: (clientMessageId) => storage.removeItem(prefix + clientMessageId),
  };
}

function parse(text: string | null): PendingItem | undefined {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<PendingItem> | null;
    const valid =
      typeof value?.clientMessageId === 'string' &&
      typeof value.conversationId === 'string' &&
      Array.isArray(value.parts);
    return valid ? (value as PendingItem) : undefined;
  } catch {
    return undefined;
  }
}
