import type { AgentRow, QueueRow, TargetRow } from '../../../wire/assignment.ts';
import { conversationPath } from '../navigation.ts';
import { TargetBadge } from '../targets/target-badge.tsx';
import { standingOf, targetName } from '../targets/target-words.ts';
import { AppLink } from '../ui/app-link.tsx';

interface RiskListProps {
  readonly rows: readonly TargetRow[];
  readonly queues: Readonly<Record<string, QueueRow>>;
  readonly agents: Readonly<Record<string, AgentRow>>;
  readonly now: number;
}

/** What is missed or about to be, soonest first; each leads into its thread. */
export function RiskList({ rows, queues, agents, now }: RiskListProps) {
  return (
    <section aria-label="At risk">
      <h2>At risk</h2>
      {rows.length === 0 && <p className="wallboard-empty">Every target is on time.</p>}
      <ul className="risk-rows">
        {rows.map((row) => (
          <li key={`${row.conversationId}-${row.clock.target}`}>
            <AppLink href={conversationPath(row.conversationId)} className="risk-row">
              <span className="risk-who">
                <span dir="auto">{row.customerName || 'Unknown customer'}</span>
                <span className="faint" dir="auto">
                  {[
                    targetName(row.clock.target),
                    queues[row.queueId]?.name ?? '',
                    row.assigneeId === '' ? 'with nobody' : `with ${agents[row.assigneeId]?.name ?? 'a colleague'}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <TargetBadge standing={standingOf(row.clock, now)} />
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
