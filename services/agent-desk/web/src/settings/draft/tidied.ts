import type { AgentSettings, AssignmentSettings, Calendar, QueueSettings, Rule } from '../../../../wire/settings.ts';

/** Without the blanks that stand in fields while somebody types. */
export function tidied(settings: AssignmentSettings): AssignmentSettings {
  return {
    ...settings,
    skills: settings.skills.map(named),
    teams: settings.teams.map(named),
    pools: settings.pools.map(named),
    calendars: settings.calendars.map((one) => tidiedCalendar(named(one))),
    queues: settings.queues.map((one) => tidiedQueue(named(one))),
    rules: settings.rules.map((one) => tidiedRule(named(one))),
  };
}

function named<T extends { readonly name: string }>(one: T): T {
  return { ...one, name: one.name.trim() };
}

export function tidiedAgent(agent: AgentSettings): AgentSettings {
  const { abilities } = agent;
  const skills = abilities.skills.filter(({ skill }) => skill !== '');
  const channels = abilities.channels.filter(({ channel }) => channel !== '');
  return { ...agent, abilities: { ...abilities, skills, channels } };
}

function tidiedQueue(queue: QueueSettings): QueueSettings {
  const { targets } = queue;
  const has =
    targets !== null && targets.firstResponseMinutes + targets.nextResponseMinutes + targets.resolutionMinutes > 0;
  return { ...queue, skills: queue.skills.filter(({ skill }) => skill !== ''), targets: has ? targets : null };
}

function tidiedRule(rule: Rule): Rule {
  const { when } = rule;
  const skills = rule.skills.filter(({ skill }) => skill !== '');
  if (when === null) return { ...rule, skills };
  const attributes = when.attributes
    .map(({ name, values }) => ({ name: name.trim(), values: words(values) }))
    .filter(({ name, values }) => name !== '' || values.length > 0);
  return {
    ...rule,
    skills,
    when: {
      ...when,
      accounts: words(when.accounts),
      languages: words(when.languages),
      text: words(when.text),
      attributes,
    },
  };
}

function tidiedCalendar(calendar: Calendar): Calendar {
  return {
    ...calendar,
    week: calendar.week.map((day) => ({ ...day, hours: words(day.hours) })).filter(({ hours }) => hours.length > 0),
    holidays: calendar.holidays.map((one) => ({ ...one, name: one.name.trim(), hours: words(one.hours) })),
  };
}

function words(all: readonly string[]): readonly string[] {
  return all.map((one) => one.trim()).filter(Boolean);
}
