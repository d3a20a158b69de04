import { useState } from 'react';
import { useEditor } from '../draft/editor-context.ts';
import { EntryLink } from '../lists/entry-link.tsx';
import { namesIn, skillWords } from '../lists/names.ts';

/** All agents in short. */
export function AgentsSection() {
  const { settings, agents } = useEditor().draft;
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const found = agents.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  return (
    <>
      <input
        type="search"
        className="entry-search"
        aria-label="Find an agent"
        placeholder="Find an agent"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {found.length === 0 && <p className="faint">Nobody is called so. New agents are added on the Team page.</p>}
      <ul className="entries">
        {found.map(({ agentId, name, disabled, abilities }) => {
          const facts = [
            disabled ? 'disabled' : '',
            `holds ${abilities.capacity}`,
            namesIn(settings.teams, abilities.teams),
            skillWords(settings, abilities.skills),
          ];
          return (
            <li key={agentId}>
              <EntryLink section="agents" entry={agentId} name={name}>
                {facts.filter(Boolean).join(' · ')}
              </EntryLink>
            </li>
          );
        })}
      </ul>
    </>
  );
}
