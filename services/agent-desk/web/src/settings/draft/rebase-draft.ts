import type { AgentSettings, AssignmentSettings, SettingsVersion } from '../../../../wire/settings.ts';
import { entriesOf, keyOf, LIST_NAMES, withList } from './settings-lists.ts';
import type { ListName, Lists } from './settings-lists.ts';
import { isSame, startDraft } from './settings-draft.ts';
import type { SettingsDraft } from './settings-draft.ts';

export interface Rebased {
  readonly draft: SettingsDraft;
  /** What both changed: the draft's own stands. As `queues[billing]`. */
  readonly conflicts: readonly string[];
}

/** The draft's own changes on top of what somebody else has put in force. */
export function rebaseDraft({ base, settings, agents }: SettingsDraft, version: SettingsVersion): Rebased {
  const { base: theirs } = startDraft(version);
  const conflicts: string[] = [];
  const pick = <T>(path: string, then: T, mine: T, other: T): T => {
    if (isSame(mine, then)) return other;
    if (!isSame(other, then) && !isSame(other, mine)) conflicts.push(path);
    return mine;
  };
  let merged: AssignmentSettings = {
    ...theirs.settings,
    defaultQueue: pick('defaultQueue', base.settings.defaultQueue, settings.defaultQueue, theirs.settings.defaultQueue),
    ageUnitSeconds: pick(
      'ageUnitSeconds',
      base.settings.ageUnitSeconds,
      settings.ageUnitSeconds,
      theirs.settings.ageUnitSeconds,
    ),
  };
  for (const list of LIST_NAMES) {
    merged = mergeList(
      merged,
      list,
      [entriesByKey(base.settings, list), entriesByKey(settings, list), entriesByKey(theirs.settings, list)],
      pick,
    );
  }
  const [then, mine] = [byId(base.agents), byId(agents)];
  const mergedAgents = theirs.agents.map((other) => {
    const before = then.get(other.agentId);
    const own = mine.get(other.agentId);
    return before === undefined || own === undefined ? other : pick(`agents[${other.email}]`, before, own, other);
  });
  return { draft: { base: theirs, settings: merged, agents: mergedAgents }, conflicts };
}

function byId(agents: readonly AgentSettings[]): ReadonlyMap<string, AgentSettings> {
  return new Map(agents.map((agent) => [agent.agentId, agent]));
}

type Pick = <T>(path: string, then: T, mine: T, other: T) => T;

function mergeList(
  merged: AssignmentSettings,
  list: ListName,
  [then, mine, theirs]: readonly [Entries, Entries, Entries],
  pick: Pick,
): AssignmentSettings {
  const inOrder = isSame([...mine.keys()], [...then.keys()]) ? [theirs, mine] : [mine, theirs];
  const keys = new Set(inOrder.flatMap((side) => [...side.keys()]));
  const entries = [...keys].map((key) => pick(`${list}[${key}]`, then.get(key), mine.get(key), theirs.get(key)));
  return withList(
    merged,
    list,
    entries.filter((one) => one !== undefined),
  );
}

type Entries = ReadonlyMap<string, Lists[ListName]>;

function entriesByKey(settings: AssignmentSettings, list: ListName): Entries {
  return new Map(entriesOf(settings, list).map((one) => [keyOf(one), one] as const));
}
