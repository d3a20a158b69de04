import { createInterface } from 'node:readline/promises';
import { PlainError } from './output.ts';

/** Thrown when somebody said no, or could not be asked. */
export class NotConfirmedError extends PlainError {}

/**
 * Asks for a word to be typed before something is done that nothing undoes; `given` is the word from the command line.
 * Nobody is taken at their word here: where nobody can be asked, the word has to be given. Throws `NotConfirmedError`.
 */
export async function confirmedByWord(question: string, word: string, given: string | undefined): Promise<void> {
  const answer = given ?? (await typed(`${question} `));
  if (answer?.trim() !== word) throw new NotConfirmedError(`Nothing was changed: that is not ${word}.`);
}

async function typed(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

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
