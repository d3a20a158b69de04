import { WEEKDAYS } from '@onethread/contracts';
import type {
  AgentAbilities,
  AssignmentSettings,
  Calendar,
  DeclaredAgent,
  QueueSettings,
  Rule,
} from '@onethread/contracts';
import type {
  AgentSettingsInput,
  WireAbilitiesInput,
  WireCalendarInput,
  WireQueueSettingsInput,
  WireRuleInput,
  WireSettingsInput,
} from './settings-types.ts';

/** Settings as they travel: what is absent is left out, which the wire tells as 0 or empty where it can mean nothing else. */
export function settingsToProto(settings: AssignmentSettings): WireSettingsInput {
  const { skills, teams, pools, calendars, channels, queues, rules, defaultQueue, ageUnitSeconds } = settings;
  return {
    skills,
    teams: teams.map(given),
    pools,
    calendars: calendars.map(encodeCalendar),
    channels: channels.map(given),
    queues: queues.map(encodeQueue),
    rules: rules.map(encodeRule),
    defaultQueue,
    ageUnitSeconds,
  };
}

function encodeCalendar({ week, ...calendar }: Calendar): WireCalendarInput {
  return { ...calendar, week: WEEKDAYS.map((weekday) => ({ weekday, hours: week[weekday] })) };
}

function encodeQueue({ targets, ...queue }: QueueSettings): WireQueueSettingsInput {
  return { ...given(queue), ...(targets === undefined ? {} : { targets: given(targets) }) };
}

function encodeRule({ when, ...rule }: Rule): WireRuleInput {
  const attributes = Object.entries(when.attributes).map(([name, values]) => ({ name, values }));
  const { hours, ...lists } = when;
  return { ...rule, when: { ...lists, attributes, ...(hours === undefined ? {} : { hours }) } };
}

/** An agent as it travels; without an id it is the one with this email, or a new one. */
export function declaredAgentToProto(declared: DeclaredAgent, agentId = ''): AgentSettingsInput {
  const { email, name, role, disabled, ...abilities } = declared;
  return { agentId, email, name, role, disabled, abilities: encodeAbilities(abilities) };
}

function encodeAbilities({ channels, ...abilities }: AgentAbilities): WireAbilitiesInput {
  const limits = Object.entries(channels).map(([channel, capacity]) => ({ channel, capacity }));
  return { ...given(abilities), channels: limits };
}

/** Fields that are there: on the wire one that is `undefined` is none. */
type Given<Told> = { [Field in keyof Told]: Exclude<Told[Field], undefined> };

function given<Told extends object>(told: Told): Given<Told> {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Given<Told>;
}
