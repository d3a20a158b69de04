import type { Command } from 'commander';
import { RpcError } from '@onethread/rpc';
import { ConfigurationError } from '@onethread/runtime';
import { NotRunningError, type GlobalOptions } from './running-system.ts';

/** Thrown for what the operator can mend: its words are enough. */
export class PlainError extends Error {}

/** Thrown when the command was given what it cannot use; says what it takes. */
export class UsageError extends PlainError {}

/** Text for people, or one JSON value with `--json`. */
export function say(command: Command, value: unknown, text: string): void {
  const { json } = command.optsWithGlobals<GlobalOptions>();
  console.log(json === true ? JSON.stringify(value, null, 2) : text);
}

/** Faults that the operator can mend: their words are enough. */
const PLAIN = [NotRunningError, PlainError, ConfigurationError] as const;

/** A fault in one plain line; what is not foreseen with its stack. */
export function sayFault(error: unknown): void {
  if (PLAIN.some((kind) => error instanceof kind)) console.error((error as Error).message);
  else if (error instanceof RpcError) console.error(`${error.code}: ${error.message}`);
  else console.error(error);
}

/** Columns aligned by their widest cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '(none)';
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A number of the command line. Throws `UsageError` unless it is whole and within these bounds. */
export function wholeNumber(option: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (given.trim() !== '' && Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`${option} is a whole number from ${least} to ${most}`);
}
