import type { Command } from 'commander';
import { say, table, UsageError, wholeNumber } from './output.ts';
import { withRunningSystem } from './running-system.ts';

interface ListOptions {
  readonly channel: string;
  readonly limit: string;
  readonly after: string;
}

export function addParkedCommands(program: Command): void {
  const parked = program.command('parked').description('customers whose replies wait in a channel, in order');

  parked
    .command('list')
    .description('those that wait longest first, and why')
    .option('--channel <name>', 'only this channel', '')
    .option('--limit <n>', 'at most so many, up to 200', '50')
    .option('--after <token>', 'go on where an earlier list ended', '')
    .action(async ({ channel, limit, after }: ListOptions, command: Command) => {
      const pageSize = wholeNumber('--limit', limit, 1, 200);
      await withRunningSystem(command, async ({ admin }) => {
        const listed = await admin.listParked({ channel, pageSize, pageToken: after });
        const rows = listed.parked.map((one) => [
          one.identityId,
          one.channel,
          String(one.replies),
          new Date(one.sinceMs).toISOString(),
          new Date(one.dueMs).toISOString(),
          one.code,
          one.reason,
        ]);
        const more = listed.nextPageToken === '' ? '' : `\nMore: --after ${listed.nextPageToken}`;
        const counts = Object.entries(listed.counts).map(([name, count]) => `${name} ${count}`);
        const shown = table(['identity', 'channel', 'replies', 'since', 'next try', 'code', 'reason'], rows);
        say(command, listed, `${shown}${more}\nWaiting: ${counts.join(', ') || 'none'}`);
      });
    });

  parked
    .command('retry [identities...]')
    .description('has the channel try now what waits; `parked list` shows what became of it')
    .option('--channel <name>', 'all that wait in this channel', '')
    .action(async (identityIds: string[], { channel }: { channel: string }, command: Command) => {
      if ((identityIds.length === 0) === (channel === '')) throw new UsageError('name identities, or --channel');
      await withRunningSystem(command, async ({ admin }) => {
        const done = await admin.retryParked({ identityIds, channel });
        say(command, done, `Asked for ${done.asked} customers.`);
      });
    });

  parked
    .command('drop <identities...>')
    .description('gives up all that waits for these customers: their replies fail with your reason')
    .requiredOption('--reason <words>', 'why; agents read it beside the failed replies')
    .action(async (identityIds: string[], { reason }: { reason: string }, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const done = await admin.dropParked({ identityIds, reason });
        if (done.asked === 0) process.exitCode = 1;
        say(command, done, done.asked === 0 ? 'Nothing waits for them.' : `Asked for ${done.asked} customers.`);
      });
    });
}
