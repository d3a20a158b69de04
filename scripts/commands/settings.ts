import type { Command } from 'commander';
import { agentSettingsFromProto, settingsFromProto } from '@onethread/rpc';
import {
  agentAbilitiesSchema,
  type AssignmentSettings,
  type DeclaredAgent,
  type SkillNeed,
} from '@onethread/contracts';
import type { SettingsVersion } from '@onethread/rpc';
import { PlainError, say, table, wholeNumber } from './output.ts';
import { withRunningSystem } from './running-system.ts';
import { changeLines } from './settings-words.ts';
import { settingsYaml } from './settings-yaml.ts';

interface ShowOptions {
  readonly version?: string;
  readonly yaml?: boolean;
  readonly agents: boolean;
}

export function addSettingsCommands(program: Command): void {
  const settings = program.command('settings').description('who gets what: queues, rules, skills, teams, hours');

  settings
    .command('show')
    .description('the settings in force, or an earlier version')
    .option('--version <n>', 'an earlier version; agents are not part of one')
    .option('--yaml', 'as a file that `onethread apply` takes')
    .option('--no-agents', 'without agents')
    .action(async (options: ShowOptions, command: Command) => {
      const version = options.version === undefined ? 0 : wholeNumber('--version', options.version, 1, 2 ** 31);
      await withRunningSystem(command, async (system) => {
        const shown = await system.settings.getSettings({ version });
        if (shown.settings === null) throw new PlainError('The system sent no settings.');
        const content = settingsFromProto(shown.settings);
        const agents = options.agents ? shown.agents.map(declared) : [];
        if (options.yaml === true) process.stdout.write(settingsYaml(content, agents));
        else say(command, { ...head(shown), settings: content, agents }, described(shown, content, agents));
      });
    });

  settings
    .command('history')
    .description('who changed what, newest first: settings and agents')
    .option('--last <n>', 'so many changes, at most 200', '20')
    .action(async ({ last }: { last: string }, command: Command) => {
      const pageSize = wholeNumber('--last', last, 1, 200);
      await withRunningSystem(command, async (system) => {
        const [{ entries }, { agents }] = await Promise.all([
          system.settings.listChanges({ pageSize }),
          system.settings.getSettings(),
        ]);
        const names = new Map(agents.map(({ agentId, name }) => [agentId, name]));
        const blocks = entries.map(({ atMs, by, note, version, changes }) => {
          const what = version === 0 ? '' : `  version ${version}`;
          const why = note === '' ? '' : `  “${note}”`;
          const lines = changeLines(changes).map((line) => `  ${line}`);
          return [`${new Date(atMs).toISOString()}  ${names.get(by) ?? by}${what}${why}`, ...lines].join('\n');
        });
        say(command, entries, blocks.length === 0 ? 'Nothing was ever changed.' : blocks.join('\n\n'));
      });
    });
}

function declared(wire: SettingsVersion['agents'][number]): DeclaredAgent {
  const { agentId: _agentId, abilities, ...agent } = agentSettingsFromProto(wire);
  return { ...agent, ...(abilities ?? agentAbilitiesSchema.parse({})) };
}

function head({ version, changedBy, changedAtMs, note }: SettingsVersion): object {
  return { version, changedBy, changedAtMs, note };
}

function described(
  { version, changedBy, changedAtMs, note }: SettingsVersion,
  settings: AssignmentSettings,
  agents: readonly DeclaredAgent[],
): string {
  const who = version === 0 ? 'as they are at first' : `by ${changedBy} on ${new Date(changedAtMs).toISOString()}`;
  const queues = settings.queues.map((queue) => [
    queue.id === settings.defaultQueue ? `${queue.id} (default)` : queue.id,
    queue.name,
    queue.pool,
    queue.teams.join(' ') || 'everyone',
    needs(queue.skills),
    queue.calendar ?? 'always',
  ]);
  const rules = settings.rules.map(({ id, name, queue, skills }) => [id, name, queue, needs(skills)]);
  const people = agents.map((agent) => [
    agent.email,
    agent.disabled ? 'disabled' : agent.role,
    agent.pool,
    String(agent.capacity),
    agent.teams.join(' '),
    needs(agent.skills),
  ]);
  return [
    `Version ${version}, ${who}${note === '' ? '' : `: “${note}”`}`,
    `Queues\n${table(['id', 'name', 'pool', 'teams', 'skills', 'hours'], queues)}`,
    `Rules, in their order\n${table(['id', 'name', 'queue', 'skills'], rules)}`,
    ...(people.length === 0
      ? []
      : [`Agents\n${table(['email', 'role', 'pool', 'capacity', 'teams', 'skills'], people)}`]),
  ].join('\n\n');
}

function needs(skills: readonly SkillNeed[]): string {
  return skills.map(({ skill, level }) => `${skill}:${level}`).join(' ');
}
