import type { Command } from 'commander';
import { agentAbilitiesSchema, MAX_SKILL_LEVEL, type AgentAbilities } from '@onethread/contracts';
import { UsageError, wholeNumber } from './output.ts';

/** What the options of `agent add` and `agent set` say; absent: as it is. */
export interface AbilityOptions {
  readonly capacity?: string;
  readonly interruptibleCapacity?: string;
  readonly channels?: string;
  readonly skills?: string;
  readonly teams?: string;
  readonly pool?: string;
}

export function withAbilityOptions(command: Command): Command {
  return command
    .option('--capacity <n>', 'most weight that they hold at once')
    .option('--interruptible-capacity <n>', 'the same of interruptible work (email, say)')
    .option('--channels <list>', 'most weight of a channel: sms=2,email=0 ("" for no limits)')
    .option('--skills <list>', 'skills with their levels: french:4,refunds ("" for none)')
    .option('--teams <list>', 'teams: billing,support ("" for none)')
    .option('--pool <id>', 'the pool that they work in');
}

/** Whether something is said that only the settings know of. */
export function saysMoreThanCapacity({ capacity: _capacity, ...others }: AbilityOptions): boolean {
  return Object.values(others).some((said) => said !== undefined);
}

/** Abilities as they are, with what was said in place of it. Throws `UsageError` for what says nothing. */
export function changedAbilities(known: AgentAbilities | undefined, said: AbilityOptions): AgentAbilities {
  const { capacity, interruptibleCapacity, channels, skills, teams, pool } = said;
  return {
    ...(known ?? agentAbilitiesSchema.parse({})),
    ...(capacity === undefined ? {} : { capacity: wholeNumber('--capacity', capacity, 1, 1000) }),
    ...(interruptibleCapacity === undefined
      ? {}
      : { interruptibleCapacity: wholeNumber('--interruptible-capacity', interruptibleCapacity, 0, 1000) }),
    ...(channels === undefined ? {} : { channels: Object.fromEntries(listed(channels).map(channelLimit)) }),
    ...(skills === undefined ? {} : { skills: listed(skills).map(skillLevel) }),
    ...(teams === undefined ? {} : { teams: listed(teams) }),
    ...(pool === undefined ? {} : { pool }),
  };
}

function channelLimit(text: string): [string, number] {
  const [channel = '', limit] = text.split('=');
  if (limit === undefined) throw new UsageError('--channels is a list such as sms=2,email=0');
  return [channel.trim(), wholeNumber(`--channels ${channel.trim()}`, limit.trim(), 0, 1000)];
}

function skillLevel(text: string): { readonly skill: string; readonly level: number } {
  const [skill = '', level = '1'] = text.split(':');
  return { skill: skill.trim(), level: wholeNumber(`--skills ${skill.trim()}`, level.trim(), 1, MAX_SKILL_LEVEL) };
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
