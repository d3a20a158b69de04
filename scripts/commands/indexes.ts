import type { Command } from 'commander';
import { channelNames } from './channel-names.ts';

export interface IndexOptions {
  readonly channels: string;
  readonly yes?: boolean;
}

/** Speaks to the database itself, by the MONGODB_ settings, for deployments whose processes may not create indexes. */
export function addIndexCommands(program: Command): void {
  const indexes = program
    .command('indexes')
    .description('collections and indexes of every database at MONGODB_URI; none is ever changed or dropped');

  // What speaks to databases is loaded only when it is wanted.
  withOptions(indexes.command('plan'))
    .description('says what is missing and changes nothing; exit code 1 if something differs')
    .action(async (options: IndexOptions, command: Command) => {
      const { showIndexPlan } = await import('./indexes-of-databases.ts');
      await showIndexPlan(options, command);
    });

  withOptions(indexes.command('apply'))
    .description('creates what is missing. Repeatable; exit code 1 where a definition contradicts what is stored')
    .option('--yes', 'do not ask')
    .action(async (options: IndexOptions, command: Command) => {
      const { applyIndexPlan } = await import('./indexes-of-databases.ts');
      await applyIndexPlan(options, command);
    });
}

function withOptions(command: Command): Command {
  return command.option(
    '--channels <names>',
    'channels that have a database, separated by commas',
    channelNames().join(),
  );
}
