import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { compileCache } from './compile-cache.ts';

const COMMAND = join(import.meta.dirname, '../../../scripts/onethread.ts');

export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** `npx onethread …`, the way an operator runs it, with `input` at its standard input. */
export async function onethreadCommand(
  words: readonly string[],
  { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [COMMAND, ...words], { env: { ...compileCache(), ...env }, stdio: 'pipe' });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // A command that needs no input may end before it was written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [exitCode, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { exitCode, output, errors };
}
