import { useMemo } from 'react';
import type { Calendar } from '../../../../wire/settings.ts';
import { useEditor } from '../draft/editor-context.ts';
import { patchEntry } from '../draft/settings-lists.ts';
import { SelectField } from '../fields/choice-fields.tsx';
import { RowsField } from '../fields/rows-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { EntryHead } from '../lists/entry-head.tsx';
import { HoursField } from './hours-field.tsx';
import { WeekHours } from './week-hours.tsx';

/** One calendar: hours of the week, days that are unlike, and where its clock hangs. */
export function CalendarEditor({ calendar }: { readonly calendar: Calendar }) {
  const { change } = useEditor();
  const put = (patch: Partial<Calendar>) => change((settings) => patchEntry(settings, 'calendars', calendar.id, patch));
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id })), []);
  return (
    <>
      <EntryHead list="calendars" entry={calendar.id} name={calendar.name} />
      <TextField label="Name" path="name" value={calendar.name} required onChange={(name) => put({ name })} />
      <SelectField
        label="Time zone"
        path="timeZone"
        value={calendar.timeZone}
        choices={zones}
        onChange={(timeZone) => put({ timeZone })}
      />
      <WeekHours week={calendar.week} onChange={(week) => put({ week })} />
      <RowsField
        label="Holidays and other days"
        path="holidays"
        one="day"
        hint="No hours: closed all day."
        rows={calendar.holidays}
        create={() => ({ date: '', name: '', hours: [] })}
        onChange={(holidays) => put({ holidays })}
      >
        {({ date, name, hours }, patch, at) => (
          <>
            <label className="field">
              Date
              <input type="date" required value={date} onChange={(event) => patch({ date: event.target.value })} />
            </label>
            <TextField label="Name" path={`holidays[${at}].name`} value={name} onChange={(to) => patch({ name: to })} />
            <HoursField
              label="Hours"
              path={`holidays[${date}].hours`}
              hours={hours}
              onChange={(to) => patch({ hours: to })}
            />
          </>
        )}
      </RowsField>
    </>
  );
}
