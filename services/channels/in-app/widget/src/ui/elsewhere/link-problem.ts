import { RestError } from '../../connection/rest-client.ts';
import type { Texts } from '../../texts/en.ts';

/** What went wrong, in words that say what to do. */
export function linkProblem(error: unknown, { linkProblems }: Texts): string {
  const code = error instanceof RestError ? error.code : '';
  return (linkProblems as Readonly<Record<string, string | undefined>>)[code] ?? linkProblems.other;
}
