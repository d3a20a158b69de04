import type { Texts } from '../texts/texts.ts';

/** What went wrong, in words that say what to do: `RestError` names it by its code. */
export function linkProblem(error: unknown, { problems }: Texts): string {
  const code = (error as { readonly code?: string } | undefined)?.code ?? '';
  return (problems as Readonly<Record<string, string | undefined>>)[code] ?? problems.other;
}
