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
import { checkRecording } from './check/check-recording.ts';
import { checkThreads } from './check/check-threads.ts';
import { onceServed } from './check/once-served.ts';
import { checkVerified } from './check/check-verified.ts';
import { checkAgents, walkEntries } from './check/walk-entries.ts';
import type { Deployment } from './deployments/deployment.ts';
import { withStores } from './deployments/with-stores.ts';
import { LAUNCHER } from './faults/disk-full.ts';
import type { Fault } from './faults/fault.ts';
import { roundsOf } from './faults/rounds.ts';
import { runSchedule, type Injected } from './faults/run-schedule.ts';
import { Findings } from './findings.ts';
import type { Ledger } from './ledger.ts';
import { sourceCommit } from './source-commit.ts';
import type { Stage } from './stage.ts';
import { startTeam } from './traffic/agent-team.ts';
import { openAgentsLine } from './traffic/agents-line.ts';
import { answersDecided, atRest } from './traffic/at-rest.ts';
import { recordArrivals } from './traffic/arrivals.ts';
import { CAPACITY, type DeskSettings } from './traffic/desk-settings.ts';
import { Pace } from './traffic/pace.ts';
import { progressLine } from './traffic/progress-line.ts';
import { RecoveryWatch } from './traffic/recovery-watch.ts';
import { Roster } from './traffic/roster.ts';
import { Supervision, SUPERVISOR } from './traffic/supervision.ts';
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
const PATIENCE_MS = 180_000;
const TELL_EVERY_MS = 10_000;
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
  /** Reads as somebody who may see everything. */
  const history = createHistoryClient({ address, deadlineMs: CALL_MS, token: tokenOf('agent', SUPERVISOR) });
  const line = await openAgentsLine(address);
  const watch = new RecoveryWatch();
  const pace = new Pace(admin);
  const injected: Injected[] = [];
  const brokenOff = new AbortController();
  let doubling = 0;
  let rate = 0;
  let broken: string | undefined;
  let answers = { sent: 0, unknown: 0, failed: 0, undecided: 0, shown: 0 };
  let walked = { entries: 0, streams: 0, messages: 0 };
  let log = { inbound: 0, outbound: 0 };
  let replayed = { decisions: 0, terms: 0 };
  let desk: DeskSettings | undefined;
  let supervision: Supervision | undefined;
  const assignments = new AssignmentHistory(findings);
  try {
    for (const process of deployment.processes) process.launchThrough(LAUNCHER);
    await deployment.start(companies.env);
    await admin.waitUntilReady(20_000);
    const team = await startTeam({
      admin,
      address: line.address,
      settingsAddress: address,
      random: random.fork('agents'),
      customersAtOnce: Math.min(AT_ONCE, roster.people.length),
      onShown: (text) => watch.shown(text),
      onLoad: (agentId, load, interruptibleLoad) => {
        const most = desk?.interruptible ?? Infinity;
        if (load > CAPACITY) findings.add('capacity', `${agentId} was told a load of ${load} of ${CAPACITY}`);
        if (interruptibleLoad > most)
          findings.add('capacity', `${agentId} was told an interruptible load of ${interruptibleLoad} of ${most}`);
      },
    });
    desk = team.desk;
    supervision = new Supervision({ address: line.address, ...team, random: random.fork('supervision') });
    agents.push(...team.agents, supervision.supervisor);
    supervision.start();
    const stage: Stage = {
      deployment,
      companies,
      findings,
      random: random.fork('faults'),
      recoveryBegins: () => {
        watch.begin();
        pace.everyoneOnce();
      },
      arrivals: () => roster.arrivals,
      cutAgents: (which) => void line.cut(which),
      deliverTwice: (chance) => void (doubling = chance),
      checkFiles: () => withStores(deployment, (stores) => checkCommitted(stores.log, stores.history, findings)),
      clocksMoved: (byMs) => void (assignments.toleranceMs = Math.max(assignments.toleranceMs, byMs)),
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
        if (one.recovery.acceptedMs === undefined) say(deployment.output);
      },
    });
    await Promise.all([writing, breaking]).finally(() => {
      clearInterval(telling);
      pace.stop();
    });
    say(`written: ${roster.acknowledged}; waiting until everything is settled`);
    const settled = await atRest(admin, history, agents, findings, patienceMs);
    if (!settled) say(deployment.output);
    await answersDecided(history, roster, patienceMs);
    say('reading every thread and feed');
    await checkFeeds(deployment.doors.inAppUrl, roster, findings);
    answers = await checkThreads(history, roster, findings);
    say('having the system check itself, and deciding everything again');
    await onceServed(patienceMs, () => checkVerified(admin, findings));
    const operator = { address, token: tokenOf('admin', 'verify') };
    replayed = await onceServed(patienceMs, () => checkRecording(operator, findings));
    say('making every projection again');
    await onceServed(patienceMs, () => checkProjections(admin, findings));
    supervision.stop();
    for (const agent of agents) agent.stop();
    await deployment.stop();
    say('reading every entry and record');
    await withStores(deployment, async (stores) => {
      walked = await walkEntries({ history: stores.history, roster, findings, assignments, limitsOf: desk?.limitsOf });
      assignments.checkCapacity((limit) => desk?.most(limit) ?? Infinity);
      await checkAgents(
        stores.history,
        agents.map(({ agentId }) => agentId),
        findings,
      );
      log = await checkLog(stores.log, roster, findings);
    });
  } catch (error) {
    brokenOff.abort();
    broken = `${(error as Error).stack}\n${deployment.output}`;
  } finally {
    pace.stop();
    supervision?.stop();
    for (const agent of agents) agent.stop();
    admin.close();
    history.close();
    await line.close();
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
    history: {
      entries: walked.entries,
      streams: walked.streams,
      assignments: assignments.assignments,
      reasons: assignments.reasons,
      ...replayed,
    },
    log,
    load: {
      most: Math.max(0, ...agents.map(({ mostLoad }) => mostLoad)),
      capacity: CAPACITY,
      toleranceMs: assignments.toleranceMs,
    },
    faults: injected,
    startedAgain: deployment.startedAgain,
    promises: findings.all,
    memoryMb: process.memoryUsage().rss / 2 ** 20,
    broken,
  };
}

function sumBy(roster: Roster, of: (person: Roster['people'][number]) => number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const person of roster.people) sums[person.channel] = (sums[person.channel] ?? 0) + of(person);
  return sums;
}
