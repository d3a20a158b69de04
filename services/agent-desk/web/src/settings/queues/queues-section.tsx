import { navigate, settingsPath } from '../../navigation.ts';
import { useEditor } from '../draft/editor-context.ts';
import { AddEntry } from '../lists/add-entry.tsx';
import { EntryLink } from '../lists/entry-link.tsx';
import { namesIn, skillWords } from '../lists/names.ts';

/** All queues in short. */
export function QueuesSection() {
  const { settings } = useEditor().draft;
  return (
    <>
      <ul className="entries">
        {settings.queues.map(({ id, name, teams, skills, targets }) => {
          const promise = targets?.firstResponseMinutes ?? 0;
          const facts = [
            teams.length === 0 ? 'everyone' : namesIn(settings.teams, teams),
            skillWords(settings, skills),
            promise > 0 ? `first answer in ${promise} min` : '',
            id === settings.defaultQueue ? 'default' : '',
          ];
          return (
            <li key={id}>
              <EntryLink section="queues" entry={id} name={name}>
                {facts.filter(Boolean).join(' · ')}
              </EntryLink>
            </li>
          );
        })}
      </ul>
      <AddEntry list="queues" onAdded={(id) => navigate(settingsPath('queues', id))} />
    </>
  );
}
