import type { QueueSettings } from '../../../../wire/settings.ts';
import { useEditor } from '../draft/editor-context.ts';
import { patchEntry } from '../draft/settings-lists.ts';
import { CheckField, ChecksField, SelectField } from '../fields/choice-fields.tsx';
import { NeedsField } from '../fields/needs-field.tsx';
import { NumberField } from '../fields/number-field.tsx';
import { TextField } from '../fields/text-field.tsx';
import { EntryHead } from '../lists/entry-head.tsx';
import { QueueSteps } from './queue-steps.tsx';
import { QueueTargets } from './queue-targets.tsx';

/** One queue: who serves it, with what, in what order, and what is promised. */
export function QueueEditor({ queue }: { readonly queue: QueueSettings }) {
  const { draft, change } = useEditor();
  const { teams, pools, calendars } = draft.settings;
  const put = (patch: Partial<QueueSettings>) => change((settings) => patchEntry(settings, 'queues', queue.id, patch));
  return (
    <>
      <EntryHead list="queues" entry={queue.id} name={queue.name} />
      <TextField label="Name" path="name" value={queue.name} required onChange={(name) => put({ name })} />
      <ChecksField
        label="Served by"
        path="teams"
        hint="Nobody chosen: every agent of the pool."
        values={queue.teams}
        choices={teams}
        empty="There are no teams yet: everyone serves it."
        onChange={(chosen) => put({ teams: chosen })}
      />
      <NeedsField
        label="Skills that are asked for"
        path="skills"
        needs={queue.skills}
        empty="None: anyone who serves it may take it."
        onChange={(skills) => put({ skills })}
      />
      <QueueSteps queue={queue} put={put} />
      <QueueTargets queue={queue} put={put} />
      <div className="setting-columns">
        <SelectField
          label="Hours"
          path="calendar"
          value={queue.calendar}
          choices={calendars}
          none="Always open"
          onChange={(calendar) => put({ calendar })}
        />
        <NumberField
          label="Priority"
          path="priority"
          hint="Added to what the rule gives."
          value={queue.priority}
          min={-1000}
          max={1000}
          onChange={(priority) => put({ priority: priority ?? 0 })}
        />
        <NumberField
          label="An offer stands for"
          path="offerSeconds"
          unit="seconds"
          placeholder="as the service says"
          value={queue.offerSeconds === 0 ? undefined : queue.offerSeconds}
          min={1}
          max={3600}
          onChange={(seconds) => put({ offerSeconds: seconds ?? 0 })}
        />
        <NumberField
          label="Wait for who served the customer last"
          path="stickySeconds"
          unit="seconds"
          placeholder="10"
          value={queue.stickySeconds}
          min={0}
          max={3600}
          onChange={(stickySeconds) => put({ stickySeconds })}
        />
        <NumberField
          label="Silence that gives capacity free"
          path="idleMinutes"
          unit="minutes"
          placeholder="30"
          value={queue.idleMinutes === 0 ? undefined : queue.idleMinutes}
          min={1}
          max={10_080}
          onChange={(minutes) => put({ idleMinutes: minutes ?? 0 })}
        />
        {pools.length > 1 && (
          <SelectField label="Pool" path="pool" value={queue.pool} choices={pools} onChange={(pool) => put({ pool })} />
        )}
      </div>
      <CheckField
        label="Given at once, without an offer to accept"
        path="autoAccept"
        value={queue.autoAccept}
        onChange={(autoAccept) => put({ autoAccept })}
      />
    </>
  );
}
