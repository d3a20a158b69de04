import type { Command } from 'commander';
import { agentSettingsFromProto, declaredAgentToProto, type AgentFromProto } from '@onethread/rpc';
import { changedAbilities, saysMoreThanCapacity, withAbilityOptions, type AbilityOptions } from './agent-abilities.ts';
import { PlainError, say, table, wholeNumber } from './output.ts';
import { withRunningSystem, type RunningSystem } from './running-system.ts';
import { changeLines } from './settings-words.ts';

interface AddOptions extends AbilityOptions {
  readonly role: string;
}

export function addAgentCommands(program: Command): void {
  const agent = program.command('agent').description('people who answer');

  withAbilityOptions(
    agent
      .command('add <email> <name>')
      .description('adds (or updates) an agent and prints a one-time link with which they choose a password')
      .option('--role <role>', 'agent, supervisor or admin', 'agent'),
  ).action(async (email: string, name: string, { role, ...said }: AddOptions, command: Command) => {
    await withRunningSystem(command, async (system) => {
      const { agentId, created } = await put(system, { email, name, role }, said);
      const invitation = await invite(system, agentId);
      const done = created ? 'Added' : 'Updated';
      say(command, { agentId, created, ...invitation }, `${done} ${name} (${agentId}).\n${invitation.text}`);
    });
  });

  withAbilityOptions(
    agent.command('set <email>').description('changes what an agent can and may do; what is not named stays as it is'),
  ).action(async (email: string, said: AbilityOptions, command: Command) => {
    await withRunningSystem(command, async (system) => {
      const known = await knownAgent(system, email);
      if (known === undefined) throw new PlainError(`There is no agent ${email}: see \`onethread agent list\`.`);
      const changes = await declare(system, known, said);
      say(command, { changes }, changes.length === 0 ? 'It is so already.' : changeLines(changes).join('\n'));
    });
  });

  agent
    .command('invite <agentId>')
    .description('prints a new one-time link (forgotten password)')
    .action(async (agentId: string, _options: object, command: Command) => {
      await withRunningSystem(command, async (system) => {
        const invitation = await invite(system, agentId);
        say(command, invitation, invitation.text);
      });
    });

  agent
    .command('list')
    .description('all agents with presence, load, teams and skills')
    .action(async (_options: object, command: Command) => {
      await withRunningSystem(command, async ({ admin, settings }) => {
        const [{ agents }, declared] = await Promise.all([admin.listAgents(), settings.getSettings()]);
        const abilities = new Map(declared.agents.map((one) => [one.agentId, one.abilities]));
        const rows = agents.map((one) => [
          one.agentId,
          one.name,
          one.email,
          one.role,
          one.connected ? one.presence.toLowerCase() : 'not connected',
          `${one.load}/${one.capacity}`,
          abilities.get(one.agentId)?.teams.join(' ') ?? '',
          (abilities.get(one.agentId)?.skills ?? []).map(({ skill, level }) => `${skill}:${level}`).join(' '),
        ]);
        const header = ['id', 'name', 'email', 'role', 'presence', 'load', 'teams', 'skills'];
        const told = agents.map((one) => ({ ...one, abilities: abilities.get(one.agentId) }));
        say(command, told, table(header, rows));
      });
    });

  agent
    .command('token <agentId>')
    .description('prints a token with which any gRPC client can act as this agent')
    .option('--hours <n>', 'valid for so long, at most 720', '1')
    .action(async (agentId: string, { hours }: { hours: string }, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const { token } = await admin.issueAgentToken({ agentId, validS: Math.round(Number(hours) * 3600) });
        say(command, { token }, token);
      });
    });

  for (const [name, disabled] of [
    ['disable', true],
    ['enable', false],
  ] as const) {
    agent
      .command(`${name} <agentId>`)
      .description(disabled ? 'ends their access; their conversations go back to the queue' : 'gives access again')
      .action(async (agentId: string, _options: object, command: Command) => {
        await withRunningSystem(command, async ({ admin }) => {
          await admin.setAgentDisabled({ agentId, disabled });
          say(command, { agentId, disabled }, `${agentId} is ${name}d.`);
        });
      });
  }
}

interface Person {
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

const DEFAULT_CAPACITY = '10';

/** Adds or updates an agent; what is not said of their abilities stays, or is as usual. */
async function put(
  system: RunningSystem,
  { email, name, role }: Person,
  said: AbilityOptions,
): Promise<{ readonly agentId: string; readonly created: boolean }> {
  if (!saysMoreThanCapacity(said)) {
    const capacity = wholeNumber('--capacity', said.capacity ?? DEFAULT_CAPACITY, 1, 1000);
    const { agent, created } = await system.admin.putAgent({ name, email, role, capacity });
    return { agentId: agent?.agentId ?? '', created };
  }
  const known = await knownAgent(system, email);
  const wanted = agentSettingsFromProto({
    agentId: known?.agentId ?? '',
    email,
    name,
    role,
    disabled: known?.disabled ?? false,
    abilities: null,
  });
  await declare(system, { ...wanted, ...(known?.abilities ? { abilities: known.abilities } : {}) }, said);
  const agentId = known?.agentId ?? (await knownAgent(system, email))?.agentId ?? '';
  return { agentId, created: known === undefined };
}

async function knownAgent({ settings }: RunningSystem, email: string): Promise<AgentFromProto | undefined> {
  const { agents } = await settings.getSettings();
  const found = agents.find((agent) => agent.email === email.trim().toLowerCase());
  return found && agentSettingsFromProto(found);
}

/** Puts it in force, checked with all settings; resolves with what changed. */
async function declare(
  { settings }: RunningSystem,
  { abilities, agentId, ...agent }: AgentFromProto,
  said: AbilityOptions,
) {
  const declared = declaredAgentToProto({ ...agent, ...changedAbilities(abilities, said) }, agentId);
  const { changes } = await settings.applySettings({ agents: [declared] });
  return changes;
}

async function invite({ admin, publicUrl }: RunningSystem, agentId: string) {
  const { token, expiresMs } = await admin.inviteAgent({ agentId });
  const link = `${publicUrl ?? ''}/login#invite=${token}`;
  const until = new Date(expiresMs).toISOString();
  return { link, expires: until, text: `One-time link, valid until ${until}:\n${link}` };
}
