import { MAX_ATTRIBUTES } from '@onethread/contracts';

/** Names are letters, digits, "-" and "_"; longest name, and longest value as text. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;
const MAX_NAME_LENGTH = 64;
const MAX_VALUE_LENGTH = 200;

export interface UserAttributes {
  /** Absent where the token says nothing of them: then what was told before still holds. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** How many were left out: badly named, no text, number or boolean, too long, or beyond the most that are kept. */
  readonly dropped: number;
}

/** What the app's backend says of its user for rules, from the claim `attributes`: {"plan": "gold", "seats": 12, "trial": false}. */
export function attributesOf(claim: unknown): UserAttributes {
  if (claim === undefined) return { dropped: 0 };
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim)) return { dropped: 1 };
  const told = Object.entries(claim);
  const kept = told.flatMap(([name, value]) => {
    const text = textOf(value);
    return isName(name) && text !== undefined ? [[name, text] as const] : [];
  });
  const attributes = Object.fromEntries(kept.slice(0, MAX_ATTRIBUTES));
  return { attributes, dropped: told.length - Object.keys(attributes).length };
}

function isName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && NAME.test(name);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || !value.isWellFormed()) return undefined;
  const text = value.trim();
  return text.length <= MAX_VALUE_LENGTH ? text : undefined;
}
