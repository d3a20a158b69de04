import type { ProfileValue } from '../../../wire/identity.ts';

/** All that is said of one field. */
export interface ProfileGroup {
  readonly field: string;
  readonly label: string;
  /** Each different value once, best first, with every place that says so. */
  readonly values: readonly { readonly value: string; readonly sources: readonly ProfileValue[] }[];
  /** Places disagree: nobody chooses silently. */
  readonly conflict: boolean;
}

const LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'Email',
  phone: 'Phone',
  language: 'Language',
  user: 'User in the app',
};
const ORDER = Object.keys(LABELS);

/** Values by field, in the order in which people are described. */
export function profileGroups(values: readonly ProfileValue[]): readonly ProfileGroup[] {
  const fields = [...new Set(values.map((one) => one.field))].toSorted((one, other) => rank(one) - rank(other));
  return fields.map((field) => {
    const byValue = new Map<string, ProfileValue[]>();
    for (const one of values) {
      if (one.field === field) byValue.set(one.value, [...(byValue.get(one.value) ?? []), one]);
    }
    const found = [...byValue].map(([value, sources]) => ({ value, sources }));
    return { field, label: LABELS[field] ?? field, values: found, conflict: found.length > 1 };
  });
}

function rank(field: string): number {
  const at = ORDER.indexOf(field);
  return at === -1 ? ORDER.length : at;
}
