import type { Command } from 'commander';
import { renderLedger } from '@onethread/contracts';
import { fromGrpcError, type DeliveryLedger, type VerifyDeliveryResponse } from '@onethread/rpc';
import { say, UsageError, wholeNumber } from './output.ts';
import { withRunningSystem } from './running-system.ts';

interface VerifyOptions {
  readonly since?: string;
  readonly examples: string;
}

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'checks the delivery promises of the running system against its log and history, over the window that the log still holds; exit code 1 if one is broken',
    )
    .option(
      '--since <time>',
      'only what was published from this time on, as ISO 8601 (default: all that the log holds)',
    )
    .option('--examples <n>', 'faults that are named for each promise, up to 200', '20')
    .action(async ({ since, examples }: VerifyOptions, command: Command) => {
      const fromMs = since === undefined ? 0 : Date.parse(since);
      if (Number.isNaN(fromMs)) throw new UsageError('--since is a time such as 2026-11-22T06:00:00Z');
      const maxExamples = wholeNumber('--examples', examples, 1, 200);
      await withRunningSystem(command, async ({ admin }) => {
        let ledger: DeliveryLedger | null | undefined;
        try {
          for await (const step of admin.verifyDelivery({
            maxExamples,
            fromMs,
          }) as AsyncIterable<VerifyDeliveryResponse>) {
            if (step.progress) showProgress(`${step.progress.phase}: ${step.progress.done}`);
            ledger = step.ledger ?? ledger;
          }
        } catch (error) {
          throw fromGrpcError(error);
        } finally {
          showProgress('');
        }
        if (ledger?.ok !== true) process.exitCode = 1;
        if (ledger) say(command, ledger, renderLedger(ledger));
      });
    });
}

/** One line that is written over, on a terminal alone. */
function showProgress(words: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${words}`);
}
