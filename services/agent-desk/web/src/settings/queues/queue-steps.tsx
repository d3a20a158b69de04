import type { QueueSettings } from '../../../../wire/settings.ts';
import { useEditor } from '../draft/editor-context.ts';
import { SelectField } from '../fields/choice-fields.tsx';
import { NeedsField } from '../fields/needs-field.tsx';
import { NumberField } from '../fields/number-field.tsx';
import { RowsField } from '../fields/rows-field.tsx';

interface QueueStepsProps {
  readonly queue: QueueSettings;
  readonly put: (patch: Partial<QueueSettings>) => void;
}

const DAY_S = 86_400;

/** What becomes easier the longer somebody waits. */
export function QueueSteps({ queue, put }: QueueStepsProps) {
  const { queues } = useEditor().draft.settings;
  const others = queues.filter(({ id, pool }) => id !== queue.id && pool === queue.pool);
  return (
    <>
      <RowsField
        label="Ask for less after a time"
        path="relax"
        one="step"
        hint="From then on exactly these skills are asked for; none: no skill is."
        rows={queue.relax}
        create={() => ({ afterSeconds: (queue.relax.at(-1)?.afterSeconds ?? 0) + 30, skills: queue.skills })}
        onChange={(relax) => put({ relax })}
      >
        {({ afterSeconds, skills }, change, at) => (
          <>
            <AfterField path={`relax[${at}].afterSeconds`} value={afterSeconds} onChange={change} />
            <NeedsField
              label="Skills from then on"
              path={`relax[${at}].skills`}
              needs={skills}
              empty="None."
              onChange={(needs) => change({ skills: needs })}
            />
          </>
        )}
      </RowsField>
      <RowsField
        label="Ask other queues’ agents too"
        path="overflow"
        one="overflow"
        rows={queue.overflow}
        create={() => ({ afterSeconds: (queue.overflow.at(-1)?.afterSeconds ?? 0) + 60, queue: others[0]?.id ?? '' })}
        onChange={(overflow) => put({ overflow })}
      >
        {({ afterSeconds, queue: other }, change, at) => (
          <>
            <AfterField path={`overflow[${at}].afterSeconds`} value={afterSeconds} onChange={change} />
            <SelectField
              label="Agents of"
              path={`overflow[${at}].queue`}
              value={other}
              choices={others}
              onChange={(id) => change({ queue: id })}
            />
          </>
        )}
      </RowsField>
      <NumberField
        label="Ask anyone in the pool, whatever their skills, after"
        path="anyoneAfterSeconds"
        unit="seconds"
        placeholder="never"
        value={queue.anyoneAfterSeconds}
        min={0}
        max={DAY_S}
        onChange={(anyoneAfterSeconds) => put({ anyoneAfterSeconds })}
      />
    </>
  );
}

interface AfterFieldProps {
  readonly path: string;
  readonly value: number;
  readonly onChange: (change: { readonly afterSeconds: number }) => void;
}

/** From which age on a step holds. */
function AfterField({ path, value, onChange }: AfterFieldProps) {
  return (
    <NumberField
      label="After"
      path={path}
      unit="seconds"
      value={value}
      min={0}
      max={DAY_S}
      required
      onChange={(seconds) => onChange({ afterSeconds: seconds ?? 0 })}
    />
  );
}
