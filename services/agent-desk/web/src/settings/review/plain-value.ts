const NONE = 'none';

/** JSON as one reads it: texts without quotes, lists with commas, skills with their level. Of an object what is set; what is no JSON as it is. */
export function plainValue(json: string): string {
  try {
    return plain(JSON.parse(json));
  } catch {
    return json;
  }
}

function plain(value: unknown): string {
  if (value === null || value === '') return NONE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.map(plain).join(', ');
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  const { skill, level, ...rest } = value as Readonly<Record<string, unknown>>;
  const fields = Object.entries(rest)
    .map(([name, one]) => [name, within(one)] as const)
    .filter(([, words]) => words !== NONE)
    .map(([name, words]) => `${spaced(name)}: ${words}`);
  const need =
    skill === undefined
      ? ''
      : [skill, level]
          .filter((one) => one !== undefined)
          .map(plain)
          .join(' ');
  return [need, ...fields].filter(Boolean).join(', ') || NONE;
}

function within(value: unknown): string {
  return Array.isArray(value) && value.length > 1 ? `(${plain(value)})` : plain(value);
}

function spaced(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
