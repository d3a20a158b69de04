import type { Command } from 'commander';
import { RpcError } from '@onethread/rpc';
import { NotRunningError, type GlobalOptions } from './running-system.ts';

/** Text for people, or one JSON value with `--json`. */
export function say(command: Command, value: unknown, text: string): void {
  const { json } = command.optsWithGlobals<GlobalOptions>();
  console.log(json === true ? JSON.stringify(value, null, 2) : text);
}

/** A fault in one plain line; what is not foreseen with its stack. */
export function sayFault(error: unknown): void {
  if (error instanceof NotRunningError) console.error(error.message);
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
