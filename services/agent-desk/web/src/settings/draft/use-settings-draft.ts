import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SettingsVersion } from '../../../../wire/settings.ts';
import { callDesk } from '../../api/http.ts';
import { createDraftStorage } from './draft-storage.ts';
import type { SettingsEditor } from './editor-context.ts';
import { rebaseDraft } from './rebase-draft.ts';
import { changedPlaces, startDraft } from './settings-draft.ts';
import type { SettingsDraft } from './settings-draft.ts';

/** Somebody else may change the settings meanwhile: it is noticed so often. */
const REFRESH_MS = 30_000;

/** The settings in force, and this tab's own draft on top of them. */
export function useSettingsDraft(agentId: string, canEdit: boolean) {
  const storage = useMemo(() => createDraftStorage(sessionStorage, agentId), [agentId]);
  const [own, setOwn] = useState(() => (canEdit ? storage.load() : undefined));
  const query = useQuery({
    queryKey: ['settings'],
    queryFn: () => callDesk<SettingsVersion>('GET', '/settings'),
    refetchInterval: REFRESH_MS,
  });
  const { data } = query;
  const inForce = useMemo(() => (data === undefined ? undefined : startDraft(data)), [data]);
  const draft = own ?? inForce;
  const changed = useMemo(() => (draft === undefined ? new Set<string>() : changedPlaces(draft)), [draft]);

  const keep = (next: SettingsDraft) => {
    if (changedPlaces(next).size === 0) {
      discard();
      return;
    }
    setOwn(next);
    storage.save(next);
  };
  const discard = () => {
    setOwn(undefined);
    storage.clear();
  };
  /** Brings the own changes on top of what is in force now; tells what both changed. */
  const bringUpToDate = async (): Promise<readonly string[]> => {
    const { data: newest } = await query.refetch();
    if (newest === undefined || own === undefined) return [];
    const { draft: rebased, conflicts } = rebaseDraft(own, newest);
    keep(rebased);
    return conflicts;
  };
  const editor: SettingsEditor | undefined =
    draft === undefined
      ? undefined
      : {
          draft,
          canEdit,
          changed,
          change: (edit) => keep({ ...draft, settings: edit(draft.settings) }),
          changeAgent: (id, patch) =>
            keep({
              ...draft,
              agents: draft.agents.map((agent) =>
                agent.agentId === id ? { ...agent, abilities: { ...agent.abilities, ...patch } } : agent,
              ),
            }),
        };
  const isStale = own !== undefined && data !== undefined && data.version > own.base.version;
  return { query, editor, isStale, discard, bringUpToDate };
}
