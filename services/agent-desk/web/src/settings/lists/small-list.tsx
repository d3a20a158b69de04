import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEditor } from '../draft/editor-context.ts';
import { entriesOf, keyOf, patchEntry, removeEntry } from '../draft/settings-lists.ts';
import type { Lists } from '../draft/settings-lists.ts';
import { TextField } from '../fields/text-field.tsx';
import { ONE_OF } from '../sections.ts';
import { AddEntry } from './add-entry.tsx';

interface SmallListProps<L extends 'skills' | 'teams' | 'pools'> {
  readonly list: L;
  /** Further fields beside the name. */
  readonly children?: (entry: Lists[L], put: (patch: Partial<Lists[L]>) => void) => ReactNode;
}

/** Entries that are little more than a name: edited where they stand. */
export function SmallList<L extends 'skills' | 'teams' | 'pools'>({ list, children }: SmallListProps<L>) {
  const { draft, canEdit, change } = useEditor();
  return (
    <>
      <ul className="small-entries">
        {entriesOf(draft.settings, list).map((entry) => {
          const key = keyOf(entry);
          const put = (patch: Partial<Lists[L]>) => change((settings) => patchEntry(settings, list, key, patch));
          return (
            <li key={key} className="small-entry" data-path={`${list}[${key}]`}>
              <TextField
                label={`Name of ${ONE_OF[list]} ${key}`}
                path={`${list}[${key}].name`}
                value={entry.name}
                required
                onChange={(name) => put({ name } as Partial<Lists[L]>)}
              />
              {children?.(entry, put)}
              {canEdit && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Remove ${entry.name}`}
                  onClick={() => change((settings) => removeEntry(settings, list, key))}
                >
                  <Trash2 size={16} aria-hidden />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <AddEntry list={list} onAdded={() => undefined} />
    </>
  );
}
