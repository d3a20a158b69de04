import { createContext, useContext } from 'react';
import type { Abilities, AssignmentSettings } from '../../../../wire/settings.ts';
import type { SettingsDraft } from './settings-draft.ts';

/** What the parts of the settings pages edit together. */
export interface SettingsEditor {
  readonly draft: SettingsDraft;
  readonly canEdit: boolean;
  /** Sections, and entries as `queues/billing`, that differ from what is in force. */
  readonly changed: ReadonlySet<string>;
  readonly change: (edit: (settings: AssignmentSettings) => AssignmentSettings) => void;
  readonly changeAgent: (agentId: string, patch: Partial<Abilities>) => void;
}

export const EditorContext = createContext<SettingsEditor | null>(null);

export function useEditor(): SettingsEditor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('outside of the settings');
  return editor;
}
