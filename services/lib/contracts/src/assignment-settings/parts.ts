import { z } from 'zod';

/** Ids that operators choose: they stand in rules, in files and in decisions that are kept. */
export const settingsIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/u, 'lower-case letters, digits, ".", "_" and "-", at most 64');
const name = z.string().trim().min(1).max(120);

/** Levels of a skill run from 1 (a little) to this (best). */
export const MAX_SKILL_LEVEL = 5;

/** A skill at its least level. */
export const skillNeedSchema = z.strictObject({
  skill: settingsIdSchema,
  level: z.number().int().min(1).max(MAX_SKILL_LEVEL).default(1),
});
export type SkillNeed = z.infer<typeof skillNeedSchema>;

export const skillSchema = z.strictObject({ id: settingsIdSchema, name });
export type Skill = z.infer<typeof skillSchema>;

export const teamSchema = z.strictObject({
  id: settingsIdSchema,
  name,
  /** Most weight that all of the team hold together; absent: no limit but the agents' own. */
  maxLoad: z.number().int().min(1).max(100_000).optional(),
});
export type Team = z.infer<typeof teamSchema>;

/** A set of agents and queues that share capacity; the unit that one replica owns. */
export const poolSchema = z.strictObject({ id: settingsIdSchema, name });
export type Pool = z.infer<typeof poolSchema>;

/** What a conversation on a channel costs; what is absent is as the channel announces itself. */
export const channelCostSchema = z.strictObject({
  channel: z.string().min(1).max(40),
  weight: z.number().int().min(1).max(1000).optional(),
  /**
   * Counted apart from other work, against the agent's interruptible capacity: it may be held while the agent is full
   * of other work, and other work may land on an agent who is full of it. Default false.
   */
  interruptible: z.boolean().default(false),
});
export type ChannelCost = z.infer<typeof channelCostSchema>;
