import { loadavg } from 'node:os';
import { createAdminClient, createHistoryClient } from '@onethread/rpc';
import { seeded } from '@onethread/testkit';
import { describeMachine } from '../bench/machine.ts';
import type { AutomaticAgent } from '../tests/automatic-agent.ts';
import { openCompanies, tokenOf } from '../tests/companies.ts';
import { AssignmentHistory } from './check/assignment-history.ts';
import { checkFeeds } from './check/check-feeds.ts';
import { checkCommitted, checkLog } from './check/check-log.ts';
import { checkProjections } from './check/check-projections.ts';
import { checkThreads } from './check/check-threads.ts';
import { checkAgents, walkEntries } from './check/walk-entries.ts';
import type { Deployment } from './deployments/deployment.ts';
import { LAUNCHER } from './faults/disk-full.ts';
import type { Fault } from './faults/fault.ts';
import { runSchedule, type Injected } from './faults/run-schedule.ts';
import { Findings } from './findings.ts';
import type { Ledger } from './ledger.ts';
import { sourceCommit } from './source-commit.ts';
import type { Stage } from './stage.ts';
import { CAPACITY, startTeam } from './traffic/agent-team.ts';
import { answersDecided, atRest } from './traffic/at-rest.ts';
import { recordArrivals } from './traffic/arrivals.ts';
import { Pace } from './traffic/pace.ts';
import { RecoveryWatch } from './traffic/recovery-watch.ts';
import { Roster } from './traffic/roster.ts';
import { writeMessages } from './traffic/write-messages.ts';

export interface VerifyOptions {
  readonly deployment: Deployment;
  readonly messages: number;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Customers write no longer than this. */
  readonly minutes?: number | undefined;
  readonly brokers?: number;
  /** How long anything is waited for before it counts as never come; default 3 minutes. */
  readonly patienceMs?: number;
  /** Told what goes on, a line at a time. */
  readonly say?: (line: string) => void;
}

/** Customers who write at the same time. */
const AT_ONCE = 160;
/** Each fault comes once, and once more for every so many messages. */
const MESSAGES_PER_ROUND = 60_000;
const MOST_ROUNDS = 6;
/** About, with its recovery. */
const SECONDS_PER_FAULT = 12;
const PATIENCE_MS = 180_000;
const TELL_EVERY_MS = 10_000;
/** So few are named. */
const FEW = 5;
const LAST_WORDS = 6000;
/** For calls of the checks: a machine may be slow, and that is no promise broken. */
const CALL_MS = 60_000;
const ANSWERS =
  'each answers a customer’s first message and every eighth after it, resolves at random and what is quiet';

