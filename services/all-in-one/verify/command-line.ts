import { parseArgs } from 'node:util';
import { ENGINES, type EngineName } from './deployments/deployment.ts';
import type { Fault } from './faults/fault.ts';
import { FAULTS, faultsFor } from './faults/faults.ts';

/** What is to be done; `list` and `help` print and do nothing. */
export interface VerifyCommand {
  readonly kind: 'run' | 'list' | 'help';
  readonly engine: EngineName;
  readonly messages: number;
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly minutes: number | undefined;
  readonly jsonFile: string | undefined;
  readonly textFile: string | undefined;
  readonly brokers: 1 | 3;
}

/** Thrown when the command line asks for what there is not. The message says what there is. */
export class CommandLineError extends Error {
  readonly code = 'command-line';
  readonly retryable = false;
}

const DEFAULT_MESSAGES = 10_000;
const MOST_MESSAGES = 10_000_000;

/** Reads the words behind `npm run verify:delivery --`. Throws `CommandLineError`. */
export function readCommandLine(words: readonly string[], newSeed: () => number): VerifyCommand {
  const values = parse(words);
  const engine = ENGINES.find((name) => name === (values.engine ?? 'embedded'));
  if (engine === undefined) throw new CommandLineError(`--engine: ${values.engine} is none of ${ENGINES.join(', ')}`);
  const brokers = wholeNumber('--brokers', values.brokers ?? '1', 1, 3);
  if (brokers === 2) throw new CommandLineError('--brokers: 1 or 3');
  const kind = values.help === true ? 'help' : values.faults === 'list' ? 'list' : 'run';
  return {
    kind,
    engine,
    brokers: brokers === 3 ? 3 : 1,
    messages: wholeNumber('--messages', values.messages ?? String(DEFAULT_MESSAGES), 1, MOST_MESSAGES),
    seed: values.seed === undefined ? newSeed() : wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
    faults: kind === 'run' ? chosenFaults(values.faults ?? 'all', engine, brokers === 3 ? 3 : 1) : [],
    minutes: values.minutes === undefined ? undefined : wholeNumber('--minutes', values.minutes, 1, 24 * 60),
    jsonFile: values.json,
    textFile: values.text,
  };
}

function parse(words: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...words],
      options: {
        engine: text,
        messages: text,
        seed: text,
        faults: text,
        minutes: text,
        json: text,
        text,
        brokers: text,
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CommandLineError((error as Error).message, { cause: error });
  }
}

function wholeNumber(name: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new CommandLineError(`${name}: ${given} is not a whole number from ${least} to ${most}`);
  return value;
}

/** `all`, `none`, or names with commas between them; only what this engine can have. */
export function chosenFaults(given: string, engine: EngineName, brokers: 1 | 3): readonly Fault[] {
  const possible = faultsFor(engine, brokers);
  if (given === 'all') return possible;
  if (given === 'none') return [];
  return given.split(',').map((name) => {
    const fault = possible.find((one) => one.name === name.trim());
    if (fault === undefined)
      throw new CommandLineError(
        `--faults: ${name} is none of ${engine}'s: ${possible.map((one) => one.name).join(', ')}`,
      );
    return fault;
  });
}

/** What `--faults list` prints. */
export function faultList(): string {
  const width = Math.max(...FAULTS.map(({ name }) => name.length));
  return FAULTS.map(
    ({ name, about, engines, brokers }) =>
      `${name.padEnd(width)}  ${about} [${engines.join(', ')}${brokers === undefined ? '' : `; ${brokers} brokers`}]\n`,
  ).join('');
}

export const HELP = `npm run verify:delivery -- [--engine ${ENGINES.join('|')}] [--messages N] [--seed S]
    [--faults all|none|list|a,b,c] [--minutes M] [--brokers 1|3] [--json file] [--text file]

Customers write on all channels and automatic agents answer, through the real protocols, while things are broken on a
schedule made from the seed. Then everything that was acknowledged, stored, shown, sent and assigned is compared.
Ends with 0 when no promise was broken, with 1 when one was (the ledger names ids and seed), with 2 when it could not run.
`;
