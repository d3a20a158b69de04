import type { QueueFigures, WhatIf } from '@onethread/routing';
import { table } from '../output.ts';
import type { Names } from './who-is-who.ts';
import { agentIds, durationWords, percentWords, queueIds, replayWords, spanWords } from './words.ts';

/** The figures as text. */
export function renderText(result: WhatIf, names: Names): string {
  return [
    `${spanWords(result)}\n${replayWords(result)}`,
    `Waits and targets: what happened, the same in simulation (was), and under the settings asked about (would be)\n${queueTable(result, names)}`,
    `Agents\n${agentTable(result, names)}`,
    result.doubts.map((words) => `Note: ${words}`).join('\n'),
  ].join('\n\n');
}

function queueTable(result: WhatIf, names: Names): string {
  const { recorded, asItWas, asAsked } = result;
  const header = ['queue', '', 'conversations', 'wait p50', 'p95', 'targets missed', 'offered again', 'still waiting'];
  return table(header, [
    ...queueIds(result).flatMap((id) =>
      queueRows(names.queue(id), [recorded.queues[id], asItWas.queues[id], asAsked.queues[id]]),
    ),
    ...queueRows('all', [recorded.total, asItWas.total, asAsked.total]),
  ]);
}

function queueRows(name: string, figures: readonly (QueueFigures | undefined)[]): readonly (readonly string[])[] {
  return figures.map((each, index) => [
    index === 0 ? name : '',
    ['happened', 'was', 'would be'][index] ?? '',
    String(each?.conversations ?? 0),
    durationWords(each?.waitP50Ms),
    durationWords(each?.waitP95Ms),
    missed(each),
    String(each?.offeredAgain ?? 0),
    String(each?.stillWaiting ?? 0),
  ]);
}

/** "3 of 120"; a dash where there is no target. */
export function missed(figures: QueueFigures | undefined): string {
  if (figures === undefined || figures.withTarget === 0) return '–';
  return `${figures.targetsMissed} of ${figures.withTarget}`;
}

function agentTable(result: WhatIf, names: Names): string {
  const { recorded, asItWas, asAsked } = result;
  const header = ['agent', 'given: happened', 'was', 'would be', 'utilisation: was', 'would be', 'would get most of'];
  const rows = agentIds(result).map((id) => {
    const [before, after] = [asItWas.agents[id], asAsked.agents[id]];
    return [
      names.agent(id),
      String(recorded.agents[id]?.given ?? 0),
      String(before?.given ?? 0),
      String(after?.given ?? 0),
      before === undefined ? '–' : percentWords(before.utilisation),
      after === undefined ? '–' : percentWords(after.utilisation),
      mostOf(after?.byQueue ?? {}, names),
    ];
  });
  return table(header, rows);
}

/** The three queues that somebody gets most from. */
export function mostOf(byQueue: Readonly<Record<string, number>>, names: Names): string {
  return Object.entries(byQueue)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([id, count]) => `${names.queue(id)} ${count}`)
    .join(', ');
}
