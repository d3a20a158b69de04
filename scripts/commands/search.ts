import type { Command } from 'commander';
import { fromGrpcError, type RebuildSearchResponse } from '@onethread/rpc';
import { say } from './output.ts';
import { withRunningSystem } from './running-system.ts';

export function addSearchCommands(program: Command): void {
  const search = program.command('search').description('the index by which agents search');

  search
    .command('rebuild')
    .description(
      'makes the index again from history, while the old one serves. Repeatable; goes on where it was stopped',
    )
    .action(async (_options: object, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        let last: RebuildSearchResponse | undefined;
        try {
          for await (const progress of admin.rebuildSearch() as AsyncIterable<RebuildSearchResponse>) {
            last = progress;
            if (process.stderr.isTTY) process.stderr.write(`\r${progress.done} read`);
          }
        } catch (error) {
          throw fromGrpcError(error);
        } finally {
          if (process.stderr.isTTY) process.stderr.write('\n');
        }
        say(command, last ?? {}, `${last?.done ?? 0} messages, notes and persons are found.`);
      });
    });
}
