import { useServerNow } from '../ui/use-server-now.ts';
import { AgentCards } from './agent-cards.tsx';
import { leaveScreen, useScreenLeft } from './big-screen.ts';
import { FreshnessLine } from './freshness-line.tsx';
import { QueueCards } from './queue-cards.tsx';
import { RiskList } from './risk-list.tsx';
import { TotalsStrip } from './totals-strip.tsx';
import { useWallboard } from './use-wallboard.ts';
import { WallboardHead } from './wallboard-head.tsx';
import { useWallboardPlace } from './wallboard-place.ts';
import { agentsInOrder, queuesInOrder, totalsOf } from './wallboard-state.ts';

/** Queues, agents and targets as they are now. */
export function WallboardPage() {
  const { teamId, bigScreen, change } = useWallboardPlace();
  const board = useWallboard(teamId);
  const now = useServerNow(1000);
  useScreenLeft(bigScreen, () => {
    void leaveScreen();
    change({ bigScreen: false });
  });
  const queues = queuesInOrder(board);
  return (
    <main className="pane wallboard" data-screen={bigScreen ? 'big' : 'page'} data-freshness={board.freshness}>
      <WallboardHead
        teamId={teamId}
        bigScreen={bigScreen}
        onTeam={(to) => change({ teamId: to })}
        onBigScreen={(to) => change({ bigScreen: to })}
      />
      <FreshnessLine freshness={board.freshness} atMs={board.atMs} now={now} />
      {board.atMs === 0 ? (
        <output className="wallboard-empty">Waiting for the first figures…</output>
      ) : (
        <div className="wallboard-body">
          <TotalsStrip totals={totalsOf(board)} now={now} />
          <div className="wallboard-columns">
            <QueueCards queues={queues} now={now} />
            <RiskList rows={board.atRisk} queues={board.queues} agents={board.agents} now={now} />
          </div>
          <AgentCards agents={agentsInOrder(board)} now={now} />
        </div>
      )}
    </main>
  );
}
