import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '@onethread/testkit';
import { AutomaticAgent } from '../../tests/automatic-agent.ts';
import { openWorld } from '../../tests/world.ts';
import { compareFeed } from './compare-feeds.ts';
import { ResumingApp } from './resuming-app.ts';

export interface ResumeRun {
  readonly clients: number;
  readonly seconds: number;
  /** SIGKILLs of the whole process, at even distances; started again at once. */
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface ResumeFigures {
  readonly clients: number;
  readonly seconds: number;
  readonly kills: number;
  readonly seed: number;
  readonly cuts: number;
  readonly resumed: number;
  readonly snapshots: number;
  readonly accepted: number;
  readonly shown: number;
  readonly gaps: number;
  readonly doubles: number;
  readonly repeated: number;
  readonly lost: number;
  readonly inventions: number;
  /** The first few ids of what was found. */
  readonly examples: readonly string[];
}

/** How long somebody is connected and away, and how often somebody writes: on average, ms. */
const ONLINE_MS = 15_000;
const AWAY_MS = 3000;
const WRITES_MS = 20_000;
const TICK_MS = 100;
/** An agent follows so many threads at most. */
const THREADS_OF_AN_AGENT = 20;
const REST_WITHIN_MS = 240_000;
const EXAMPLES = 10;
const COMPARED_AT_ONCE = 8;

/** People in the app who are cut off at random moments while they and agents write, and the process is killed. */
export async function cutClients(run: ResumeRun): Promise<ResumeFigures> {
  const { clients, seconds, kills, seed, say } = run;
  const world = await openWorld();
  const random = seeded(seed);
  const apps: ResumingApp[] = [];
  const agents: AutomaticAgent[] = [];
  try {
    await world.start();
    const { url, grpcAddress } = world.onethread;
    for (let n = 0; n * THREADS_OF_AN_AGENT < clients; n += 1) {
      await world.putAgent(`agent-${n}`, THREADS_OF_AN_AGENT);
      const agent = { address: grpcAddress, agentId: `agent-${n}`, random: random.fork(`agent-${n}`) };
      agents.push(new AutomaticAgent({ ...agent, answers: () => true, resolves: 0, quietMs: Infinity }));
    }
    for (const agent of agents) agent.start();
    for (let n = 0; n < clients; n += 1) apps.push(new ResumingApp(url, `resume-${n}`));
    const cuts = await beCut(apps, { ...run, kill: () => killed(world.onethread) });
    say(`${cuts} cuts; everybody comes back`);
    for (const app of apps) app.goOnline();
    await atRest(apps, agents);
    say('at rest; feeds are compared');
    return await figures(url, apps, { clients, seconds, kills, seed, cuts });
  } finally {
    for (const app of apps) app.cut();
    for (const agent of agents) agent.stop();
    await world.close();
  }
}

async function killed(onethread: Awaited<ReturnType<typeof openWorld>>['onethread']): Promise<void> {
  await onethread.kill();
  await onethread.start();
}

async function beCut(
  apps: readonly ResumingApp[],
  { seconds, kills, seed, say, kill }: ResumeRun & { readonly kill: () => Promise<void> },
): Promise<number> {
  const random = seeded(seed).fork('cuts');
  const began = performance.now();
  let cuts = 0;
  let killsDone = 0;
  let killing: Promise<void> = Promise.resolve();
  let written = 0;
  for (let last = began; last - began < seconds * 1000;) {
    await sleep(TICK_MS);
    const now = performance.now();
    const passed = now - last;
    last = now;
    for (const [index, app] of apps.entries()) {
      if (!app.isOnline) {
        if (random.chance(Math.min(1, passed / AWAY_MS))) app.goOnline();
        continue;
      }
      if (random.chance(passed / ONLINE_MS)) {
        app.cut();
        cuts += 1;
      }
      if (random.chance(passed / WRITES_MS)) app.write(cidOf(index, (written += 1)), `m${written}: hello`);
    }
    if (killsDone < kills && now - began > ((killsDone + 1) * seconds * 1000) / (kills + 1)) {
      killsDone += 1;
      say(`kill ${killsDone} of ${kills}`);
      killing = killing.then(kill);
    }
  }
  await killing;
  return cuts;
}

const cidOf = (index: number, number: number): string =>
  `00000000-0000-7000-8000-${String(index).padStart(5, '0')}${String(number).padStart(7, '0')}`;

/** Everybody is caught up, everything written was accepted, and nobody was shown anything new for a while. */
async function atRest(apps: readonly ResumingApp[], agents: readonly AutomaticAgent[]): Promise<void> {
  const until = performance.now() + REST_WITHIN_MS;
  const quietMs = 5000;
  let shown = -1;
  for (let quietSince = performance.now(); performance.now() - quietSince < quietMs;) {
    await sleep(TICK_MS);
    const now = apps.reduce((sum, { items }) => sum + items.size, 0);
    const isBusy = apps.some(({ isLive }) => !isLive) || agents.some(({ unconfirmed }) => unconfirmed > 0);
    if (isBusy || now !== shown) quietSince = performance.now();
    shown = now;
    if (performance.now() > until) {
      const away = apps.filter(({ isLive }) => !isLive).length;
      throw new Error(
        `not at rest in ${REST_WITHIN_MS / 1000} s: ${away} are not caught up or wait for an acknowledgement`,
      );
    }
  }
}

async function figures(
  url: string,
  apps: readonly ResumingApp[],
  run: Pick<ResumeFigures, 'clients' | 'seconds' | 'kills' | 'seed' | 'cuts'>,
): Promise<ResumeFigures> {
  const total = { gaps: 0, doubles: 0, lost: 0, inventions: 0 };
  const examples: string[] = [];
  for (let from = 0; from < apps.length; from += COMPARED_AT_ONCE) {
    const found = await Promise.all(apps.slice(from, from + COMPARED_AT_ONCE).map((app) => compareFeed(url, app)));
    for (const faults of found) {
      for (const kind of ['gaps', 'doubles', 'lost', 'inventions'] as const) {
        total[kind] += faults[kind].length;
        examples.push(...faults[kind].map((id) => `${kind} ${id}`));
      }
    }
  }
  const sum = (of: (app: ResumingApp) => number): number => apps.reduce((all, app) => all + of(app), 0);
  return {
    ...run,
    ...total,
    resumed: sum(({ resumed }) => resumed),
    snapshots: sum(({ snapshots }) => snapshots),
    accepted: sum(({ accepted }) => accepted.size),
    shown: sum(({ items }) => items.size),
    repeated: sum(({ repeated }) => repeated),
    examples: examples.slice(0, EXAMPLES),
  };
}
