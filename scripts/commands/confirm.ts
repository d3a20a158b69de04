import { createInterface } from 'node:readline/promises';
import { PlainError } from './output.ts';

/** Thrown when somebody said no, or could not be asked. */
export class NotConfirmedError extends PlainError {}

/**
 * Asks on a terminal before something is changed; `yes` answers beforehand. Where nobody can be asked (a script, a container)
 * the command is taken at its word. Throws `NotConfirmedError`.
 */
export async function confirmed(question: string, yes: boolean): Promise<void> {
  if (yes || !process.stdin.isTTY || !process.stderr.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (!/^y(es)?$/iu.test(answer.trim())) throw new NotConfirmedError('Nothing was changed.');
  } finally {
    terminal.close();
  }
}
