import type { AgentSettings, AssignmentSettings, SettingsVersion, SettingsWish } from '../../../../wire/settings.ts';
import { entriesOf, keyOf, LIST_NAMES } from './settings-lists.ts';
import { tidied, tidiedAgent } from './tidied.ts';

/** The whole of the settings as somebody edits them, and from where they started. */
export interface SettingsDraft {
  readonly base: SettingsVersion;
  readonly settings: AssignmentSettings;
  readonly agents: readonly AgentSettings[];
}

export function startDraft(version: SettingsVersion): SettingsDraft {
  const base = { ...version, settings: tidied(version.settings), agents: version.agents.map(tidiedAgent) };
  return { base, settings: base.settings, agents: base.agents };
}

/** What is asked for: the settings without blank lines, and the agents that were changed. */
export function wishOf(draft: SettingsDraft): SettingsWish {
  const then = new Map(draft.base.agents.map((agent) => [agent.agentId, agent]));
  const agents = draft.agents.filter((agent) => !isSame(tidiedAgent(agent), then.get(agent.agentId)));
  return { settings: tidied(draft.settings), agents: agents.map(tidiedAgent) };
}

/** Sections, and entries as `queues/billing`, that differ from what is in force. */
export function changedPlaces(draft: SettingsDraft): ReadonlySet<string> {
  const { settings, agents } = wishOf(draft);
  const { base } = draft;
  const places = new Set<string>();
  for (const list of LIST_NAMES) {
    const section = list === 'pools' ? 'general' : list;
    const then = new Map(entriesOf(base.settings, list).map((one) => [keyOf(one), one]));
    const now = entriesOf(settings, list);
    for (const one of now) if (!isSame(one, then.get(keyOf(one)))) places.add(section).add(`${section}/${keyOf(one)}`);
    if (!isSame(now.map(keyOf), [...then.keys()])) places.add(section);
  }
  const { defaultQueue, ageUnitSeconds } = settings;
  if (defaultQueue !== base.settings.defaultQueue || ageUnitSeconds !== base.settings.ageUnitSeconds)
    places.add('general');
  for (const { agentId } of agents) places.add('agents').add(`agents/${agentId}`);
  return places;
}

export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** As JSON with its keys in order: what was set, unset and set again is the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : one,
  );
}
