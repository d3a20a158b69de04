import type { KeyValueStorage } from '../connection/outbox.ts';
import type { FilePart } from '../../../wire/model.ts';

/** What an agent has begun to write in one conversation. */
export interface DraftText {
  /** Of the message that this will become: made with the first letter, so that whatever sends it sends it once. */
  readonly clientMessageId: string;
  readonly text: string;
  readonly kind: 'reply' | 'note';
  readonly identityId: string;
  /** Uploaded already. */
  readonly files: readonly FilePart[];
}

const PREFIX = 'onethread.draft.';
/** Drafts kept; the storage of a browser is small. */
const MAX_DRAFTS = 100;

/** Drafts per conversation, kept over a reload. */
export function createDrafts(storage: KeyValueStorage, agentId: string) {
  const prefix = `${PREFIX}${agentId}.`;
  return {
    load: (conversationId: string): DraftText | undefined => {
      try {
        const value = JSON.parse(storage.getItem(prefix + conversationId) ?? 'null') as Partial<DraftText> | null;
        const valid =
          typeof value?.text === 'string' && typeof value.clientMessageId === 'string' && Array.isArray(value.files);
        return valid ? (value as DraftText) : undefined;
      } catch {
        return undefined;
      }
    },
    save: (conversationId: string, draft: DraftText): void => {
      const key = prefix + conversationId;
      try {
        if (draft.text === '' && draft.files.length === 0) storage.removeItem(key);
        else if (storage.getItem(key) !== null || storage.length < MAX_DRAFTS)
          storage.setItem(key, JSON.stringify(draft));
      } catch {
        // Storage is full or forbidden: the draft lives as long as the page.
      }
    },
    forget: (conversationId: string): void => storage.removeItem(prefix + conversationId),
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
