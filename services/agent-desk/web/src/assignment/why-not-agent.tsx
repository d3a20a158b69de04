import { useId } from 'react';
import type { WhyNot } from '../../../wire/assignment.ts';
import type { Conversation } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { whyNotWords } from './why-words.ts';

interface WhyNotAgentProps {
  readonly conversation: Conversation;
  readonly whyNot: WhyNot | null;
  readonly aboutId: string;
  readonly onAbout: (agentId: string) => void;
}

/** Why it is not with me, or with a colleague. */
export function WhyNotAgent({ conversation, whyNot, aboutId, onAbout }: WhyNotAgentProps) {
  const { agents, me } = useDeskState();
  const titleId = useId();
  const others = Object.values(agents)
    .filter((agent) => agent.agentId !== me?.agentId)
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const hasIt = aboutId === conversation.assigneeId;
  const name = aboutId === me?.agentId ? 'You' : (agents[aboutId]?.name ?? 'This agent');
  return (
    <section>
      <h3 id={titleId}>Why not…</h3>
      <select
        className="why-select"
        aria-labelledby={titleId}
        value={aboutId}
        onChange={(event) => onAbout(event.target.value)}
      >
        {me !== null && <option value={me.agentId}>me?</option>}
        {others.map((agent) => (
          <option key={agent.agentId} value={agent.agentId}>
            {agent.name}?
          </option>
        ))}
      </select>
      <div aria-live="polite">
        {hasIt && <p>{name === 'You' ? 'You have it.' : `${name} has it.`}</p>}
        {!hasIt && whyNot !== null && whyNot.agentId === aboutId && <Reasons whyNot={whyNot} name={name} />}
      </div>
    </section>
  );
}

function Reasons({ whyNot, name }: { readonly whyNot: WhyNot; readonly name: string }) {
  if (whyNot.reasons.length === 0) return <p>{name} could take it now.</p>;
  return (
    <ul className="why-reasons">
      {whyNotWords(whyNot).map((words) => (
        <li key={words} dir="auto">
          {words}
        </li>
      ))}
    </ul>
  );
}
