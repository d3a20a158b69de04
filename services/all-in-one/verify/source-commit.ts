import { execFileSync } from 'node:child_process';

/** The commit that is run, marked where sources differ from it; `unknown` outside of a checkout. */
export function sourceCommit(): string {
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':/services') !== '';
    return git('rev-parse', '--short=12', 'HEAD') + (changed ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}

function git(...words: string[]): string {
  const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
  return execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8', stdio }).trim();
}
