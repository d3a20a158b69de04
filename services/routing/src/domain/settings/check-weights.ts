import type { AssignmentSettings } from '@onethread/contracts';
import type { AnnouncedChannel, SettingsAgent } from './settings-agent.ts';
import type { Findings } from './settings-problem.ts';

interface Surroundings {
  readonly agents: readonly SettingsAgent[];
  readonly channels: readonly AnnouncedChannel[];
}

interface Cost {
  readonly channel: string;
  readonly weight: number;
  readonly interruptible: boolean;
  /** Said by these settings, not only announced by the channel. */
  readonly isSet: boolean;
}

/** With more, they are counted, not named one by one. */
const MAX_NAMED = 3;

/** Conversations that weigh more than somebody, or everybody, may hold. */
export function checkWeights(
  settings: AssignmentSettings,
  { agents, channels }: Surroundings,
  findings: Findings,
): void {
  const able = agents.filter(({ disabled }) => !disabled);
  for (const cost of costsOf(settings, channels)) {
    const willing = able.filter((agent) => roomOf(agent, cost) > 0);
    const tooSmall = willing.filter((agent) => roomOf(agent, cost) < cost.weight);
    if (willing.length > 0 && tooSmall.length === willing.length) tellNobody(cost, willing, findings);
    else tellTooSmall(cost, tooSmall, findings);
    for (const { id, name, maxLoad } of settings.teams) {
      if (maxLoad === undefined || maxLoad >= cost.weight) continue;
      const message = `A conversation on ${cost.channel} weighs ${cost.weight}, and all of ${name} may hold ${maxLoad} together: none of them ever gets one. Raise maxLoad.`;
      findings.warn('capacity-below-weight', `teams[${id}].maxLoad`, message);
    }
  }
}

function costsOf(settings: AssignmentSettings, channels: readonly AnnouncedChannel[]): readonly Cost[] {
  const announced = new Map(channels.map(({ channel, weight }) => [channel, weight]));
  const set = settings.channels.map(({ channel, weight, interruptible }): Cost => {
    return { channel, weight: weight ?? announced.get(channel) ?? 1, interruptible, isSet: true };
  });
  const others = channels.filter(({ channel }) => set.every((cost) => cost.channel !== channel));
  return [...set, ...others.map((one): Cost => ({ ...one, interruptible: false, isSet: false }))];
}

/** Most that an agent may hold of a channel; 0: it is not for this agent. */
function roomOf(agent: SettingsAgent, { channel, interruptible }: Cost): number {
  const capacity = interruptible ? (agent.interruptibleCapacity ?? agent.capacity) : agent.capacity;
  const limit = Object.hasOwn(agent.channels, channel) ? agent.channels[channel] : undefined;
  return Math.min(capacity, limit ?? capacity);
}

function tellNobody(cost: Cost, willing: readonly SettingsAgent[], findings: Findings): void {
  const most = Math.max(...willing.map((agent) => roomOf(agent, cost)));
  const message = `A conversation on ${cost.channel} weighs ${cost.weight}, and nobody may hold more than ${most}: nobody would ever get one. Lower the weight, or raise capacities.`;
  const path = `channels[${cost.channel}].weight`;
  if (cost.isSet) findings.error('weight-above-capacity', path, message);
  else findings.warn('weight-above-capacity', path, message);
}

function tellTooSmall(cost: Cost, tooSmall: readonly SettingsAgent[], findings: Findings): void {
  const { channel, weight } = cost;
  const cure = 'Raise it, or set the channel to 0 for whoever is not to get any.';
  if (tooSmall.length > MAX_NAMED) {
    const names = tooSmall.slice(0, MAX_NAMED).map(({ name }) => name);
    const message = `A conversation on ${channel} weighs ${weight}, and ${names.join(', ')} and ${tooSmall.length - MAX_NAMED} more may hold less: they never get one. ${cure}`;
    findings.warn('capacity-below-weight', `channels[${channel}].weight`, message);
    return;
  }
  for (const agent of tooSmall) {
    const field = whichLimit(agent, cost);
    const message = `A conversation on ${channel} weighs ${weight}, and ${agent.name} may hold ${roomOf(agent, cost)}: ${agent.name} never gets one. ${cure}`;
    findings.warn('capacity-below-weight', `agents[${agent.email}].${field}`, message);
  }
}

function whichLimit(agent: SettingsAgent, { channel, weight, interruptible }: Cost): string {
  if ((agent.channels[channel] ?? weight) < weight) return `channels.${channel}`;
  return interruptible && agent.interruptibleCapacity !== undefined ? 'interruptibleCapacity' : 'capacity';
}