/** Runs traffic and faults over a deployment, then checks every promise. Throws only where it could not run at all. */
export async function verifyDelivery(options: VerifyOptions): Promise<Ledger> {
  const { deployment, messages, seed, faults, minutes, patienceMs = PATIENCE_MS, say = () => {} } = options;
  const startedAt = new Date();
  const random = seeded(seed);
  const findings = new Findings();
  const roster = new Roster(messages, random.fork('roster'));
  const companies = await openCompanies({ doors: deployment.doors, observe: recordArrivals(roster, findings) });
  const agents: AutomaticAgent[] = [];
  const address = deployment.grpcAddress;
  const admin = createAdminClient({ address, deadlineMs: CALL_MS, token: tokenOf('admin', 'verify') });
  /** Reads as one of the agents. */
  const history = createHistoryClient({ address, deadlineMs: CALL_MS, token: tokenOf('agent', 'agent-0') });
  const watch = new RecoveryWatch();
  const pace = new Pace(admin);
  const injected: Injected[] = [];
  const brokenOff = new AbortController();
  let doubling = 0;
  let toleranceMs = 0;
  let rate = 0;
  let broken: string | undefined;
  let answers = { sent: 0, unknown: 0, failed: 0, undecided: 0, shown: 0 };
  let walked = { entries: 0, streams: 0, messages: 0 };
  let log = { inbound: 0, outbound: 0 };
  const assignments = new AssignmentHistory(findings);
  try {
    for (const process of deployment.processes) process.launchThrough(LAUNCHER);
    await deployment.start(companies.env);
    await admin.waitUntilReady(20_000);
    agents.push(
      ...(await startTeam({
        admin,
        address,
        random: random.fork('agents'),
        customersAtOnce: Math.min(AT_ONCE, roster.people.length),
        onShown: (text) => watch.shown(text),
        onLoad: (agentId, load) => {
          if (load > CAPACITY) findings.add('capacity', `${agentId} was told a load of ${load} of ${CAPACITY}`);
        },
      })),
    );
    const stage: Stage = {
      deployment,
      companies,
      findings,
      random: random.fork('faults'),
      recoveryBegins: () => watch.begin(),
      arrivals: () => roster.arrivals,
      deliverTwice: (chance) => void (doubling = chance),
      checkFiles: () => withStores(deployment, (stores) => checkCommitted(stores.log, stores.history, findings)),
      clocksMoved: (byMs) => void (toleranceMs = Math.max(toleranceMs, byMs)),
    };

    const began = performance.now();
    const elapsed = () => (minutes === undefined ? 0 : (performance.now() - began) / (minutes * 60_000));
    let done = false;
    const progress = () => (done ? 1 : Math.max(roster.acknowledged / messages, elapsed()));
    pace.start();
    const telling = setInterval(() => say(progressLine(roster, messages, watch, pace)), TELL_EVERY_MS);
    const writing = writeMessages({
      roster,
      companies,
      findings,
      watch,
      pace,
      random: random.fork('writers'),
      atOnce: AT_ONCE,
      goOn: () => elapsed() < 1 && !brokenOff.signal.aborted,
      signal: brokenOff.signal,
      patienceMs,
      doubles: () => doubling,
    }).finally(() => {
      done = true;
      rate = roster.acknowledged / ((performance.now() - began) / 1000);
    });
    const breaking = runSchedule({
      stage,
      faults,
      rounds: roundsOf(options),
      random: random.fork('schedule'),
      watch,
      pace,
      progress,
      patienceMs,
      onInjected: (one) => {
        injected.push(one);
        say(`${one.fault}: ${JSON.stringify(one.recovery)}`);
        if (one.recovery.acceptedMs === undefined) say(deployment.output.slice(-LAST_WORDS));
      },
    });
    await Promise.all([writing, breaking]).finally(() => {
      clearInterval(telling);
      pace.stop();
    });
    say(`written: ${roster.acknowledged}; waiting until everything is settled`);
    const settled = await atRest(admin, history, agents, findings, patienceMs);
    if (!settled) say(deployment.output.slice(-LAST_WORDS));
    await answersDecided(history, roster, patienceMs);
    say('reading every thread and feed');
    await checkFeeds(deployment.doors.inAppUrl, roster, findings);
    answers = await checkThreads(history, roster, findings);
    say('making every projection again');
    await checkProjections(admin, findings);
    for (const agent of agents) agent.stop();
    await deployment.stop();
    say('reading every entry and record');
    await withStores(deployment, async (stores) => {
      walked = await walkEntries({ history: stores.history, roster, findings, assignments });
      assignments.checkCapacity(() => CAPACITY, toleranceMs);
      await checkAgents(
        stores.history,
        agents.map((_, index) => `agent-${index}`),
        findings,
      );
      log = await checkLog(stores.log, roster, findings);
    });
  } catch (error) {
    brokenOff.abort();
    broken = `${(error as Error).stack}\n${deployment.output.slice(-LAST_WORDS)}`;
  } finally {
    pace.stop();
    for (const agent of agents) agent.stop();
    admin.close();
    history.close();
    await companies.close();
  }
  const { shown, ...told } = answers;
  return {
    settings: {
      engine: deployment.engine,
      messages,
      seed,
      faults: faults.map(({ name }) => name),
      minutes,
      brokers: options.brokers ?? 1,
    },
    commit: sourceCommit(),
    startedAt: startedAt.toISOString(),
    tookS: (Date.now() - startedAt.getTime()) / 1000,
    servers: deployment.servers,
    machine: describeMachine(),
    machineLoad: loadavg()[2] ?? 0,
    traffic: {
      customers: sumBy(roster, ({ begun }) => (begun > 0 ? 1 : 0)),
      agents: agents.length,
      accepted: sumBy(roster, ({ acknowledged }) => acknowledged),
      messagesPerSecond: rate,
      answers: ANSWERS,
    },
    messages: { accepted: roster.acknowledged, stored: walked.messages, shown },
    answers: { confirmed: agents.reduce((sum, { confirmed }) => sum + confirmed, 0), ...told },
    history: { entries: walked.entries, streams: walked.streams, assignments: assignments.assignments },
    log,
    load: { most: Math.max(0, ...agents.map(({ mostLoad }) => mostLoad)), capacity: CAPACITY, toleranceMs },
    faults: injected,
    startedAgain: deployment.startedAgain,
    promises: findings.all,
    memoryMb: process.memoryUsage().rss / 2 ** 20,
    broken,
  };
}

/** How often each fault comes, so that they fit into the messages and the time. */
function roundsOf({ messages, minutes = Infinity, faults }: VerifyOptions): number {
  const fitting = Math.floor((minutes * 60) / (SECONDS_PER_FAULT * Math.max(1, faults.length)));
  return Math.max(1, Math.min(MOST_ROUNDS, fitting, Math.round(messages / MESSAGES_PER_ROUND)));
}

function progressLine(roster: Roster, messages: number, { writing }: RecoveryWatch, { lag }: Pace): string {
  const who = writing.length <= FEW && writing.length > 0 ? `, waiting for ${writing.join(', ')}` : '';
  const behind = lag === undefined ? 'no answer' : lag.words;
  return `${roster.acknowledged} of ${messages} acknowledged${who}; behind: ${behind}`;
}

async function withStores(
  deployment: Deployment,
  look: (stores: Awaited<ReturnType<Deployment['open']>>) => Promise<void>,
): Promise<void> {
  const stores = await deployment.open();
  try {
    await look(stores);
  } finally {
    await stores.close();
  }
}

function sumBy(roster: Roster, of: (person: Roster['people'][number]) => number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const person of roster.people) sums[person.channel] = (sums[person.channel] ?? 0) + of(person);
  return sums;
}
