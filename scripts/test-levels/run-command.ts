import { spawn } from 'node:child_process';
import { ROOT } from '../workspaces.ts';

/** Runs it in the foreground with our output; true if it ended well. */
export function runCommand(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(false);
    });
    // Ctrl-C reaches both of us; whoever ends only us means the tests.
    const endChild = () => child.kill('SIGTERM');
    process.once('SIGTERM', endChild);
    child.once('exit', (code) => {
      process.off('SIGTERM', endChild);
      resolve(code === 0);
    });
  });
}

/** All of them one after the other, until one fails. */
export async function runInTurn(...commands: readonly (() => Promise<boolean>)[]): Promise<boolean> {
  for (const command of commands) {
    if (!(await command())) return false;
  }
  return true;
}

/** All of them at once; each is waited for, so that all faults are told. */
export async function runTogether(...commands: readonly (() => Promise<boolean>)[]): Promise<boolean> {
  const outcomes = await Promise.all(commands.map((command) => command()));
  return outcomes.every((passed) => passed);
}
