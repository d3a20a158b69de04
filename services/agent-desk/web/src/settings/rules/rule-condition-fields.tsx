import type { RuleCondition } from '../../../../wire/settings.ts';
import { useDeskState } from '../../desk/desk-context.ts';
import { useEditor } from '../draft/editor-context.ts';
import { ChecksField, SelectField } from '../fields/choice-fields.tsx';
import { FieldGroup } from '../fields/field-parts.tsx';
import { RowsField } from '../fields/rows-field.tsx';
import { LinesField, TextField } from '../fields/text-field.tsx';

interface RuleConditionFieldsProps {
  readonly when: RuleCondition;
  readonly put: (patch: Partial<RuleCondition>) => void;
}

/** All that is named must hold; of several words any one is enough. */
export function RuleConditionFields({ when, put }: RuleConditionFieldsProps) {
  const { channels } = useDeskState();
  const { calendars } = useEditor().draft.settings;
  const known = Object.values(channels).map(({ channel, label }) => ({ id: channel, name: label }));
  return (
    <FieldGroup label="It holds when" path="when" hint="All that is named must hold. Nothing named: always.">
      <ChecksField
        label="It came on"
        path="when.channels"
        values={when.channels}
        choices={known}
        empty="No channel has announced itself yet."
        onChange={(chosen) => put({ channels: chosen })}
      />
      <div className="setting-columns">
        <LinesField
          label="To one of these accounts"
          path="when.accounts"
          hint="One a line: a page, number, mailbox or app."
          values={when.accounts}
          onChange={(accounts) => put({ accounts })}
        />
        <LinesField
          label="In one of these languages"
          path="when.languages"
          hint="One a line: de also holds for de-AT."
          values={when.languages}
          onChange={(languages) => put({ languages })}
        />
        <LinesField
          label="It says one of these"
          path="when.text"
          hint="Words or phrases, one a line, in the first message or its subject."
          values={when.text}
          onChange={(text) => put({ text })}
        />
      </div>
      <RowsField
        label="The customer’s attributes"
        path="when.attributes"
        one="attribute"
        hint="As the app’s own backend says them."
        rows={when.attributes}
        create={() => ({ name: '', values: [] })}
        onChange={(attributes) => put({ attributes })}
      >
        {({ name, values }, change, at) => (
          <>
            <TextField
              label="Attribute"
              path={`when.attributes[${at}].name`}
              value={name}
              maxLength={64}
              placeholder="plan"
              onChange={(to) => change({ name: to })}
            />
            <LinesField
              label="Is one of"
              path={`when.attributes[${at}].values`}
              values={values}
              onChange={(to) => change({ values: to })}
            />
          </>
        )}
      </RowsField>
      <div className="setting-columns">
        <SelectField
          label="By the hours of"
          path="when.hours"
          value={when.hours?.calendar ?? ''}
          choices={calendars}
          none="any time"
          onChange={(calendar) => put({ hours: calendar === '' ? null : { calendar, open: when.hours?.open ?? true } })}
        />
        {when.hours !== null && (
          <SelectField
            label="It came"
            path="when.hours.open"
            value={when.hours.open ? 'open' : 'closed'}
            choices={[
              { id: 'open', name: 'within them' },
              { id: 'closed', name: 'outside of them' },
            ]}
            onChange={(open) => put({ hours: { calendar: when.hours?.calendar ?? '', open: open === 'open' } })}
          />
        )}
      </div>
    </FieldGroup>
  );
}
