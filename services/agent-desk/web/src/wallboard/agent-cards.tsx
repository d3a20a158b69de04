import type { AgentRow } from '../../../wire/assignment.ts';
import { duration } from '../targets/target-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { PresenceWord } from '../ui/presence-word.tsx';
import { LoadBar } from './load-bar.tsx';

/** One card per agent: state, since when, how full. */
export function AgentCards({ agents, now }: { readonly agents: readonly AgentRow[]; readonly now: number }) {
  return (
    <section aria-label="Agents">
      <h2>Agents</h2>
      {agents.length === 0 && <p className="wallboard-empty">Nobody is in this team.</p>}
      <ul className="agent-cards">
        {agents.map((row) => (
          <AgentCard key={row.agentId} row={row} now={now} />
        ))}
      </ul>
    </section>
  );
}

function AgentCard({ row, now }: { readonly row: AgentRow; readonly now: number }) {
  const { name, presence, connected, sinceMs, load, capacity, interruptibleLoad, interruptibleCapacity } = row;
  return (
    <li className="agent-card" data-presence={presence}>
      <Avatar name={name} size={34} />
      <div className="agent-card-main">
        <h3 dir="auto">{name}</h3>
        <p className="agent-card-state">
          <PresenceWord presence={presence} />
          {sinceMs > 0 && <span>for {duration(now - sinceMs)}</span>}
          {!connected && presence !== 'offline' && <span className="agent-card-lost">connection lost</span>}
        </p>
        <LoadBar label="Load" load={load} capacity={capacity} />
        {(interruptibleLoad > 0 || (interruptibleCapacity !== capacity && interruptibleCapacity > 0)) && (
          <LoadBar label="Interruptible" load={interruptibleLoad} capacity={interruptibleCapacity} />
        )}
        <p className="faint">
          {row.conversations} {row.conversations === 1 ? 'conversation' : 'conversations'}
        </p>
      </div>
    </li>
  );
}
