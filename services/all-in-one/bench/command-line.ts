import { parseArgs } from 'node:util';
import type { Row } from './row.ts';

export interface BenchCommand {
  readonly help: boolean;
  readonly short: boolean;
  /** What is measured is kept, and docs/benchmarks.md written anew. */
  readonly write: boolean;
  readonly rows: readonly Row[];
}

/** Thrown when the command line asks for what there is not. The message says what there is. */
export class CommandLineError extends Error {
  readonly code = 'command-line';
  readonly retryable = false;
}

/** Reads `--only a,b`, `--short`, `--write`, `--help`. Throws `CommandLineError`. */
export function readCommandLine(words: readonly string[], rows: readonly Row[]): BenchCommand {
  const { only, short, write, help } = parse(words);
  const names = only?.split(',').map((name) => name.trim()) ?? rows.map(({ name }) => name);
  const unknown = names.filter((name) => !rows.some((row) => row.name === name));
  if (unknown.length > 0) {
    throw new CommandLineError(
      `unknown row ${unknown.join(', ')}; there are: ${rows.map(({ name }) => name).join(', ')}`,
    );
  }
  if (short && write)
    throw new CommandLineError('--write keeps figures that may be quoted, which --short does not give');
  return {
    help,
    short,
    write: write || (only === undefined && !short),
    rows: rows.filter(({ name }) => names.includes(name)),
  };
}

interface Words {
  readonly only: string | undefined;
  readonly short: boolean;
  readonly write: boolean;
  readonly help: boolean;
}

function parse(words: readonly string[]): Words {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        only: { type: 'string' },
        short: { type: 'boolean' },
        write: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const { only, short = false, write = false, help = false } = values;
    return { only, short, write, help };
  } catch (error) {
    throw new CommandLineError((error as Error).message, { cause: error });
  }
}

export function helpText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return [
    'npm run bench -- [--only row,…] [--write | --short]',
    '',
    'Measures Onethread, embedded and on real servers, beside the speed of the machine and the servers in the same run.',
    'All rows in full are written to docs/benchmarks.md; --only prints, and writes with --write; --short prints.',
    'Rows on Kafka and a document database get them as tests do (services/lib/test-servers), else they are skipped.',
    'Data folders are made in the folder for temporary files (TMPDIR): it must be on a disk, not in memory.',
    '',
    ...rows.map(({ name, title }) => `  ${name.padEnd(width)}  ${title}`),
    '',
  ].join('\n');
}
