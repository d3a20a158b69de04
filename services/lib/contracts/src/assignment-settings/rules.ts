import { z } from 'zod';
import { settingsIdSchema, skillNeedSchema } from './parts.ts';

const words = z.array(z.string().trim().min(1).max(200)).max(100);

/** All that is named must hold; within one list any one is enough. Nothing named: it always holds. */
export const ruleConditionSchema = z.strictObject({
  channels: words.default([]),
  accounts: words.default([]),
  /** BCP 47, matched by prefix: "de" holds for de-AT. */
  languages: words.default([]),
  /** What the app's backend says of the customer: {"plan": ["gold"]}. */
  attributes: z.record(z.string().min(1).max(64), words.min(1)).default({}),
  /** Words or phrases in the subject or text of the first message, whole words, case and accents aside. */
  text: words.default([]),
  /** Within or outside the hours of a calendar. */
  hours: z.strictObject({ calendar: settingsIdSchema, open: z.boolean() }).optional(),
});
export type RuleCondition = z.infer<typeof ruleConditionSchema>;

/** Tried in their order, the first that holds decides. */
export const ruleSchema = z.strictObject({
  id: settingsIdSchema,
  name: z.string().trim().min(1).max(120),
  when: ruleConditionSchema,
  queue: settingsIdSchema,
  /** Asked for beside the queue's own skills; relaxed with them: a step of the queue names all that is asked from then on. */
  skills: z.array(skillNeedSchema).max(20).default([]),
  priority: z.number().int().min(-1000).max(1000).default(0),
});
export type Rule = z.infer<typeof ruleSchema>;
