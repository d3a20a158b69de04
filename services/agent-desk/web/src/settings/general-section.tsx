import { useEditor } from './draft/editor-context.ts';
import { SelectField } from './fields/choice-fields.tsx';
import { NumberField } from './fields/number-field.tsx';
import { SmallList } from './lists/small-list.tsx';

/** What holds for all. */
export function GeneralSection() {
  const { draft, change } = useEditor();
  const { queues, defaultQueue, ageUnitSeconds } = draft.settings;
  return (
    <>
      <SelectField
        label="Default queue"
        path="defaultQueue"
        hint="Where a conversation goes that no rule names."
        value={defaultQueue}
        choices={queues}
        onChange={(id) => change((settings) => ({ ...settings, defaultQueue: id }))}
      />
      <NumberField
        label="Waiting that weighs as much as one unit of priority"
        path="ageUnitSeconds"
        hint="So that nobody waits for ever behind others of higher priority."
        unit="seconds"
        placeholder="60"
        value={ageUnitSeconds === 0 ? undefined : ageUnitSeconds}
        min={1}
        max={86_400}
        onChange={(seconds) => change((settings) => ({ ...settings, ageUnitSeconds: seconds ?? 0 }))}
      />
      <section className="setting-group">
        <h3>Pools</h3>
        <p className="form-hint">Agents and queues that share capacity. Most organisations need one.</p>
        <SmallList list="pools" />
      </section>
    </>
  );
}
