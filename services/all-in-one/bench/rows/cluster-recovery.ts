import { Crowd } from '../load/crowd.ts';
import { openSeparateProcesses } from '../load/installation.ts';
import { killUnderLoad, type Victim } from '../load/kill-under-load.ts';
import { onBoth } from '../load/on-servers.ts';
import type { Figure } from '../row.ts';

/** Far below what a slow database carries: what is measured is the way back, not the backlog. */
const RATE = 3;
const RETRY_MS = 500;

/** Bound of the first message, from the kill; or from when the victim served again. */
type Bound = { readonly fromKillS: number } | { readonly fromReadyS: number };

export const measure = onBoth(
  async ({ kafka, mongo }, { short }) => {
    await using installation = await openSeparateProcesses(kafka, mongo);
    await using crowd = await Crowd.gather(installation, { sms: short ? 3 : 9, inApp: 0 });
    const [routing] = installation.world.cluster.replicasOf('routing');
    const [broker] = kafka.nodes;
    if (routing === undefined || broker === undefined) throw new Error('a cluster without routing or broker');
    const victims: readonly (readonly [string, Victim, Bound])[] = [
      ['routing', routing, { fromKillS: 11 }],
      ['broker', restartable(broker), { fromKillS: 15 }],
      ['database', restartable(mongo.node), { fromReadyS: 5 }],
    ];
    const figures: Figure[] = [];
    for (const [name, victim, bound] of victims) {
      figures.push(...(await figuresOf(crowd, name, victim, bound, short)));
    }
    return {
      figures,
      conditions: `${kafka.description}; ${mongo.description}; each service once, at ${RATE} msg/s. The group coordinator of three brokers, and that nothing is lost or doubled, are for the fault harness: its ledgers lie in docs/verify.`,
    };
  },
  { own: true },
);

function restartable(node: { kill(): Promise<void>; restart(): Promise<void> }): Victim {
  return { kill: () => node.kill(), start: () => node.restart() };
}

async function figuresOf(crowd: Crowd, name: string, victim: Victim, bound: Bound, short: boolean): Promise<Figure[]> {
  const options = { rate: RATE, loadMs: short ? 1000 : 3000, retryMs: RETRY_MS };
  const { readyMs, acceptedMs, shownMs } = await killUnderLoad(crowd, victim, options);
  const onStream = `${name}: first message on an agent’s stream`;
  return [
    { what: `${name}: serves again`, value: readyMs / 1000, unit: 's' },
    { what: `${name}: first message accepted`, value: acceptedMs / 1000, unit: 's' },
    {
      what: onStream,
      value: shownMs / 1000,
      unit: 's',
      ...('fromKillS' in bound && { target: { atMost: bound.fromKillS } }),
    },
    ...('fromReadyS' in bound
      ? [
          {
            what: `${onStream}, after it serves again`,
            value: Math.max(0, shownMs - readyMs) / 1000,
            unit: 's',
            target: { atMost: bound.fromReadyS },
          },
        ]
      : []),
  ];
}
