/** What the codes of failures mean to an operator, where the value itself shows no fault (any more). */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['not-json', 'the value is not JSON'],
  ['schema', 'the value did not fit its topic; the present version can read it'],
  ['not-a-reply', 'the value was no reply; the present version can read it'],
  ['unclassified', 'an unforeseen fault: see the log of its group at that time'],
  ['record-too-large', 'what would follow from it is larger than a record may be'],
  ['foreign', 'it was put here by something else: it does not say where it failed'],
]);

/** A sentence for a stable code; never content. */
export function explainCode(code: string): string {
  return MEANINGS.get(code) ?? `failed with code ${code}`;
}
