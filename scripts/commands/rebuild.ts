import type { Command } from 'commander';
import { fromGrpcError, type RebuildProgress } from '@onethread/rpc';
import { say } from './output.ts';
import { withRunningSystem } from './running-system.ts';

export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description('makes every projection again from the entries and compares; exit code 1 if something differs')
    .option('--repair', 'also writes what differs')
    .action(async ({ repair = false }: { repair?: boolean }, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const stream = admin.rebuild({ repair });
        let last: RebuildProgress | undefined;
        try {
          for await (const progress of stream as AsyncIterable<RebuildProgress>) {
            last = progress;
            for (const example of progress.examples) console.error(`differs: ${example}`);
          }
        } catch (error) {
          throw fromGrpcError(error);
        }
        const differences = last?.differences ?? 0;
        if (differences > 0 && !repair) process.exitCode = 1;
        const text = `${last?.streamsDone ?? 0} streams, ${last?.entriesDone ?? 0} entries, ${differences} differences${repair ? ' repaired' : ''}.`;
        say(command, last ?? {}, text);
      });
    });
}
