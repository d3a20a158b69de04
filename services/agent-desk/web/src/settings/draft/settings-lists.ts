import type {
  AssignmentSettings,
  Calendar,
  ChannelCost,
  Pool,
  QueueSettings,
  Rule,
  Skill,
  TeamSettings,
} from '../../../../wire/settings.ts';

/** The lists of the settings, and what stands in each. */
export interface Lists {
  readonly skills: Skill;
  readonly teams: TeamSettings;
  readonly pools: Pool;
  readonly calendars: Calendar;
  readonly channels: ChannelCost;
  readonly queues: QueueSettings;
  readonly rules: Rule;
}
export type ListName = keyof Lists;
export const LIST_NAMES: readonly ListName[] = ['skills', 'teams', 'pools', 'calendars', 'channels', 'queues', 'rules'];

/** What an entry is known by, for as long as it lives. */
export function keyOf(entry: Lists[ListName]): string {
  return 'channel' in entry ? entry.channel : entry.id;
}

export function entriesOf<L extends ListName>(settings: AssignmentSettings, list: L): readonly Lists[L][] {
  return settings[list] as readonly Lists[ListName][] as readonly Lists[L][];
}

export function findEntry<L extends ListName>(
  settings: AssignmentSettings,
  list: L,
  key: string,
): Lists[L] | undefined {
  return entriesOf(settings, list).find((one) => keyOf(one) === key);
}

/** Changes fields of one entry; an unknown key changes nothing. */
export function patchEntry<L extends ListName>(
  settings: AssignmentSettings,
  list: L,
  key: string,
  patch: Partial<Lists[L]>,
): AssignmentSettings {
  return withList(
    settings,
    list,
    entriesOf(settings, list).map((one) => (keyOf(one) === key ? { ...one, ...patch } : one)),
  );
}

/** At the end: what is new comes last. */
export function addEntry<L extends ListName>(
  settings: AssignmentSettings,
  list: L,
  entry: Lists[L],
): AssignmentSettings {
  return withList(settings, list, [...entriesOf(settings, list), entry]);
}

export function removeEntry(settings: AssignmentSettings, list: ListName, key: string): AssignmentSettings {
  return withList(
    settings,
    list,
    entriesOf(settings, list).filter((one) => keyOf(one) !== key),
  );
}

/** One place up (-1) or down (1); at the end of the list it stays. */
export function moveEntry(settings: AssignmentSettings, list: ListName, key: string, by: 1 | -1): AssignmentSettings {
  const entries = entriesOf(settings, list);
  const at = entries.findIndex((one) => keyOf(one) === key);
  const other = entries[at + by];
  const moved = entries[at];
  if (moved === undefined || other === undefined) return settings;
  return withList(settings, list, entries.with(at, other).with(at + by, moved));
}

export function withList<L extends ListName>(
  settings: AssignmentSettings,
  list: L,
  entries: readonly Lists[L][],
): AssignmentSettings {
  return { ...settings, [list]: entries };
}
