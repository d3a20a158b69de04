import type { Command } from 'commander';
import { channelNames } from './channel-names.ts';

export interface TopicOptions {
  readonly channels: string;
  readonly replication: string;
  readonly yes?: boolean;
}

/** Speaks to the brokers themselves, by the KAFKA_ settings: topics must be there before anything runs. */
export function addTopicCommands(program: Command): void {
  const topics = program
    .command('topics')
    .description('topics of the cluster, at the brokers that KAFKA_BROKERS names; partitions are never changed');

  // What speaks to brokers is loaded only when it is wanted.
  withOptions(topics.command('plan'))
    .description('compares the topics with what is declared and changes nothing; exit code 1 if something differs')
    .action(async (options: TopicOptions, command: Command) => {
      const { showTopicPlan } = await import('./topics-at-brokers.ts');
      await showTopicPlan(options, command);
    });

  withOptions(topics.command('apply'))
    .description('creates what is missing and sets retention; reports what it will not change. Repeatable')
    .option('--yes', 'do not ask')
    .action(async (options: TopicOptions, command: Command) => {
      const { applyTopicPlan } = await import('./topics-at-brokers.ts');
      await applyTopicPlan(options, command);
    });
}

function withOptions(command: Command): Command {
  return command
    .option('--channels <names>', 'channels that have a topic, separated by commas', channelNames().join())
    .option('--replication <n>', 'copies of each partition; 1 where there is one broker', '3');
}
