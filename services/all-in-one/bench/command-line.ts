import { parseArgs } from 'node:util';
import type { Row } from './row.ts';

export interface BenchCommand {
  readonly help: boolean;
  readonly short: boolean;
  readonly rows: readonly Row[];
}

/** Thrown when the command line asks for what there is not. The message says what there is. */
export class CommandLineError extends Error {
  readonly code = 'command-line';
  readonly retryable = false;
}

/** Reads `--only a,b`, `--short`, `--help`. Throws `CommandLineError`. */
export function readCommandLine(words: readonly string[], rows: readonly Row[]): BenchCommand {
  const { only, short, help } = parse(words);
  const names = only?.split(',').map((name) => name.trim()) ?? rows.map(({ name }) => name);
  const unknown = names.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) {
    throw new CommandLineError(
      `unknown row ${unknown.join(', ')}; there are: ${rows.map(({ name }) => name).join(', ')}`,
    );
  }
  return { help, short, rows: rows.filter(({ name }) => names.includes(name)) };
}

function parse(words: readonly string[]): { only: string | undefined; short: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { only: { type: 'string' }, short: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    return { only: values.only, short: values.short ?? false, help: values.help ?? false };
  } catch (error) {
    throw new CommandLineError((error as Error).message, { cause: error });
  }
}

export function helpText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return [
    'npm run bench -- [--only row,…] [--short]',
    '',
    'Measures Onethread in one process on its embedded store, beside the speed of the machine in the same run.',
    'All rows in full are written to docs/benchmarks.md; --only and --short print only.',
    'Data folders are made in the folder for temporary files (TMPDIR): it must be on a disk, not in memory.',
    '',
    ...rows.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    '',
  ].join('\n');
}
