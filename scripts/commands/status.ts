import type { Command } from 'commander';
import { say, table } from './output.ts';
import { withRunningSystem } from './running-system.ts';

/** A group that is behind by more than this is worth a word, in seconds. */
const LATE_S = 5;

export function addStatusCommands(program: Command): void {
  program
    .command('lag')
    .description('how far each consumer group is behind, in records and seconds')
    .action(async (_options: object, command: Command) => {
      await withRunningSystem(command, async ({ admin }) => {
        const { lags } = await admin.getStatus();
        const rows = lags.map(({ group, topic, records, seconds }) => [
          group,
          topic,
          String(records),
          seconds.toFixed(1),
        ]);
        say(command, lags, table(['group', 'topic', 'records', 'seconds'], rows));
      });
    });

  program
    .command('doctor')
    .description('says whether all is well, and what to do where it is not; exit code 1 if something is wrong')
    .action(async (_options: object, command: Command) => {
      await withRunningSystem(command, async ({ admin, address }) => {
        const status = await admin.getStatus();
        const { agents } = await admin.listAgents();
        const faults = [
          ...status.lags
            .filter(({ seconds }) => seconds > LATE_S)
            .map(
              ({ group, topic, seconds }) =>
                `${group} is ${seconds.toFixed(0)} s behind on ${topic}: look at its service's log`,
            ),
          ...(agents.some(({ connected }) => connected) ? [] : ['no agent is connected: nobody is offered anything']),
        ];
        const facts = [
          `Onethread ${status.version} on ${address}`,
          `log: ${status.log}`,
          `store: ${status.store}`,
          ...Object.entries(status.counts).map(([what, count]) => `${what}: ${count}`),
        ];
        if (faults.length > 0) process.exitCode = 1;
        const verdict = faults.length === 0 ? ['All is well.'] : faults.map((fault) => `! ${fault}`);
        say(command, { ...status, faults }, [...facts, ...verdict].join('\n'));
      });
    });
}
