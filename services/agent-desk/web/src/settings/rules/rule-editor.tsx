import type { Rule, RuleCondition } from '../../../../wire/settings.ts';
import { useEditor } from '../draft/editor-context.ts';
import { NEW_ENTRY } from '../draft/new-entries.ts';
import { patchEntry } from '../draft/settings-lists.ts';
import { SelectField } from '../fields/choice-fields.tsx';
import { NeedsField } from '../fields/needs-field.tsx';
import { NumberField } from '../fields/number-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { EntryHead } from '../lists/entry-head.tsx';
import { RuleConditionFields } from './rule-condition-fields.tsx';

/** One rule: when it holds, and where conversations then go. */
export function RuleEditor({ rule }: { readonly rule: Rule }) {
  const { draft, change } = useEditor();
  const put = (patch: Partial<Rule>) => change((settings) => patchEntry(settings, 'rules', rule.id, patch));
  const when: RuleCondition | null = rule.when ?? NEW_ENTRY.rules(rule.id, rule.name).when;
  return (
    <>
      <EntryHead list="rules" entry={rule.id} name={rule.name} />
      <TextField label="Name" path="name" value={rule.name} required onChange={(name) => put({ name })} />
      {when !== null && <RuleConditionFields when={when} put={(patch) => put({ when: { ...when, ...patch } })} />}
      <SelectField
        label="Then it goes to"
        path="queue"
        value={rule.queue}
        choices={draft.settings.queues}
        onChange={(queue) => put({ queue })}
      />
      <NeedsField
        label="Also asks for"
        path="skills"
        hint="Beside the skills of the queue."
        needs={rule.skills}
        empty="Nothing more."
        onChange={(skills) => put({ skills })}
      />
      <NumberField
        label="Priority"
        path="priority"
        hint="Higher goes first; added to the queue’s own."
        value={rule.priority}
        min={-1000}
        max={1000}
        onChange={(priority) => put({ priority: priority ?? 0 })}
      />
    </>
  );
}
