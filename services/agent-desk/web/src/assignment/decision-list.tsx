import type { ExplainedDecision } from '../../../wire/assignment.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { duration } from '../targets/target-words.ts';
import { clockTime, fullTime } from '../ui/times.ts';
import { choiceWords, outcomeWords } from './why-words.ts';

interface DecisionListProps {
  readonly title: string;
  readonly decisions: readonly ExplainedDecision[];
  readonly isFolded?: boolean;
}

/** Who got it, why, against whom, and how it ended. */
export function DecisionList({ title, decisions, isFolded = false }: DecisionListProps) {
  const rows = (
    <ol className="why-decisions">
      {decisions.map((decision) => (
        <DecisionRow key={decision.decisionId} decision={decision} />
      ))}
    </ol>
  );
  if (!isFolded) {
    return (
      <section>
        <h3>{title}</h3>
        {rows}
      </section>
    );
  }
  return (
    <details>
      <summary>{title}</summary>
      {rows}
    </details>
  );
}

function DecisionRow({ decision }: { readonly decision: ExplainedDecision }) {
  const { agents } = useDeskState();
  const { agentName, agentId, atMs, waitedMs, candidates, candidateCount, dropped, byAgentId } = decision;
  const outcome = outcomeWords(decision);
  const by = byAgentId === '' || byAgentId === agentId ? '' : (agents[byAgentId]?.name ?? byAgentId);
  return (
    <li>
      <p>
        <strong dir="auto">{agentName || (agents[agentId]?.name ?? agentId)}</strong>{' '}
        {outcome !== '' && (
          <span className="why-outcome" data-outcome={decision.outcome}>
            {outcome}
          </span>
        )}
      </p>
      <p dir="auto">{choiceWords(decision)}</p>
      <p className="faint">
        <time dateTime={new Date(atMs).toISOString()} title={fullTime(atMs)}>
          {clockTime(atMs)}
        </time>
        {waitedMs > 0 && ` after ${duration(waitedMs)}`}
        {by !== '' && (
          <>
            {' '}
            by <bdi>{by}</bdi>
          </>
        )}
      </p>
      {candidateCount > 0 && (
        <details>
          <summary>
            {candidateCount} could take it
            {dropped.length > 0 && `, ${dropped.reduce((sum, { agents: count }) => sum + count, 0)} could not`}
          </summary>
          <ul className="why-candidates">
            {candidates.map((one) => (
              <li key={one.agentId}>
                <span dir="auto">{one.agentName || one.agentId}</span>
                <span className="faint">
                  held {one.load} of {one.capacity}
                </span>
              </li>
            ))}
          </ul>
          {candidateCount > candidates.length && <p className="faint">and {candidateCount - candidates.length} more</p>}
          <ul className="why-reasons">
            {dropped.map(({ reason, words, agents: count }) => (
              <li key={reason}>{words || `${count}: ${reason}`}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
