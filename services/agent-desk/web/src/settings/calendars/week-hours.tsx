import type { DayHours } from '../../../../wire/settings.ts';
import { WEEKDAYS } from '../../../../wire/settings.ts';
import { useEditor } from '../draft/editor-context.ts';
import { FieldGroup } from '../fields/field-parts.tsx';
import { HoursField } from './hours-field.tsx';

interface WeekHoursProps {
  readonly week: readonly DayHours[];
  readonly onChange: (week: readonly DayHours[]) => void;
}

const WORKDAYS = WEEKDAYS.slice(1, 5);

/** The hours of each day of the week. */
export function WeekHours({ week, onChange }: WeekHoursProps) {
  const { canEdit } = useEditor();
  const hoursOf = (weekday: string) => week.find((day) => day.weekday === weekday)?.hours ?? [];
  const put = (days: readonly string[], hours: readonly string[]) =>
    onChange(
      WEEKDAYS.map((weekday) => ({ weekday, hours: days.includes(weekday) ? hours : hoursOf(weekday) })).filter(
        (day) => day.hours.length > 0,
      ),
    );
  return (
    <FieldGroup
      label="Hours of the week"
      path="week"
      hint="Such as 09:00-12:00,13:00-17:30; empty: closed. A day ends at 24:00."
    >
      <div className="setting-columns">
        {WEEKDAYS.map((weekday) => (
          <HoursField
            key={weekday}
            label={weekday.charAt(0).toUpperCase() + weekday.slice(1)}
            path={`week.${weekday}`}
            hours={hoursOf(weekday)}
            onChange={(hours) => put([weekday], hours)}
          />
        ))}
      </div>
      {canEdit && (
        <button type="button" className="button small ghost" onClick={() => put(WORKDAYS, hoursOf('monday'))}>
          Tuesday to Friday as Monday
        </button>
      )}
    </FieldGroup>
  );
}
