import { navigate, settingsPath } from '../../navigation.ts';
import { useEditor } from '../draft/editor-context.ts';
import { AddEntry } from '../lists/add-entry.tsx';
import { EntryLink } from '../lists/entry-link.tsx';

/** All calendars in short. */
export function CalendarsSection() {
  const { calendars } = useEditor().draft.settings;
  return (
    <>
      {calendars.length === 0 && <p className="faint">There is none yet: every queue is always open.</p>}
      <ul className="entries">
        {calendars.map(({ id, name, timeZone, week, holidays }) => (
          <li key={id}>
            <EntryLink section="calendars" entry={id} name={name}>
              {timeZone} · open on {week.filter(({ hours }) => hours.length > 0).length} days a week
              {holidays.length > 0 && ` · ${holidays.length} holidays`}
            </EntryLink>
          </li>
        ))}
      </ul>
      <AddEntry list="calendars" onAdded={(id) => navigate(settingsPath('calendars', id))} />
    </>
  );
}
