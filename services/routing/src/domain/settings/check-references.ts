import type { AssignmentSettings, SkillNeed } from '@onethread/contracts';
import type { AnnouncedChannel, SettingsAgent } from './settings-agent.ts';
import type { Findings, ProblemCode } from './settings-problem.ts';

interface Surroundings {
  readonly agents: readonly SettingsAgent[];
  readonly channels: readonly AnnouncedChannel[];
}

/** Names that stand for nothing. */
export function checkReferences(
  settings: AssignmentSettings,
  { agents, channels }: Surroundings,
  findings: Findings,
): void {
  const known = new Names(settings, findings);
  if (!known.queues.has(settings.defaultQueue)) {
    const message = `There is no queue ${settings.defaultQueue}: name one that conversations go to which no rule names.`;
    findings.error('unknown-queue', 'defaultQueue', message);
  }
  for (const queue of settings.queues) {
    const at = `queues[${queue.id}]`;
    known.need('pool', queue.pool, `${at}.pool`);
    if (queue.calendar !== undefined) known.need('calendar', queue.calendar, `${at}.calendar`);
    for (const team of queue.teams) known.need('team', team, `${at}.teams`);
    known.needSkills(queue.skills, `${at}.skills`);
    for (const [index, step] of queue.relax.entries()) known.needSkills(step.skills, `${at}.relax[${index}].skills`);
    for (const [index, step] of queue.overflow.entries())
      known.need('queue', step.queue, `${at}.overflow[${index}].queue`);
  }
  for (const rule of settings.rules) {
    const at = `rules[${rule.id}]`;
    known.need('queue', rule.queue, `${at}.queue`);
    known.needSkills(rule.skills, `${at}.skills`);
    if (rule.when.hours !== undefined) known.need('calendar', rule.when.hours.calendar, `${at}.when.hours.calendar`);
    warnOfChannels(rule.when.channels, `${at}.when.channels`, channels, findings);
  }
  const named = settings.channels.map(({ channel }) => channel);
  for (const channel of named) warnOfChannels([channel], `channels[${channel}]`, channels, findings);
  for (const agent of agents) checkAgent(agent, known, channels, findings);
  warnOfLeftovers(agents, known, findings);
}

function checkAgent(
  agent: SettingsAgent,
  known: Names,
  channels: readonly AnnouncedChannel[],
  findings: Findings,
): void {
  const at = `agents[${agent.email}]`;
  // Where an agent's pool goes, its work would be nobody's: that is refused whoever named it.
  known.need('pool', agent.pool, `${at}.pool`);
  if (!agent.declared) return;
  for (const team of agent.teams) known.need('team', team, `${at}.teams`);
  known.needSkills(agent.skills, `${at}.skills`);
  warnOfChannels(Object.keys(agent.channels), `${at}.channels`, channels, findings);
}

/** Teams and skills of agents that this change does not name: told once for each, however many have it. */
function warnOfLeftovers(agents: readonly SettingsAgent[], known: Names, findings: Findings): void {
  const left = new Map<string, { readonly kind: 'team' | 'skill'; readonly id: string; readonly names: string[] }>();
  const note = (kind: 'team' | 'skill', id: string, name: string): void => {
    if (known[`${kind}s`].has(id)) return;
    const one = left.get(`${kind} ${id}`) ?? { kind, id, names: [] };
    one.names.push(name);
    left.set(`${kind} ${id}`, one);
  };
  for (const { declared, name, teams, skills } of agents) {
    if (declared) continue;
    for (const team of teams) note('team', team, name);
    for (const { skill } of skills) note('skill', skill, name);
  }
  for (const { kind, id, names } of left.values()) {
    const more = names.length > MAX_NAMED ? [`${names.length - MAX_NAMED} more`] : [];
    const who = [...names.slice(0, MAX_NAMED), ...more].join(', ');
    const message = `There is no ${kind} ${id}, and still it stands with ${who}, where it counts for nothing. Take it off them, or put it back.`;
    findings.warn(`unknown-${kind}`, `${kind}s[${id}]`, message);
  }
}

/** With more, they are counted, not named one by one. */
const MAX_NAMED = 3;

/** A channel that is not there may be added tomorrow: never an error. */
function warnOfChannels(
  names: readonly string[],
  path: string,
  channels: readonly AnnouncedChannel[],
  findings: Findings,
): void {
  if (channels.length === 0) return;
  for (const name of names) {
    if (channels.some(({ channel }) => channel === name)) continue;
    const there = channels.map(({ channel }) => channel).toSorted();
    findings.warn('unknown-channel', path, `No channel ${name} has announced itself. There are: ${there.join(', ')}.`);
  }
}

type Kind = 'skill' | 'team' | 'pool' | 'queue' | 'calendar';

class Names {
  readonly skills: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
  readonly pools: ReadonlySet<string>;
  readonly queues: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
  readonly #findings: Findings;

  constructor(settings: AssignmentSettings, findings: Findings) {
    this.skills = idsOf(settings.skills);
    this.teams = idsOf(settings.teams);
    this.pools = idsOf(settings.pools);
    this.queues = idsOf(settings.queues);
    this.calendars = idsOf(settings.calendars);
    this.#findings = findings;
  }

  need(kind: Kind, id: string, path: string): void {
    const known = this[`${kind}s`];
    if (known.has(id)) return;
    const code: ProblemCode = `unknown-${kind}`;
    const close = closest(id, known);
    const hint = close === undefined ? `Add it under ${kind}s, or name another.` : `Is ${close} meant?`;
    this.#findings.error(code, path, `There is no ${kind} ${id}. ${hint}`);
  }

  needSkills(needs: readonly SkillNeed[], path: string): void {
    for (const { skill } of needs) this.need('skill', skill, path);
  }
}

function idsOf(list: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(list.map(({ id }) => id));
}

/** The known name that is one slip of a key or an order of two letters away. */
function closest(name: string, known: ReadonlySet<string>): string | undefined {
  return [...known].find((candidate) => isOneSlipAway(name, candidate));
}

function isOneSlipAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || long.length < 3) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}
