import type { KeyValueStorage } from '../../connection/outbox.ts';
import type { SettingsDraft } from './settings-draft.ts';

/** Keeps the draft of this tab over a reload. */
export interface DraftStorage {
  readonly load: () => SettingsDraft | undefined;
  readonly save: (draft: SettingsDraft) => void;
  readonly clear: () => void;
}

export function createDraftStorage(storage: KeyValueStorage, agentId: string): DraftStorage {
  const key = `onethread.settings-draft.${agentId}`;
  return {
    load: () => {
      try {
        return parse(storage.getItem(key));
      } catch {
        return undefined;
      }
    },
    save: (draft) => {
      try {
        storage.setItem(key, JSON.stringify(draft));
      } catch {
        // Full or forbidden: the draft lives as long as its page.
      }
    },
    clear: () => storage.removeItem(key),
  };
}

function parse(text: string | null): SettingsDraft | undefined {
  const value = JSON.parse(text ?? 'null') as Partial<SettingsDraft> | null;
  const valid =
    typeof value?.base?.version === 'number' &&
    Array.isArray(value.settings?.queues) &&
    Array.isArray(value.base.settings.queues) &&
    Array.isArray(value.agents);
  return valid ? (value as SettingsDraft) : undefined;
}
