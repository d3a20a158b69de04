import { execFile } from 'node:child_process';

/** Thrown when a tool is not there, or ends with a fault: the end of what it said. */
export class CommandFailedError extends Error {
  readonly code = 'command-failed';
  readonly retryable = false;
}

const MAX_OUTPUT_BYTES = 10_000_000;
const OUTPUT_TAIL_CHARACTERS = 600;

/** Runs a tool to its end and gives back what it wrote, both streams. Throws `CommandFailedError`. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { readonly withinMs: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: options.withinMs, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`;
      if (!error) return resolve(output);
      const said = output.trim().slice(-OUTPUT_TAIL_CHARACTERS) || error.message;
      const why = error.code === 'ENOENT' ? 'is not installed' : error.killed ? 'took too long' : `failed: ${said}`;
      reject(new CommandFailedError(`${program} ${why}`, { cause: error }));
    });
  });
}
