import {
  assignmentSettingsSchema,
  declaredAgentSchema,
  queueSchema,
  ruleConditionSchema,
  ruleSchema,
  targetsSchema,
  type AssignmentSettings,
  type Calendar,
  type DeclaredAgent,
  type QueueSettings,
  type Rule,
} from '@onethread/contracts';
import { stringify } from 'yaml';

const QUEUE = queueSchema.parse({ id: 'a', name: 'a' });
const CONDITION = ruleConditionSchema.parse({});
const RULE = ruleSchema.parse({ id: 'a', name: 'a', when: {}, queue: 'a' });
const TARGETS = targetsSchema.parse({});
const AGENT = declaredAgentSchema.parse({ email: 'a@b', name: 'a' });
const SETTINGS = assignmentSettingsSchema.parse({ queues: [QUEUE], defaultQueue: 'a' });

/** A settings file that puts in force what is: what is as it would be anyway is left out. */
export function settingsYaml(settings: AssignmentSettings, agents: readonly DeclaredAgent[]): string {
  const file = {
    ...said(settings, SETTINGS, ['queues', 'defaultQueue']),
    ...(settings.calendars.length === 0 ? {} : { calendars: settings.calendars.map(saidCalendar) }),
    queues: settings.queues.map(saidQueue),
    ...(settings.rules.length === 0 ? {} : { rules: settings.rules.map(saidRule) }),
    ...(agents.length === 0 ? {} : { agents: agents.map((agent) => said(agent, AGENT, ['email', 'name', 'role'])) }),
  };
  return stringify(file, { lineWidth: 100 });
}

function saidCalendar({ week, holidays, ...calendar }: Calendar): object {
  return {
    ...calendar,
    week: Object.fromEntries(Object.entries(week).filter(([, hours]) => hours.length > 0)),
    ...(holidays.length === 0 ? {} : { holidays: holidays.map((holiday) => said(holiday, { name: '', hours: [] })) }),
  };
}

function saidQueue({ targets, ...queue }: QueueSettings): object {
  return {
    ...said(queue, QUEUE, ['id', 'name']),
    ...(targets === undefined ? {} : { targets: said(targets, TARGETS) }),
  };
}

function saidRule({ when, ...rule }: Rule): object {
  const { id, name, ...others } = said(rule, RULE, ['id', 'name', 'queue']) as Partial<Rule>;
  return { id, name, when: said(when, CONDITION), ...others };
}

/** Fields that say something else than their default, and those that are always said. */
function said<Told extends object>(
  told: Told,
  defaults: object,
  always: readonly (keyof Told & string)[] = [],
): object {
  const isSaid = ([name, value]: [string, unknown]): boolean => {
    if ((always as readonly string[]).includes(name)) return true;
    const byDefault: unknown = (defaults as Record<string, unknown>)[name];
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(byDefault);
  };
  return Object.fromEntries(Object.entries(told).filter(isSaid));
}
