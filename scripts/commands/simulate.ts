import type { Command } from 'commander';
import { say, wholeNumber } from './output.ts';
import { readSettingsFile } from './settings-file.ts';
import { spanFrom } from './simulate/span.ts';

interface SimulateOptions {
  readonly from: string;
  readonly to?: string;
  readonly settings: string;
  readonly pool: string;
  readonly seed: string;
  readonly html?: string;
}

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('what would have been: meets recorded traffic again under other settings, or with other staff')
    .requiredOption('--from <time>', 'ISO 8601, or a date: its beginning, UTC')
    .option('--to <time>', 'ISO 8601, or a date: its end, UTC (default: now)')
    .requiredOption('--settings <file>', 'as `onethread apply` takes it; agents in it have other abilities, or are new')
    .option('--pool <id>', 'whose traffic', 'main')
    .option('--seed <n>', 'the same seed gives the same figures', '1')
    .option('--html <file>', 'also writes a report with plots')
    .addHelpText(
      'after',
      '\nFirst the recorded decisions are made again: under the settings of then they come out the same. Then the same' +
        '\npeople come, under the settings of then and under those of the file; agents are there, accept, decline and' +
        '\nwork as they did. Agents who are new are there when the one was who was available the longest.' +
        '\nRecordings are kept for 90 days. Changes nothing.',
    )
    .action(async (options: SimulateOptions, command: Command) => {
      const span = spanFrom(options.from, options.to, Date.now());
      const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31);
      const asked = readSettingsFile(options.settings);
      const { from, to } = span;
      const question = { from, to, pool: options.pool, seed, asked, html: options.html };
      // The engine and the plots are loaded for this command alone.
      const { answerWhatIf } = await import('./simulate/answer-what-if.ts');
      const { result, text } = await answerWhatIf(command, question);
      say(command, result, text);
    });
}
