import type { AssignmentSettings, DeclaredAgent } from '@onethread/contracts';

/** One difference between two settings, or of one agent. */
export interface SettingsChange {
  /** `queues[billing].targets.firstResponseMinutes`; `agents[anna@example.org].capacity`. */
  readonly path: string;
  /** As JSON; empty where there is none. */
  readonly before: string;
  readonly after: string;
}

/** Lists whose elements have a name, and the field that holds it: they are compared by name, not by place. */
const KEY_OF: ReadonlyMap<string, string> = new Map([
  ['skills', 'id'],
  ['teams', 'id'],
  ['pools', 'id'],
  ['calendars', 'id'],
  ['channels', 'channel'],
  ['queues', 'id'],
  ['rules', 'id'],
  ['holidays', 'date'],
]);

/** What differs, in the order of the document; none: they are the same. A changed order of a list is a change of the list itself. */
export function settingsChanges(before: AssignmentSettings, after: AssignmentSettings): readonly SettingsChange[] {
  const changes: SettingsChange[] = [];
  compare('', before, after, changes);
  return changes;
}

/** What differs of one agent; `before` absent: a new one. The path names the email it will have. */
export function agentChanges(before: DeclaredAgent | undefined, after: DeclaredAgent): readonly SettingsChange[] {
  const changes: SettingsChange[] = [];
  compare(`agents[${after.email}]`, before, after, changes);
  return changes;
}

function compare(path: string, before: unknown, after: unknown, changes: SettingsChange[]): void {
  const [one, other] = [asJson(before), asJson(after)];
  if (one === other) return;
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [left, right] = [before[key], after[key]];
      const keyField = listKey(key, left, right);
      if (keyField !== undefined) compareLists(joined(path, key), keyField, left as Named[], right as Named[], changes);
      else compare(joined(path, key), left, right, changes);
    }
    return;
  }
  changes.push({ path, before: one, after: other });
}

type Named = Readonly<Record<string, unknown>>;

/** The naming field of a list that has one: skills that are asked for are a list of another kind than skills that there are. */
function listKey(list: string, left: unknown, right: unknown): string | undefined {
  const field = KEY_OF.get(list);
  const isNamed = (value: unknown): boolean =>
    Array.isArray(value) &&
    field !== undefined &&
    value.every((one) => isRecord(one) && typeof one[field] === 'string');
  return isNamed(left) && isNamed(right) ? field : undefined;
}

function compareLists(
  path: string,
  field: string,
  before: readonly Named[],
  after: readonly Named[],
  changes: SettingsChange[],
): void {
  const nameOf = (one: Named): string => String(one[field]);
  const then = new Map(before.map((one) => [nameOf(one), one]));
  const now = new Map(after.map((one) => [nameOf(one), one]));
  for (const [name, one] of then)
    if (!now.has(name)) changes.push({ path: `${path}[${name}]`, before: asJson(one), after: '' });
  for (const [name, one] of now) compare(`${path}[${name}]`, then.get(name), one, changes);
  const kept = [...then.keys()].filter((name) => now.has(name));
  const expected = [...kept, ...[...now.keys()].filter((name) => !then.has(name))];
  const told = [...now.keys()];
  if (asJson(expected) !== asJson(told)) changes.push({ path, before: asJson([...then.keys()]), after: asJson(told) });
}

function joined(path: string, key: string): string {
  if (!/^[\w-]+$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same text for the same value, in whatever order its fields stand; empty for nothing. */
function asJson(value: unknown): string {
  return value === undefined
    ? ''
    : JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
