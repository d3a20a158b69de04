import type { RuleCondition } from '../../../../wire/settings.ts';

/** When a rule holds, in one line. */
export function conditionWords(when: RuleCondition | null): string {
  if (when === null) return 'Always';
  const { channels, accounts, languages, attributes, text, hours } = when;
  const parts = [
    anyOf('on', channels),
    anyOf('to', accounts),
    anyOf('in', languages),
    ...attributes.map(({ name, values }) => `${name} is ${values.join(' or ')}`),
    anyOf('says', text),
    hours === null ? '' : `${hours.open ? 'within' : 'outside'} the hours of ${hours.calendar}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'Always' : `If ${parts.join(', ')}`;
}

function anyOf(what: string, values: readonly string[]): string {
  const known = values.filter((value) => value.trim() !== '');
  return known.length === 0 ? '' : `${what} ${known.join(' or ')}`;
}
