import * as Plot from '@observablehq/plot';
import type { QueueFigures, WhatIf } from '@onethread/routing';
import type { PageDocument, PageElement } from './page.ts';
import type { Names } from './who-is-who.ts';
import { agentIds, queueIds } from './words.ts';

/** Drawn so wide, in px: readable on a phone as it is; larger screens scale it. */
const WIDTH = 400;
/** What more would only blur; the tables have everything. */
const MAX_QUEUES = 24;
const MAX_AGENTS = 40;
const MAX_NAME = 16;
const MINUTE_MS = 60_000;

/** Of the two simulations; the colours are the page's. */
export const RUNS = ['was', 'would be'] as const;
const COLOUR = { domain: [...RUNS], range: ['var(--was)', 'var(--would-be)'] };

export interface Figure {
  readonly title: string;
  readonly caption: string;
  readonly drawing: PageElement;
}

type Run = { readonly name: (typeof RUNS)[number]; readonly figures: WhatIf['asItWas'] };

/** The comparison in pictures, drawn into this document's elements. */
export function drawFigures(result: WhatIf, names: Names, document: PageDocument): readonly Figure[] {
  const runs: readonly Run[] = [
    { name: 'was', figures: result.asItWas },
    { name: 'would be', figures: result.asAsked },
  ];
  const queues = queueIds(result).slice(0, MAX_QUEUES);
  const shared = { document, width: WIDTH, style: { fontSize: '12px' }, color: COLOUR } as const;
  const byQueue = <Row extends object>(rowOf: (figures: QueueFigures) => Row | undefined) =>
    queues.flatMap((id) =>
      runs.flatMap(({ name, figures }) => {
        const row = figures.queues[id] && rowOf(figures.queues[id]);
        return row === undefined ? [] : [{ queue: short(names.queue(id)), run: name, ...row }];
      }),
    );
  const perQueue = (rows: readonly { readonly queue: string }[]) => ({
    ...shared,
    marginLeft: 130,
    marginRight: 16,
    height: 50 + new Set(rows.map(({ queue }) => queue)).size * 42,
    fy: { label: null, axis: 'left' as const, domain: [...new Set(rows.map(({ queue }) => queue))], padding: 0.2 },
    y: { axis: null, domain: [...RUNS] },
  });

  const waits = byQueue(({ waitP50Ms, waitP95Ms }) =>
    waitP50Ms === undefined || waitP95Ms === undefined
      ? undefined
      : { p50: waitP50Ms / MINUTE_MS, p95: waitP95Ms / MINUTE_MS },
  );
  const targets = byQueue(({ withTarget, targetsMissed }) =>
    withTarget === 0 ? undefined : { missed: (targetsMissed / withTarget) * 100 },
  );
  return [
    {
      title: 'Waits',
      caption: 'Until an agent accepted: from the median (dot) to what 95 of 100 did not exceed (bar’s end).',
      drawing: Plot.plot({
        ...perQueue(waits),
        x: { label: 'minutes →', grid: true, zero: true },
        marks: [
          Plot.ruleX([0]),
          Plot.ruleY(waits, {
            fy: 'queue',
            y: 'run',
            x1: 'p50',
            x2: 'p95',
            stroke: 'run',
            strokeWidth: 6,
            strokeOpacity: 0.55,
          }),
          Plot.dot(waits, { fy: 'queue', y: 'run', x: 'p50', fill: 'run', r: 5 }),
        ],
      }),
    },
    ...(targets.length === 0
      ? []
      : [
          {
            title: 'Targets missed',
            caption: 'Of the conversations of a queue that has a target: accepted after it was due, or not at all.',
            drawing: Plot.plot({
              ...perQueue(targets),
              x: { label: '% →', grid: true, domain: [0, Math.max(...targets.map(({ missed }) => missed), 1)] },
              marks: [Plot.ruleX([0]), Plot.barX(targets, { fy: 'queue', y: 'run', x: 'missed', fill: 'run' })],
            }),
          },
        ]),
    utilisation(result, names, shared),
    whoGotWhat(result, names, queues, runs, shared),
  ];
}

type Shared = {
  readonly document: PageDocument;
  readonly width: number;
  readonly style: { fontSize: string };
  readonly color: typeof COLOUR;
};

function utilisation(result: WhatIf, names: Names, shared: Shared): Figure {
  const rows = agentIds(result)
    .slice(0, MAX_AGENTS)
    .map((id) => ({
      agent: short(names.agent(id)),
      was: (result.asItWas.agents[id]?.utilisation ?? 0) * 100,
      'would be': (result.asAsked.agents[id]?.utilisation ?? 0) * 100,
    }))
    .toSorted((a, b) => b['would be'] - a['would be']);
  const most = Math.max(...rows.flatMap((row) => [row.was, row['would be']]), 100);
  return {
    title: 'Utilisation',
    caption:
      'Weight held over time, of what the agent’s presence and capacity allowed. From what it was to what it would be.',
    drawing: Plot.plot({
      ...shared,
      marginLeft: 130,
      height: 60 + rows.length * 18,
      x: { label: '% →', grid: true, domain: [0, most] },
      y: { label: null, domain: [...new Set(rows.map(({ agent }) => agent))] },
      marks: [
        Plot.ruleY(rows, { y: 'agent', x1: 'was', x2: 'would be', stroke: 'var(--faint)', strokeWidth: 2 }),
        Plot.dot(rows, { y: 'agent', x: 'was', fill: 'var(--was)', r: 4 }),
        Plot.dot(rows, { y: 'agent', x: 'would be', fill: 'var(--would-be)', r: 4 }),
      ],
    }),
  };
}

function whoGotWhat(
  result: WhatIf,
  names: Names,
  queues: readonly string[],
  runs: readonly Run[],
  shared: Shared,
): Figure {
  const shown = queues.slice(0, 10);
  const agents = agentIds(result).slice(0, MAX_AGENTS);
  const rows = runs.flatMap(({ name, figures }) =>
    agents.flatMap((id) =>
      shown.map((queue) => ({
        run: name,
        agent: short(names.agent(id)),
        queue: short(names.queue(queue)),
        conversations: figures.agents[id]?.byQueue[queue] ?? 0,
      })),
    ),
  );
  const place = { x: 'queue', y: 'agent', r: 'conversations' } as const;
  return {
    title: 'Who got what',
    caption: 'The larger, the more conversations of the queue: filled as it would be, ring as it was.',
    drawing: Plot.plot({
      ...shared,
      marginLeft: 130,
      marginBottom: 90,
      height: 110 + agents.length * 20,
      x: { label: null, tickRotate: -45, domain: [...new Set(shown.map((id) => short(names.queue(id))))] },
      y: { label: null, domain: [...new Set(rows.map(({ agent }) => agent))] },
      r: { range: [0, 10] },
      marks: [
        Plot.dot(
          rows.filter(({ run }) => run === 'would be'),
          { ...place, fill: 'var(--would-be)', fillOpacity: 0.7 },
        ),
        Plot.dot(
          rows.filter(({ run }) => run === 'was'),
          { ...place, stroke: 'var(--was)', strokeWidth: 1.5 },
        ),
      ],
    }),
  };
}

function short(name: string): string {
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`;
}
