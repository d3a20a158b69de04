import { z } from 'zod';
import { settingsIdSchema, skillNeedSchema } from './parts.ts';

const seconds = z.number().int().min(0).max(86_400);
const minutes = z.number().int().min(1).max(525_600);
const skillNeeds = z.array(skillNeedSchema).max(20);

/** From this age on other skills are asked for: less, as a rule. Times run on the conversation's own clock. */
export const relaxStepSchema = z.strictObject({ afterSeconds: seconds, skills: skillNeeds });
export type RelaxStep = z.infer<typeof relaxStepSchema>;

/** From this age on the members of another queue of the pool are asked too, with the skills asked for by then. */
export const overflowStepSchema = z.strictObject({ afterSeconds: seconds, queue: settingsIdSchema });
export type OverflowStep = z.infer<typeof overflowStepSchema>;

/** Within what time somebody (never an automatic answer) should answer; minutes of the queue's calendar. */
export const targetsSchema = z.strictObject({
  firstResponseMinutes: minutes.optional(),
  nextResponseMinutes: minutes.optional(),
  resolutionMinutes: minutes.optional(),
  /** How long before the due time a warning is given; default 15 minutes, at most half of the target. */
  warnMinutes: minutes.default(15),
});
export type Targets = z.infer<typeof targetsSchema>;

export const queueSchema = z.strictObject({
  id: settingsIdSchema,
  name: z.string().trim().min(1).max(120),
  pool: settingsIdSchema.default('main'),
  /** Agents of any of these teams serve it; none named: every agent of the pool. */
  teams: z.array(settingsIdSchema).max(100).default([]),
  skills: skillNeeds.default([]),
  relax: z.array(relaxStepSchema).max(20).default([]),
  overflow: z.array(overflowStepSchema).max(20).default([]),
  /** From this age on anyone in the pool is asked, whatever their skills; absent: never. */
  anyoneAfterSeconds: seconds.optional(),
  /** Added to what the rule gives; each unit weighs as much as `ageUnitSeconds` of waiting. */
  priority: z.number().int().min(-1000).max(1000).default(0),
  calendar: settingsIdSchema.optional(),
  targets: targetsSchema.optional(),
  /** How long an offer stands; absent: the service's own setting. */
  offerSeconds: z.number().int().min(1).max(3600).optional(),
  /** Conversations are given without being offered. */
  autoAccept: z.boolean().default(false),
  /** How long a conversation waits for the agent who served it last while that agent is there but full. */
  stickySeconds: z.number().int().min(0).max(3600).default(10),
  /** A live conversation in which nobody wrote for so long gives its agent's capacity free. */
  idleMinutes: z.number().int().min(1).max(10_080).default(30),
});
export type QueueSettings = z.infer<typeof queueSchema>;
