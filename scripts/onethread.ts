#!/usr/bin/env node
import { Command } from 'commander';
import { addAgentCommands } from './commands/agent.ts';
import { addApplyCommand } from './commands/apply.ts';
import { addCustomerCommands } from './commands/customer.ts';
import { addSearchCommands } from './commands/search.ts';
import { addSettingsCommands } from './commands/settings.ts';
import { addSimulateCommand } from './commands/simulate.ts';
import { addStatusCommands } from './commands/status.ts';
import { addRebuildCommand } from './commands/rebuild.ts';
import { addDeadLetterCommands } from './commands/dlq.ts';
import { addIndexCommands } from './commands/indexes.ts';
import { addParkedCommands } from './commands/parked.ts';
import { addTopicCommands } from './commands/topics.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { addWallboardCommand } from './commands/wallboard.ts';
import { addWhyCommand } from './commands/why.ts';
import { sayFault } from './commands/output.ts';

/**
 * The operators' command. It talks gRPC to the running system, found through the data folder (its `running.json` and
 * `secrets.json`) or through `--address` and ONETHREAD_ADMIN_TOKEN.
 */
const program = new Command('onethread')
  .description("Onethread's operators' command: speaks to the running system")
  .option('--data-dir <folder>', 'data folder of the running system (default: DATA_DIR or ./data)')
  .option('--address <host:port>', "routing's gRPC address (default: as the running system says)")
  .option('--json', 'print JSON instead of text')
  .showHelpAfterError();

addAgentCommands(program);
addApplyCommand(program);
addSettingsCommands(program);
addStatusCommands(program);
addRebuildCommand(program);
addVerifyCommand(program);
addDeadLetterCommands(program);
addParkedCommands(program);
addCustomerCommands(program);
addSearchCommands(program);
addTopicCommands(program);
addIndexCommands(program);
addWhyCommand(program);
addWallboardCommand(program);
addSimulateCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = 1;
  sayFault(error);
}
