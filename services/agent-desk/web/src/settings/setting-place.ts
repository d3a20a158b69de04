import { settingsPath } from '../navigation.ts';

/** Where in the pages something of the settings is edited. */
export interface SettingPlace {
  readonly section: string;
  /** Empty: the section itself. */
  readonly entry: string;
  /** Within the entry: targets.firstResponseMinutes. */
  readonly field: string;
}

const SECTION_OF: Readonly<Record<string, string>> = {
  pools: 'general',
  defaultQueue: 'general',
  ageUnitSeconds: 'general',
};
const THINGS: Readonly<Record<string, string>> = {
  queues: 'Queue',
  rules: 'Rule',
  skills: 'Skill',
  teams: 'Team',
  pools: 'Pool',
  calendars: 'Calendar',
  channels: 'Channel',
  agents: 'Agent',
  defaultQueue: 'Default queue',
  ageUnitSeconds: 'Weight of waiting',
};

/** Reads a path such as `queues[billing].targets.firstResponseMinutes`. */
export function parseSettingPath(path: string): SettingPlace {
  const [, head = '', entry = '', field = ''] = /^(\w+)(?:\[([^\]]*)\])?\.?(.*)$/.exec(path) ?? [];
  const section = SECTION_OF[head] ?? head;
  // The general page has no page of its own per entry.
  if (section === 'general') return { section, entry: '', field: entry === '' ? head : `${head}[${entry}]` };
  return { section, entry, field: camelCased(field) };
}

/** The address of the field that a path names. `entryOf` tells what an entry is called in addresses. */
export function settingPathToAddress(path: string, entryOf: (place: SettingPlace) => string): string {
  const place = parseSettingPath(path);
  const address = settingsPath(place.section, entryOf(place));
  return place.field === '' ? address : `${address}#field=${encodeURIComponent(place.field)}`;
}

/** A path in words: "Queue billing: targets, first response minutes". */
export function settingPathWords(path: string): string {
  const [, head = '', entry = '', field = ''] = /^(\w+)(?:\[([^\]]*)\])?\.?(.*)$/.exec(path) ?? [];
  const thing = THINGS[head] ?? head;
  const what =
    entry === ''
      ? field === '' && head in THINGS && head.endsWith('s')
        ? `Order of ${head}`
        : thing
      : `${thing} ${entry}`;
  return field === '' ? what : `${what}: ${fieldWords(field)}`;
}

function fieldWords(field: string): string {
  return camelCased(field)
    .split('.')
    .map((part) => part.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase())
    .join(', ');
}

function camelCased(field: string): string {
  return field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
