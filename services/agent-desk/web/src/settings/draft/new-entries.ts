import type { Lists } from './settings-lists.ts';

/** What a new entry starts as. */
export const NEW_ENTRY: { readonly [L in keyof Lists]: (id: string, name: string) => Lists[L] } = {
  skills: (id, name) => ({ id, name }),
  teams: (id, name) => ({ id, name, maxLoad: 0 }),
  pools: (id, name) => ({ id, name }),
  calendars: (id, name) => ({
    id,
    name,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((weekday) => ({
      weekday,
      hours: ['09:00-17:00'],
    })),
    holidays: [],
  }),
  channels: (channel) => ({ channel, weight: 0, interruptible: false }),
  queues: (id, name) => ({
    id,
    name,
    pool: 'main',
    teams: [],
    skills: [],
    relax: [],
    overflow: [],
    priority: 0,
    calendar: '',
    targets: null,
    offerSeconds: 0,
    autoAccept: false,
    idleMinutes: 0,
  }),
  rules: (id, name) => ({
    id,
    name,
    when: { channels: [], accounts: [], languages: [], attributes: [], text: [], hours: null },
    queue: '',
    skills: [],
    priority: 0,
  }),
};

/** An id made of a name: lower case, digits and "-", at most 64; not one of those that are taken. */
export function idFrom(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  const first = plain === '' ? 'new' : plain;
  if (!taken.has(first)) return first;
  for (let at = 2; ; at++) if (!taken.has(`${first}-${at}`)) return `${first}-${at}`;
}
