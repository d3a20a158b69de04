import { z } from 'zod';
import { declaredAgentSchema } from './agents.ts';
import { calendarSchema } from './calendars.ts';
import { channelCostSchema, poolSchema, settingsIdSchema, skillSchema, teamSchema } from './parts.ts';
import { queueSchema } from './queues.ts';
import { ruleSchema } from './rules.ts';

/** Limits keep one version well below what a document may weigh. */
const MOST = { skills: 500, teams: 500, pools: 50, calendars: 100, channels: 50, queues: 300, rules: 500 } as const;

/** Who gets what: one document, changed and checked as a whole, each version kept. Agents' own abilities stand with the agents. */
export const assignmentSettingsSchema = z.strictObject({
  skills: z.array(skillSchema).max(MOST.skills).default([]),
  teams: z.array(teamSchema).max(MOST.teams).default([]),
  pools: z
    .array(poolSchema)
    .max(MOST.pools)
    .default([{ id: 'main', name: 'Main' }]),
  calendars: z.array(calendarSchema).max(MOST.calendars).default([]),
  channels: z.array(channelCostSchema).max(MOST.channels).default([]),
  queues: z.array(queueSchema).min(1).max(MOST.queues),
  rules: z.array(ruleSchema).max(MOST.rules).default([]),
  /** Where a conversation goes that no rule names. */
  defaultQueue: settingsIdSchema,
  /** Waiting so long weighs as much as one unit of priority: so that nothing starves. */
  ageUnitSeconds: z.number().int().min(1).max(86_400).default(60),
});
export type AssignmentSettings = z.infer<typeof assignmentSettingsSchema>;

/** What a settings file holds: agents that it does not name stay as they are. */
export const settingsFileSchema = assignmentSettingsSchema.extend({
  agents: z.array(declaredAgentSchema).max(10_000).optional(),
});
export type SettingsFile = z.infer<typeof settingsFileSchema>;

/** Until somebody says otherwise: one queue for everyone. */
export const FIRST_SETTINGS: AssignmentSettings = assignmentSettingsSchema.parse({
  queues: [{ id: 'default', name: 'Everyone' }],
  defaultQueue: 'default',
});
