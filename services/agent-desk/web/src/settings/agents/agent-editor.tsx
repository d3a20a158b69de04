import type { Abilities, AgentSettings } from '../../../../wire/settings.ts';
import { useDeskState } from '../../desk/desk-context.ts';
import { useEditor } from '../draft/editor-context.ts';
import { ChecksField, SelectField } from '../fields/choice-fields.tsx';
import { NeedsField } from '../fields/needs-field.tsx';
import { NumberField } from '../fields/number-field.tsx';
import { RowsField } from '../fields/rows-field.tsx';
import { BackLink } from '../lists/back-link.tsx';

/** One agent's abilities: teams, skills, how much at once. Name, email and role stand on the Team page. */
export function AgentEditor({ agent }: { readonly agent: AgentSettings }) {
  const { draft, changeAgent } = useEditor();
  const { channels } = useDeskState();
  const { abilities } = agent;
  const { pools, teams } = draft.settings;
  const put = (patch: Partial<Abilities>) => changeAgent(agent.agentId, patch);
  const known = Object.values(channels).map(({ channel, label }) => ({ id: channel, name: label }));
  const free = known.find(({ id }) => !abilities.channels.some(({ channel }) => channel === id));
  return (
    <>
      <header className="entry-head">
        <BackLink section="agents" label="Agents" />
        <h2 dir="auto">{agent.name}</h2>
        <span className="faint">
          {agent.email} · {agent.role}
          {agent.disabled && ' · disabled'}
        </span>
      </header>
      <div className="setting-columns">
        <NumberField
          label="Capacity"
          path="capacity"
          hint="Most weight of work at once."
          value={abilities.capacity}
          min={1}
          max={1000}
          required
          onChange={(capacity) => put({ capacity: capacity ?? 0 })}
        />
        <NumberField
          label="Capacity of interruptible work"
          path="interruptibleCapacity"
          hint="Counted apart: mail beside live talk."
          placeholder={`as capacity: ${abilities.capacity}`}
          value={abilities.interruptibleCapacity}
          min={0}
          max={1000}
          onChange={(interruptibleCapacity) => put({ interruptibleCapacity })}
        />
        {pools.length > 1 && (
          <SelectField
            label="Pool"
            path="pool"
            value={abilities.pool}
            choices={pools}
            onChange={(pool) => put({ pool })}
          />
        )}
      </div>
      <ChecksField
        label="Teams"
        path="teams"
        values={abilities.teams}
        choices={teams}
        empty="There are no teams yet."
        onChange={(chosen) => put({ teams: chosen })}
      />
      <NeedsField
        label="Skills and their levels"
        path="skills"
        needs={abilities.skills}
        empty="None yet."
        onChange={(skills) => put({ skills })}
      />
      <RowsField
        label="Limits per channel"
        path="channels"
        one="limit"
        hint="0: never. A channel that is not named has no limit of its own."
        rows={abilities.channels}
        create={() => ({ channel: free?.id ?? '', capacity: 1 })}
        onChange={(limits) => put({ channels: limits })}
      >
        {({ channel, capacity }, change, at) => (
          <>
            <SelectField
              label="Channel"
              path={`channels[${at}].channel`}
              value={channel}
              choices={known}
              onChange={(id) => change({ channel: id })}
            />
            <NumberField
              label="At most"
              path={`channels[${at}].capacity`}
              value={capacity}
              min={0}
              max={1000}
              required
              onChange={(to) => change({ capacity: to ?? 0 })}
            />
          </>
        )}
      </RowsField>
    </>
  );
}
