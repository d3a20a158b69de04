import { Trash2 } from 'lucide-react';
import { navigate, settingsPath } from '../../navigation.ts';
import { useEditor } from '../draft/editor-context.ts';
import { removeEntry, withList } from '../draft/settings-lists.ts';
import type { ListName } from '../draft/settings-lists.ts';
import { toast } from '../../ui/toasts.tsx';
import { BackLink } from './back-link.tsx';
import { ONE_OF, SECTIONS } from '../sections.ts';

interface EntryHeadProps {
  readonly list: ListName;
  readonly entry: string;
  readonly name: string;
}

/** Names the entry that is edited; leads back, and takes it away. */
export function EntryHead({ list, entry, name }: EntryHeadProps) {
  const { canEdit, draft, change } = useEditor();
  const back = SECTIONS.find(({ id }) => id === list)?.label ?? 'Settings';
  const remove = () => {
    const before = draft.settings[list];
    change((settings) => removeEntry(settings, list, entry));
    navigate(settingsPath(list));
    toast(`Removed from the draft: ${name}.`, {
      action: { label: 'Undo', run: () => change((settings) => withList(settings, list, before)) },
    });
  };
  return (
    <header className="entry-head">
      <BackLink section={list} label={back} />
      <h2 dir="auto">{name}</h2>
      <code>{entry}</code>
      {canEdit && (
        <button type="button" className="button small ghost entry-remove" onClick={remove}>
          <Trash2 size={15} aria-hidden /> Remove<span className="visually-hidden"> this {ONE_OF[list]}</span>
        </button>
      )}
    </header>
  );
}
