import { setTimeout as pause } from 'node:timers/promises';
import type { AdminClient, HistoryClient } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import type { AutomaticAgent } from '../../tests/automatic-agent.ts';
import { undecided } from '../check/check-threads.ts';
import type { Findings } from '../findings.ts';
import type { Roster } from './roster.ts';

const LOOK_EVERY_MS = 200;

/**
 * Nothing on its way, nobody waiting, every agent free. `patienceMs` without coming nearer to it is told as what never
 * came, and false: a slow machine takes long, and that is no fault.
 */
export async function atRest(
  admin: AdminClient,
  history: HistoryClient,
  agents: readonly AutomaticAgent[],
  findings: Findings,
  patienceMs: number,
): Promise<boolean> {
  let words = '';
  let least = Number.POSITIVE_INFINITY;
  let resolved = 0;
  let nearerAt = performance.now();
  const isSettled = async (): Promise<boolean> => {
    const { lags, counts } = await admin.getStatus();
    const records = lags.reduce((sum, lag) => sum + lag.records, 0);
    const waiting = counts['conversations_waiting'] ?? 0;
    const holds = agents.reduce((sum, agent) => sum + agent.holds, 0);
    const unconfirmed = agents.reduce((sum, agent) => sum + agent.unconfirmed, 0);
    words = `${records} records, ${waiting} conversations waiting, ${holds} held, ${unconfirmed} answers unconfirmed`;
    const left = records + waiting + holds + unconfirmed;
    const resolvedNow = agents.reduce((sum, agent) => sum + agent.resolved, 0);
    // Status counts no further than some thousand who wait: behind that, what is resolved shows that they become fewer.
    if (left < least || resolvedNow > resolved) {
      least = Math.min(left, least);
      resolved = resolvedNow;
      nearerAt = performance.now();
    }
    return left === 0;
  };
  while (!(await isSettled().catch(() => false))) {
    if (performance.now() - nearerAt > patienceMs) {
      findings.add('recovery', `no nearer to rest for ${patienceMs / 1000} s: ${words}${await whyOpen(history)}`);
      return false;
    }
    await pause(LOOK_EVERY_MS);
  }
  return true;
}

/** What the system itself says of conversations that are still open. */
async function whyOpen(history: HistoryClient): Promise<string> {
  const open = await history.listConversations({ state: 'OPEN', pageSize: 3 }).catch(() => undefined);
  const reasons = open?.conversations.map(({ explanation }) => explanation).filter((text) => text !== '') ?? [];
  return reasons.length === 0 ? '' : `; ${[...new Set(reasons)].join('; ')}`;
}

/** Answers that wait for their provider get the time that providers are given; what is left the check finds. */
export async function answersDecided(history: HistoryClient, roster: Roster, patienceMs: number): Promise<void> {
  let waiting = roster.people.filter(({ customerId }) => customerId !== '');
  const decided = async (): Promise<boolean> => {
    waiting = await undecided(history, waiting);
    return waiting.length === 0;
  };
  await waitFor(decided, { describe: 'every answer', withinMs: patienceMs, everyMs: 500 }).catch(() => {});
}
