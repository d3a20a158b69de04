import type { AssignmentSettings, Rule } from '@onethread/contracts';
import type { Findings } from './settings-problem.ts';

/** A rule that is of no use where it stands, as the rules' own part of the domain tells. */
export type UselessRule =
  | { readonly why: 'covered' | 'same'; readonly rule: Rule; readonly by: Rule }
  | { readonly why: 'wordless'; readonly rule: Rule };

/** Rules that are never reached, two rules for one case, and queues that no rule leads to. */
export function checkRules(
  settings: AssignmentSettings,
  uselessRules: (rules: readonly Rule[]) => readonly UselessRule[],
  findings: Findings,
): void {
  for (const useless of uselessRules(settings.rules)) tell(useless, findings);
  for (const { id, name } of settings.queues) {
    if (id === settings.defaultQueue || settings.rules.some((rule) => rule.queue === id)) continue;
    const message = `No rule leads to ${name}: conversations come to it only when somebody transfers them. Add a rule, or take the queue out.`;
    findings.warn('queue-without-rule', `queues[${id}]`, message);
  }
}

function tell(useless: UselessRule, findings: Findings): void {
  const { id } = useless.rule;
  const path = `rules[${id}].when`;
  switch (useless.why) {
    case 'same': {
      const by = useless.by.id;
      const message = `${by} and ${id} are for the same case, and only ${by} would ever be used: keep one of them.`;
      return findings.error('two-rules-for-one-case', path, message);
    }
    case 'covered': {
      const by = useless.by.id;
      const message = `${by} stands before it and holds wherever ${id} does: ${id} is never reached. Put it before ${by}, or take it out.`;
      return findings.warn('rule-never-reached', path, message);
    }
    case 'wordless': {
      const message = `Nothing is left of the words of ${id} to look for: write words or numbers.`;
      return findings.warn('condition-never-holds', `${path}.text`, message);
    }
  }
}
