import type { Command } from 'commander';
import { say, table } from './output.ts';
import { withRunningSystem, type RunningSystem } from './running-system.ts';

interface AddOptions {
  readonly role: string;
  readonly capacity: string;
}

export function addAgentCommands(program: Command): void {
  const agent = program.command('agent').description('people who answer');

  agent
    .command('add <email> <name>')
    .description('adds (or updates) an agent and prints a one-time link with which they choose a password')
    .option('--role <role>', 'agent, supervisor or admin', 'agent')
    .option('--capacity <n>', 'most that they hold at once', '10')
    .action(async (email: string, name: string, { role, capacity }: AddOptions, command: Command) => {
      await withRunningSystem(command, async (system) => {
        const put = await system.admin.putAgent({ name, email, role, capacity: Number(capacity) });
        const agentId = put.agent?.agentId ?? '';
        const invitation = await invite(system, agentId);
        const done = put.created ? 'Added' : 'Updated';
        say(
          command,
          { agentId, created: put.created, ...invitation },
          `${done} ${name} (${agentId}).\n${invitation.text}`,
        );
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
    .description('all agents with presence and load')
    .action(async (_options: object, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const { agents } = await admin.listAgents();
        const rows = agents.map((one) => [
          one.agentId,
          one.name,
          one.email,
          one.role,
          one.connected ? one.presence.toLowerCase() : 'not connected',
          `${one.load}/${one.capacity}`,
        ]);
        say(command, agents, table(['id', 'name', 'email', 'role', 'presence', 'load'], rows));
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

async function invite({ admin, publicUrl }: RunningSystem, agentId: string) {
  const { token, expiresMs } = await admin.inviteAgent({ agentId });
  const link = `${publicUrl ?? ''}/login#invite=${token}`;
  const until = new Date(expiresMs).toISOString();
  return { link, expires: until, text: `One-time link, valid until ${until}:\n${link}` };
}
