import type { Rule, RuleCondition } from '@onethread/contracts';
import { foldText } from './fold-text.ts';
import { hasWords } from './has-words.ts';
import { isOfLanguage, languageTag } from './match-rule.ts';

/** A rule that is of no use where it stands. */
export type UselessRule =
  /** An earlier rule holds wherever this one does; `same`: and the other way round. */
  | { readonly why: 'covered' | 'same'; readonly rule: Rule; readonly by: Rule }
  /** Of its words nothing is left to look for. */
  | { readonly why: 'wordless'; readonly rule: Rule };

/** A condition with its phrases in the form in which they are compared. */
interface FoldedCondition extends RuleCondition {
  readonly phrases: readonly string[];
}

/** Rules that no conversation can ever come by, in their order, as far as their lists tell. */
export function uselessRules(rules: readonly Rule[]): readonly UselessRule[] {
  const useless: UselessRule[] = [];
  const earlier: { readonly rule: Rule; readonly when: FoldedCondition }[] = [];
  for (const rule of rules) {
    const when = { ...rule.when, phrases: rule.when.text.map((phrase) => foldText(phrase)) };
    if (when.phrases.length > 0 && when.phrases.every((phrase) => phrase === ''))
      useless.push({ why: 'wordless', rule });
    const wider = earlier.find((one) => covers(one.when, when));
    if (wider !== undefined) {
      useless.push({ why: covers(when, wider.when) ? 'same' : 'covered', rule, by: wider.rule });
    }
    earlier.push({ rule, when });
  }
  return useless;
}

/**
 * Whether the one holds wherever the other does: a list holds for no more than one that has all of its values, and a phrase
 * stands in no more texts than a phrase that is a part of it.
 */
function covers(one: FoldedCondition, other: FoldedCondition): boolean {
  return (
    coversList(one.channels, other.channels, isSame) &&
    coversList(one.accounts, other.accounts, isSame) &&
    coversList(one.languages, other.languages, (wide, narrow) => isOfLanguage(languageTag(narrow), wide)) &&
    coversAttributes(one.attributes, other.attributes) &&
    coversHours(one.hours, other.hours) &&
    coversList(one.phrases, other.phrases, (wide, narrow) => hasWords(narrow, wide))
  );
}

const isSame = (one: string, other: string): boolean => one === other;

function coversList(
  wide: readonly string[],
  narrow: readonly string[],
  holds: (wide: string, narrow: string) => boolean,
): boolean {
  if (wide.length === 0) return true;
  return narrow.length > 0 && narrow.every((value) => wide.some((candidate) => holds(candidate, value)));
}

function coversAttributes(wide: RuleCondition['attributes'], narrow: RuleCondition['attributes']): boolean {
  return Object.entries(wide).every(([name, values]) => {
    const asked = Object.hasOwn(narrow, name) ? narrow[name] : undefined;
    return asked !== undefined && asked.every((value) => values.includes(value));
  });
}

function coversHours(wide: RuleCondition['hours'], narrow: RuleCondition['hours']): boolean {
  if (wide === undefined) return true;
  return narrow !== undefined && wide.calendar === narrow.calendar && wide.open === narrow.open;
}
