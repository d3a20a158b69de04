import type { Command } from 'commander';
import { declaredAgentToProto, RpcError, settingsToProto } from '@onethread/rpc';
import type { ApplySettingsResponse, CheckSettingsRequestInput, CheckSettingsResponse } from '@onethread/rpc';
import { confirmed, NotConfirmedError } from './confirm.ts';
import { say, sayFault } from './output.ts';
import { withRunningSystem, type RunningSystem } from './running-system.ts';
import { BadFileError, readSettingsFile } from './settings-file.ts';
import { changeLines, problemLines } from './settings-words.ts';

interface ApplyOptions {
  readonly check?: boolean;
  readonly yes?: boolean;
  readonly note: string;
}

/** What the command ends with: 0 is in force (or would be), and these. */
const REFUSED = 1;
const BAD_FILE = 2;

export function addApplyCommand(program: Command): void {
  program
    .command('apply <file>')
    .description('puts the settings of assignment in force that a file declares; shows what changes first')
    .option('--check', 'only shows what would change and what is wrong')
    .option('--yes', 'does not ask')
    .option('--note <words>', 'why, for the trail of changes', '')
    .addHelpText(
      'after',
      '\nEnds with 0 when it is in force (or would be), 1 when it was refused, 2 when the file is no settings.',
    )
    .action(async (file: string, options: ApplyOptions, command: Command) => {
      try {
        process.exitCode = await apply(file, options, command);
      } catch (error) {
        process.exitCode = error instanceof BadFileError ? BAD_FILE : REFUSED;
        sayFault(error);
      }
    });
}

async function apply(file: string, options: ApplyOptions, command: Command): Promise<number> {
  const { agents = [], ...settings } = readSettingsFile(file);
  const asked = { settings: settingsToProto(settings), agents: agents.map((agent) => declaredAgentToProto(agent)) };
  return await withRunningSystem(command, async (system) => {
    const check = await system.settings.checkSettings(asked);
    const isRefused = check.problems.some(({ severity }) => severity === 'ERROR');
    if (isRefused || options.check === true || check.changes.length === 0) {
      say(command, { applied: false, ...check }, told(check));
      return isRefused ? REFUSED : 0;
    }
    // What is asked about stands on the terminal, not in what a program reads.
    console.error(told(check));
    await confirmed('\nPut this in force?', options.yes === true);
    const applied = await putInForce(system, asked, check, options);
    say(command, { applied: true, ...applied }, `Version ${applied.version} is in force.`);
    return 0;
  });
}

async function putInForce(
  { settings }: RunningSystem,
  asked: CheckSettingsRequestInput,
  { versionInForce }: CheckSettingsResponse,
  { note }: ApplyOptions,
): Promise<ApplySettingsResponse> {
  try {
    return await settings.applySettings({ ...asked, expectedVersion: versionInForce, note });
  } catch (error) {
    if (error instanceof RpcError && error.code === 'conflict') {
      throw new NotConfirmedError(`${error.message}.\nApply the file again: it shows what it would change now.`);
    }
    throw error;
  }
}

function told({ problems, changes, versionInForce }: CheckSettingsResponse): string {
  const isRefused = problems.some(({ severity }) => severity === 'ERROR');
  const changed =
    changes.length === 0 ? [`Nothing to change: version ${versionInForce} is as the file says.`] : changeLines(changes);
  const found = problems.length === 0 ? [] : ['', ...problemLines(problems)];
  return [...changed, ...found, ...(isRefused ? ['', 'Refused: nothing was changed.'] : [])].join('\n');
}
