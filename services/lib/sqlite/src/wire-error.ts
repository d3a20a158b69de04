import { SqliteUnavailableError } from './errors.ts';

/** An error as it travels between threads: a structured clone would drop `code` and all that a class adds. */
export interface WireError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Own fields with plain values, such as `code` and `retryable`. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

export function toWireError(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, fields: {} };
  const fields: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(error)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[key] = value;
  }
  return { name: error.name, message: error.message, stack: error.stack, fields };
}

export function fromWireError(wire: WireError): Error {
  if (wire.fields['code'] === 'sqlite-unavailable') return new SqliteUnavailableError(wire.message);
  const error = Object.assign(new Error(wire.message), wire.fields, { name: wire.name });
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}
