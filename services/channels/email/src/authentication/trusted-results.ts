import type { HeaderField } from '../parsing/header-fields.ts';
import { asVerdict, type Verdict } from './sender-check.ts';

/** Characters of one field that are looked at. */
const MAX_VALUE = 20_000;

/** One statement of an Authentication-Results field. */
export interface MethodResult {
  readonly method: string;
  readonly verdict: Verdict;
  /** `header.from`, `smtp.mailfrom`, … in lower case; the first of each name counts. */
  readonly properties: ReadonlyMap<string, string>;
}

/**
 * What our front server said (RFC 8601): the topmost Authentication-Results with its name, and those with its name that
 * follow before the next Received. Whatever stands further down came with the mail. Undefined: it said nothing.
 */
export function trustedResults(
  fields: readonly HeaderField[],
  authservId: string,
): readonly MethodResult[] | undefined {
  if (authservId === '') return undefined;
  const said: MethodResult[] = [];
  let found = false;
  for (const { name, value } of fields) {
    if (name === 'received' && found) break;
    if (name !== 'authentication-results') continue;
    const parsed = readResults(value);
    if (parsed?.authservId === authservId) {
      found = true;
      said.push(...parsed.results);
    } else if (found) break;
  }
  return found ? said : undefined;
}

/** Undefined: it is not written as RFC 8601 has it. */
export function readResults(value: string): { authservId: string; results: readonly MethodResult[] } | undefined {
  const statements = statementsOf(value.slice(0, MAX_VALUE));
  const authservId = statements[0]?.[0]?.toLowerCase();
  if (authservId === undefined || authservId === '=') return undefined;
  const results = statements.slice(1).flatMap((words) => resultOf(words) ?? []);
  return { authservId, results };
}

/** `dmarc = pass header.from = example.org`, word by word. */
function resultOf(words: readonly string[]): MethodResult | undefined {
  const [method = '', equals, verdict = ''] = words;
  if (equals !== '=' || method === '=' || verdict === '=') return undefined;
  const properties = new Map<string, string>();
  for (let at = 3; at + 2 < words.length; at += 3) {
    const [name = '', sign, value = ''] = words.slice(at, at + 3);
    // Anything else is not the grammar's, and what follows cannot be told apart.
    if (sign !== '=') break;
    if (!properties.has(name.toLowerCase())) properties.set(name.toLowerCase(), value.toLowerCase());
  }
  // `dmarc/1`: a version of the method.
  return {
    method: method.toLowerCase().split('/')[0] ?? '',
    verdict: asVerdict(verdict.toLowerCase()),
    properties,
  };
}

/** The statements between semicolons, each as its words; comments are left out, quoted strings are one word. */
function statementsOf(value: string): string[][] {
  const statements: string[][] = [[]];
  let word: string | undefined;
  let depth = 0;
  const endWord = () => {
    if (word !== undefined) statements.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < value.length; at += 1) {
    const sign = value.charAt(at);
    if (depth > 0) {
      if (sign === '\\') at += 1;
      else if (sign === '(') depth += 1;
      else if (sign === ')') depth -= 1;
    } else if (sign === '(') {
      endWord();
      depth = 1;
    } else if (sign === '"') {
      word ??= '';
      for (at += 1; at < value.length && value.charAt(at) !== '"'; at += 1) {
        if (value.charAt(at) === '\\') at += 1;
        word += value.charAt(at);
      }
    } else if (sign === ';') {
      endWord();
      statements.push([]);
    } else if (sign === '=') {
      // Part of a value that has begun (`x=a=b`), else what stands between a name and it.
      const before = statements.at(-1)?.at(-1);
      if (word !== undefined && before === '=') word += sign;
      else {
        endWord();
        statements.at(-1)?.push('=');
      }
    } else if (/\s/.test(sign)) {
      endWord();
    } else word = (word ?? '') + sign;
  }
  endWord();
  return statements;
}
